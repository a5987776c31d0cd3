using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Importing.Running;

/// <summary>Takes the rows of a source in as one accession, a batch in a transaction, with what became of each. Wherever it is cut off, resuming it takes each row
/// exactly once.</summary>
public sealed class RunImport(IArchiveWriter writer, IImportStore imports, KindList kinds, TakeRow take, WeighRow weigh, Accession accession, PublicDocument documents, ImportsAtWork atWork, TimeProvider time)
{
    /// <summary>Rows taken in one transaction: enough to be quick, few enough that a depositor beside it does not wait.</summary>
    private const int BatchRows = 100;

    /// <summary>Characters after which a batch ends earlier: several are held at a time.</summary>
    private const int BatchCharacters = 512 * 1024;

    public const int MostFindings = 1_000;

    /// <summary>Puts it into the register; no row is in yet.</summary>
    /// <param name="who">Handle of the keeper who brings it.</param>
    public Task<ImportAccession> Register(ImportSource source, string who, CancellationToken cancel)
    {
        ImportAccession import = new() { Id = RecordId.Mint(), Source = source, Who = who, Day = time.Today(), State = ImportState.Stopped };
        return writer.Write(session => import with { Number = session.Put(import) }, cancel);
    }

    /// <summary>Takes its rows in, from the first that is not in yet.</summary>
    /// <param name="rows">All of its source, as its form and profile read them.</param>
    /// <param name="share">How much of the source was read.</param>
    /// <param name="stop">It ends with its batch, and can be resumed.</param>
    public async Task<ImportOutcome> Run(RecordId id, IEnumerable<ImportRow> rows, Func<double>? share, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        using ImportsAtWork.Work? work = atWork.Begin(id, stop);
        if (work is null) return new ImportOutcome.Busy();
        (ImportAccession? found, bool isOpen) = await writer.Write(session => Begin(session, id), CancellationToken.None);
        if (found is not { } import) return new ImportOutcome.Unknown();
        if (!isOpen) return new ImportOutcome.NotOpen(import);
        Findings findings = new();
        RowsBefore before = new(kinds, isTold: false);
        bool isDone = false;
        try
        {
            await imports.EachName(before.AddArchived, work.Stop);
            ImportPace pace = new(time, progress, share, import.Counts.Rows);
            await Batches.Write(Unread(rows, import, before), writer, (session, batch) => Take(session, id, batch, before, findings), (_, counts) => pace.Tell(counts.Rows), work.Stop);
            isDone = true;
        }
        catch (OperationCanceledException) when (work.Stop.IsCancellationRequested)
        {
            // Between batches: what is in is in.
        }
        finally
        {
            import = await writer.Write(session => End(session, id, isDone), CancellationToken.None);
        }

        return new ImportOutcome.Ran(import, [.. findings.Refused], [.. findings.Told]);
    }

    private static (ImportAccession?, bool IsOpen) Begin(IArchiveSession session, RecordId id)
    {
        if (session.FindImport(id) is not { } import) return default;
        if (import.IsOpen) session.Put(import with { State = ImportState.Running });
        return (import, import.IsOpen);
    }

    private static ImportAccession End(IArchiveSession session, RecordId id, bool isDone)
    {
        ImportAccession import = session.FindImport(id)! with { State = isDone ? ImportState.Done : ImportState.Stopped };
        session.Put(import);
        return import;
    }

    private ImportCounts Take(IArchiveSession session, RecordId id, List<ImportRow> batch, RowsBefore before, Findings findings)
    {
        using IDisposable importing = session.Importing(id);
        ImportAccession import = session.FindImport(id)!;
        DateOnly today = time.Today();
        ImportCounts counts = import.Counts;
        foreach (ImportRow row in batch)
        {
            TakenRow taken = take.Take(session, import, counts.Rows + 1, row, before, today);
            counts = counts.With(taken.Outcome);
            findings.Add(taken.Outcome, taken.Findings);
        }

        session.Put(import with { Counts = counts });
        return counts;
    }

    /// <summary>The rows that are not in yet, some at a time, with all of them computed that needs no look into the archive.</summary>
    private IEnumerable<List<ImportRow>> Unread(IEnumerable<ImportRow> rows, ImportAccession import, RowsBefore before)
    {
        long taken = import.Counts.Rows;
        List<ImportRow> batch = new(BatchRows);
        int characters = 0;
        foreach (ImportRow row in rows)
        {
            if (taken-- > 0)
            {
                before.Pass(row);
                continue;
            }

            documents.Prepare(row.Kind, row.Content);
            accession.CheckAhead(row.Kind, row.Content, row.Links, time.Today());
            // As it stood in its source it is needed no more. What it links to may be found only by then, and is part of what it says.
            batch.Add(row with { Source = null, Marks = row.RowLinks.IsEmpty ? weigh.Marks(row, import.Source) : null });
            characters += row.Leftover.SelectMany(cell => cell.Values).Sum(text => text.Length) + row.Content.Fields.Values.SelectMany(value => value.AllTexts()).Sum(text => text.Length);
            if (batch.Count < BatchRows && characters < BatchCharacters) continue;
            yield return batch;
            (batch, characters) = (new(BatchRows), 0);
        }

        if (batch is not []) yield return batch;
    }

    /// <summary>Those that are told; the register has all.</summary>
    internal sealed class Findings
    {
        public List<Finding> Refused { get; } = [];

        public List<Finding> Told { get; } = [];

        public void Add(RowOutcome outcome, ImmutableArray<Finding> findings)
        {
            if (outcome == RowOutcome.NotTaken && Refused.Count < MostFindings) Refused.Add(findings[0]);
            else if (outcome != RowOutcome.NotTaken) Told.AddRange(findings.Take(MostFindings - Told.Count));
        }
    }
}
