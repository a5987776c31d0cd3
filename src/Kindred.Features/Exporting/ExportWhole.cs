using System.Security.Cryptography;
using System.Text;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Whole;

namespace Kindred.Features.Exporting;

/// <summary>The lossless export: everything of the archive, public or not, in one JSON document of one object a line; streamed, never held whole. For those who look after the
/// archive and move it, never for a reader.</summary>
public sealed class ExportWhole(IWholeArchive archive)
{
    /// <returns>What was written, by its mark, and how many objects.</returns>
    public Task<WholeExported> Write(Stream output, IProgress<long>? progress, CancellationToken cancel) => archive.Read(reading => Write(reading, output, progress, cancel), PrivateFile.Destroy, cancel);

    private static WholeExported Write(IWholeReading reading, Stream output, IProgress<long>? progress, CancellationToken cancel)
    {
        using Lines lines = new(output);
        lines.Write(WholeForm.Beginning);
        int form = WholeForm.NeededBy(reading);
        lines.Write(FormattableString.Invariant($"{form},\n"));
        Dictionary<string, long> counts = [];
        long written = 0;
        foreach (WholeSection section in WholeForm.Of(form))
        {
            lines.Write($"\"{section.Name}\":{(section.IsSingle ? "" : "[\n")}");
            long before = written;
            foreach (ReadOnlyMemory<byte> line in section.Lines(reading))
            {
                cancel.ThrowIfCancellationRequested();
                if (written > before) lines.Write(",\n");
                lines.Write(line.Span);
                written++;
                progress?.Report(written);
            }

            counts[section.Name] = written - before;
            lines.Write(section.IsSingle ? ",\n" : written > before ? "\n],\n" : "],\n");
        }

        byte[] digest = lines.Digest();
        lines.Write(FormattableString.Invariant($"\"end\":{{\"objects\":{written},\"sha256\":\"{Convert.ToHexStringLower(digest)}\"}}}}\n"));
        lines.Flush();
        return new WholeExported(WholeForm.MarkOf(digest), written, counts);
    }

    private sealed class Lines(Stream output) : IDisposable
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly byte[] buffer = new byte[64 * 1024];
        private int filled;

        public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

        public void Write(ReadOnlySpan<byte> bytes)
        {
            if (filled + bytes.Length > buffer.Length) Flush();
            if (bytes.Length > buffer.Length)
            {
                hash.AppendData(bytes);
                output.Write(bytes);
                return;
            }

            bytes.CopyTo(buffer.AsSpan(filled));
            filled += bytes.Length;
        }

        public void Flush()
        {
            hash.AppendData(buffer.AsSpan(0, filled));
            output.Write(buffer.AsSpan(0, filled));
            filled = 0;
        }

        /// <summary>Of all that was written until now.</summary>
        public byte[] Digest()
        {
            Flush();
            return hash.GetCurrentHash();
        }

        public void Dispose() => hash.Dispose();
    }
}

/// <param name="Mark">By which a journal of withdrawals knows it.</param>
/// <param name="Objects">How many, of everything.</param>
/// <param name="Counts">How many, by the name of their list.</param>
public sealed record WholeExported(RecordId Mark, long Objects, IReadOnlyDictionary<string, long> Counts);
