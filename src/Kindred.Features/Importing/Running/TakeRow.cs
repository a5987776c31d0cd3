using System.Collections.Immutable;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Importing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Importing.Running;

/// <summary>Takes one row in, inside the transaction of its batch, and writes down what became of it.</summary>
public sealed class TakeRow(KindList kinds, WeighRow weigh, LinkRows linking, Accession accession)
{
    /// <returns>What became of it, and what is told of it.</returns>
    public TakenRow Take(IArchiveSession session, ImportAccession import, long place, ImportRow row, RowsBefore rows, DateOnly today)
    {
        row = linking.Linked(session, row, import.Source, rows);
        long acts = session.LastAct();
        WeighedRow weighed = weigh.Weigh(session, row, import.Source, rows, today);
        (RowOutcome outcome, ImmutableArray<Finding> refused, ImmutableArray<ImportedRecord> records) = Do(session, import, row, weighed, today);
        ImmutableArray<Finding> told = [.. refused, .. weighed.Told, .. row.Findings.Where(one => one.Consequence != RowConsequence.NotTaken).Select(one => one.Finding), .. refused.IsEmpty ? rows.Told(row, weighed) : []];
        rows.Add(row, weighed, outcome);
        if (records is [var main, ..] && outcome != RowOutcome.NotTaken && weighed.Key is [_, ..] key && row.Id is null) session.PutImportKey(import.Id, key, main.Record, weighed.Said, main.After);
        long last = session.LastAct();
        session.Put(import.Id, new ImportedRow(place, row.Number, outcome)
        {
            Acts = last > acts ? (acts + 1, last) : null,
            Records = records,
            // Of what a row only says again the words are kept with the first that said so; no record would take those of one that is not taken with it.
            Leftover = records.IsEmpty || row.Leftover.IsEmpty ? null : JsonSerializer.Serialize(row.Leftover.GroupBy(cell => cell.Heading).ToDictionary(cells => cells.Key, cells => cells.SelectMany(cell => cell.Values))),
            Losses = records.IsEmpty || row.Losses.IsEmpty ? null : LossesJson.Write(row.Losses),
            Findings = records.IsEmpty ? [.. told.Select(finding => finding with { Value = null })] : told,
        });
        return new TakenRow(outcome, told);
    }

    private (RowOutcome, ImmutableArray<Finding> Refused, ImmutableArray<ImportedRecord>) Do(IArchiveSession session, ImportAccession import, ImportRow row, WeighedRow weighed, DateOnly today)
    {
        switch (weighed.Outcome)
        {
            case RowOutcome.NotTaken:
                return (RowOutcome.NotTaken, weighed.Refused, []);
            case RowOutcome.Same:
                return (RowOutcome.Same, [], []);
            case RowOutcome.Waiting:
                return (RowOutcome.Waiting, [], [Wait(session, row, weighed, today)]);
        }

        DepositedRecord record = weighed.Record!;
        // Of what is there already its own days hold.
        if (weighed.Known is null) FieldDays.Begin(session, row.Kind, record, row.Days, today);
        int before = weighed.Known?.LatestRevision ?? 0;
        Viewer.Member keeper = new(today, Member.TerminalHandle, IsKeeper: true, []);
        // The name of a record nobody has becomes one, as in any deposit.
        switch (accession.Take(session, Mentions.WithNamed(session, kinds, weighed.Deposit!), keeper, PublicationBasis.PublicSources, today))
        {
            case AccessionOutcome.NeedsWork { Findings: var findings }:
                foreach (Embargo day in session.Embargoes(record.Entry)) session.End(day);
                return (RowOutcome.NotTaken, [.. findings.Select(finding => WeighRow.At(finding, row))], []);
            case AccessionOutcome.Done { Deposit: var done }:
                int after = weighed.Known is { } known ? session.FindRecord(known.Id)!.LatestRevision : 1;
                ImmutableArray<ImportedRecord> records =
                [
                    .. done.Records.Select(one => one.Accessioned!.Value).Where(id => id != weighed.Known?.Id || after > before)
                        .Select(id => id == weighed.Known?.Id ? new ImportedRecord(id, ImportedHow.Changed) { Before = before, After = after } : new ImportedRecord(id, ImportedHow.Made) { After = 1 }),
                ];
                return (weighed.Known is null ? RowOutcome.Made : after > before ? RowOutcome.Changed : RowOutcome.Same, [], records);
            default:
                throw new InvalidOperationException("No such outcome.");
        }
    }

    private ImportedRecord Wait(IArchiveSession session, ImportRow row, WeighedRow weighed, DateOnly today)
    {
        Deposit whole = Mentions.WithNamed(session, kinds, weighed.Deposit!);
        session.Put(whole, Mentions.Named(session, whole));
        if (weighed.Known is null) FieldDays.Begin(session, row.Kind, weighed.Record!, row.Days, today);
        session.PutIdempotencyKey(weighed.Once!, whole.Id);
        return new ImportedRecord(weighed.Record!.Entry, ImportedHow.Waits) { Deposit = whole.Id };
    }
}

public readonly record struct TakenRow(RowOutcome Outcome, ImmutableArray<Finding> Findings);
