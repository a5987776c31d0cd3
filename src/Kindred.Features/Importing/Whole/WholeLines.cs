using System.Buffers;
using System.Security.Cryptography;

namespace Kindred.Features.Importing.Whole;

/// <summary>The lines of a whole export, one after the other, with their number and a digest of all before the last. Holds one line at a time.</summary>
internal sealed class WholeLines(Stream file, int longest) : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
    private int start;
    private int end;
    private int length;

    /// <summary>From 1; of the line that was read last.</summary>
    public long Number { get; private set; }

    public ReadOnlySpan<byte> Line => buffer.AsSpan(start, length);

    /// <summary>False at the end of the file, and where a line is longer than any may be or was cut off.</summary>
    public bool Next()
    {
        int searched = 0;
        if (Number > 0) start += length + 1;
        length = 0;
        while (true)
        {
            int at = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                length = searched + at;
                Number++;
                return true;
            }

            searched = end - start;
            if (searched > longest || !Fill()) return false;
        }
    }

    /// <summary>The line that was read last is one that the digest is of.</summary>
    public void Count() => hash.AppendData(buffer.AsSpan(start, length + 1));

    public byte[] Digest() => hash.GetCurrentHash();

    public void Dispose()
    {
        hash.Dispose();
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            buffer = larger;
        }

        int read = file.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }
}
