using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Importing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Running;

/// <summary>Says row by row what an import would do, by what the run itself asks, and writes nothing.</summary>
public sealed class DryRun(IImportStore imports, KindList kinds, WeighRow weigh, LinkRows linking, TimeProvider time)
{
    /// <summary>Rows weighed in one snapshot: a withdrawal waits for it.</summary>
    private const int BatchRows = 200;

    /// <param name="eachRow">Told of every row, in its order.</param>
    public async Task<ImportOutcome.WouldRun> Do(
        ImportSource source, IEnumerable<ImportRow> rows, Action<ForetoldRow>? eachRow, Func<double>? share, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        RunImport.Findings findings = new();
        RowsBefore before = new(kinds, isTold: true);
        ImportCounts counts = default;
        LossReport losses = new();
        await imports.EachName(before.AddArchived, cancel);
        ImportPace pace = new(time, progress, share, 0);
        foreach (ImportRow[] batch in rows.Chunk(BatchRows))
        {
            foreach (ForetoldRow row in await imports.Weigh(session => Array.ConvertAll(batch, row => Weigh(session, row, source, before)), cancel))
            {
                counts = counts.With(row.Outcome);
                findings.Add(row.Outcome, row.Findings);
                // What becomes of what is not taken, or is there already, is said by its outcome.
                if (row.Outcome is RowOutcome.Made or RowOutcome.Changed or RowOutcome.Waiting) losses.Add(row.Row);
                eachRow?.Invoke(row);
            }

            pace.Tell(counts.Rows);
        }

        return new ImportOutcome.WouldRun(counts, [.. findings.Refused], [.. findings.Told], losses);
    }

    private ForetoldRow Weigh(IArchiveSession session, ImportRow row, ImportSource source, RowsBefore before)
    {
        DateOnly today = time.Today();
        row = linking.Linked(session, row, source, before);
        WeighedRow weighed = weigh.Weigh(session, row, source, before, today);
        RowOutcome outcome = weighed.Outcome;
        ImmutableArray<Finding> refused = weighed.Refused;
        Deposit? whole = null;
        if (outcome is RowOutcome.Made or RowOutcome.Changed)
        {
            (refused, whole) = weigh.WhyNot(session, weighed, row, before, today);
            if (!refused.IsEmpty) outcome = RowOutcome.NotTaken;
        }

        ImmutableArray<Finding> told = [.. refused, .. weighed.Told, .. row.Findings.Where(one => one.Consequence != RowConsequence.NotTaken).Select(one => one.Finding), .. refused.IsEmpty ? before.Told(row, weighed) : []];
        before.Add(row, weighed, outcome, whole);
        return new ForetoldRow(row, outcome, told);
    }
}

/// <param name="Row">With the title that it would get.</param>
public sealed record ForetoldRow(ImportRow Row, RowOutcome Outcome, ImmutableArray<Finding> Findings);
