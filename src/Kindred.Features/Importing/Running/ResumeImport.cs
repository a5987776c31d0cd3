using System.Collections.Immutable;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Running;

/// <summary>Takes in a file: keeps it, runs it from where it is, and destroys what was kept once it is done.</summary>
public sealed class ResumeImport(IArchiveWriter writer, RunImport run, SourceSpool spool, IEnumerable<IReadRows> forms)
{
    public bool CanRead(string form) => forms.Any(one => one.Form == form);

    public IReadRows ReadsForm(string form) => forms.First(one => one.Form == form);

    /// <summary>A new import of this file.</summary>
    /// <param name="described">What is known of it but its digest and length.</param>
    /// <param name="begun">Told its place in the register, once it has one.</param>
    public async Task<ImportOutcome> Begin(Stream file, ImportSource described, string who, Action<ImportAccession>? begun, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        // Order: the file is kept, then the register says that it is. A crash in between leaves a file that the next import destroys.
        (ImmutableArray<byte> digest, long length) = await spool.Keep(file, stop);
        try
        {
            ImportAccession import = await run.Register(described with { Digest = digest, Length = length }, who, CancellationToken.None);
            begun?.Invoke(import);
            return await Run(import, spool.Open(digest)!, progress, stop);
        }
        finally
        {
            spool.Release(digest);
            await Sweep();
        }
    }

    /// <summary>Goes on with one that was stopped or cut off.</summary>
    /// <param name="file">The same file; null: the one that is kept.</param>
    public async Task<ImportOutcome> Resume(RecordId id, Stream? file, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        if (await writer.Write(session => session.FindImport(id), stop) is not { } import) return new ImportOutcome.Unknown();
        if (!import.IsOpen) return new ImportOutcome.NotOpen(import);
        if (import.Source.Digest.IsEmpty) return new ImportOutcome.OtherFile(import, file is not null);
        ImmutableArray<byte> given = [];
        try
        {
            if (file is not null) (given, _) = await spool.Keep(file, stop);
            if (file is not null && !given.SequenceEqual(import.Source.Digest)) return new ImportOutcome.OtherFile(import, IsGiven: true);
            return spool.Open(import.Source.Digest) is { } kept ? await Run(import, kept, progress, stop) : new ImportOutcome.OtherFile(import, IsGiven: false);
        }
        finally
        {
            if (!given.IsEmpty) spool.Release(given);
            await Sweep();
        }
    }

    /// <summary>Destroys what is kept of files that no import waits for, or that have words of something that was taken away since.</summary>
    public async Task Sweep()
    {
        IReadOnlyList<ImportAccession> open = await writer.Write(session => session.OpenImports().Where(one => !session.HasLost(one.Id)).ToArray(), CancellationToken.None);
        spool.DestroyOthers(open.Select(one => one.Source.Digest));
    }

    private async Task<ImportOutcome> Run(ImportAccession import, FileStream kept, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        await using FileStream bytes = kept;
        long length = Math.Max(bytes.Length, 1);
        return await run.Run(import.Id, ReadsForm(import.Source.Form).Read(bytes, import.Source), () => bytes.CanRead ? (double)bytes.Position / length : 1, progress, stop);
    }
}
