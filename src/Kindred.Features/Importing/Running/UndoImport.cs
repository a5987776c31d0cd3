using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Importing.Running;

/// <summary>Takes an import back, a few records in a transaction. What people went on with is said first, and nothing is done until it is said what becomes of it.</summary>
public sealed class UndoImport(IArchiveWriter writer, TakeBackImport takeBack, ResumeImport resume, ImportsAtWork atWork, TimeProvider time)
{
    /// <param name="by">Handle of the keeper who undoes it.</param>
    /// <param name="edited">What becomes of what people went on with; null: they are asked.</param>
    public async Task<ImportOutcome> Do(RecordId id, string by, EditedWay? edited, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        using ImportsAtWork.Work? work = atWork.Begin(id, cancel);
        if (work is null) return new ImportOutcome.Busy();
        ImportOutcome? refused = null;
        ImportAccession? begun = await writer.Write<ImportAccession?>(
            session =>
            {
                if (session.FindImport(id) is not { } import) return null;
                TakeBackImport.MarkTouched(session, id);
                IReadOnlyList<ImportedRecord> touched = TakeBackImport.Touched(session, id);
                // Undone already, but for what stayed: that alone can be taken back yet.
                if (import.State == ImportState.Undone && (touched is [] || edited != EditedWay.TakeBack)) refused = new ImportOutcome.NotOpen(import);
                else if (touched is not [] && edited is null) refused = new ImportOutcome.Touched(import, [.. touched]);
                return refused is null ? takeBack.Begin(session, import, edited == EditedWay.TakeBack ? [] : [.. touched.Select(one => one.Record)], time.Today()) : import;
            },
            cancel);
        if (begun is not { } undoing) return new ImportOutcome.Unknown();
        if (refused is not null) return refused;
        await resume.Sweep();
        ImportPace pace = new(time, progress, null, 0);
        // From here on it is only ever gone on with: undone by half it is nobody's.
        for (long rows = 0; await writer.Write(session => Next(session, undoing, edited), CancellationToken.None); pace.Tell(rows += TakeBackImport.InOneAct)) work.Stop.ThrowIfCancellationRequested();
        return await writer.Write(
            session =>
            {
                takeBack.End(session, undoing, by, time.Today());
                return new ImportOutcome.Undone(session.FindImport(id)!, [.. TakeBackImport.Touched(session, id).Select(one => one.Record)]);
            },
            CancellationToken.None);
    }

    private bool Next(IArchiveSession session, ImportAccession undoing, EditedWay? edited)
    {
        // Somebody may go on with some of it at this very moment.
        TakeBackImport.MarkTouched(session, undoing.Id);
        return takeBack.Next(session, undoing, evenTouched: edited == EditedWay.TakeBack, time.Today());
    }
}

/// <summary>What becomes of what people went on with when its import is taken back.</summary>
public enum EditedWay
{
    Keep,

    /// <summary>It goes too, with what they wrote.</summary>
    TakeBack,
}
