using Kindred.Domain.Importing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Takes back exactly what an import did, inside the transactions of whoever undoes it: what it made is gone as if it had never been, what it changed is
/// as it was before. What people did something with since stays, unless they are asked and say otherwise.</summary>
public sealed class TakeBackImport(KindList kinds, Publication publication, Destruction destruction, IWithdrawalJournal journal)
{
    /// <summary>Records in one transaction: enough to be quick, few enough that a depositor beside it does not wait.</summary>
    public const int InOneAct = 50;

    /// <summary>Looks which of it people went on with, and which of it what they went on with links to: that stays too.</summary>
    public static void MarkTouched(IArchiveSession session, RecordId import)
    {
        Queue<RecordId> staying = new(Touched(session, import).Where(one => one.How != ImportedHow.Waits).Select(one => one.Record));
        while (staying.TryDequeue(out RecordId id))
        {
            foreach (RecordId linked in LinkedFrom(session, id))
            {
                if (session.FindImported(import, linked) is not { How: ImportedHow.Made, IsTouched: false }) continue;
                session.MarkTouched(import, linked);
                staying.Enqueue(linked);
            }
        }
    }

    /// <summary>What people went on with.</summary>
    public static IReadOnlyList<ImportedRecord> Touched(IArchiveSession session, RecordId import) =>
        [.. Enum.GetValues<ImportedHow>().SelectMany(how => session.Imported(import, how, isTouched: true, int.MaxValue))];

    /// <summary>Begins: from here on nothing more comes in with it, and a restored back-up forgets it again.</summary>
    /// <param name="kept">What stays of it.</param>
    public ImportAccession Begin(IArchiveSession session, ImportAccession import, IReadOnlyCollection<RecordId> kept, DateOnly today)
    {
        // The journal first: a back-up restored after a crash in between takes it back once more; the other order could bring it back.
        journal.ImportUndone(import.Id, kept, today);
        ImportAccession undoing = import with { State = ImportState.Undoing, UndoneDay = today };
        session.Put(undoing);
        return undoing;
    }

    /// <summary>Takes back some of it.</summary>
    /// <param name="evenTouched">Also what people went on with: theirs goes with it.</param>
    /// <returns>False: nothing is left to take back.</returns>
    public bool Next(IArchiveSession session, ImportAccession import, bool evenTouched, DateOnly today)
    {
        using IDisposable atWork = session.TakingBack(import.Id);
        // Revisions first: links of theirs lead to what goes after. Then what waits, then records, those of the last rows first.
        foreach (bool isTouched in evenTouched ? (bool[])[false, true] : [false])
        {
            if (Each(ImportedHow.Changed, isTouched, one => TakeBackChange(session, import.Id, one, today))) return true;
            if (Each(ImportedHow.Waits, isTouched, one => TakeBackWaiting(session, import.Id, one))) return true;
        }

        foreach (bool isTouched in evenTouched ? (bool[])[true, false] : [false])
        {
            HashSet<RecordId> beside = [];
            bool isAny = Each(ImportedHow.Made, isTouched, one =>
            {
                if (isTouched) TakeBackTouched(session, import.Id, one, today);
                else TakeBackMade(session, import.Id, one, beside);
            });
            publication.SettleTold(session, beside, today);
            if (isAny) return true;
        }

        IReadOnlyList<(RecordId Id, bool IsBack)> put = session.PutBackBeside(import.Id, InOneAct);
        foreach ((RecordId id, bool isBack) in put)
        {
            if (session.FindConnection(id) is { } connection) publication.Settle(session, connection, today);
            else if (isBack) publication.Reindex(session, id, today);
            else if (session.FindRecord(id) is not null) publication.Settle(session, id, today);
        }

        return put is not [];

        bool Each(ImportedHow how, bool isTouched, Action<ImportedRecord> takeBack)
        {
            IReadOnlyList<ImportedRecord> some = session.Imported(import.Id, how, isTouched, InOneAct);
            foreach (ImportedRecord one in some) takeBack(one);
            return some is not [];
        }
    }

    /// <summary>What is left of it is an act and its place in the register.</summary>
    public void End(IArchiveSession session, ImportAccession import, string? by, DateOnly today)
    {
        foreach (ImportedRecord kept in Touched(session, import.Id))
        {
            // A link that was put back may be of what stays without it.
            if (kept.How != ImportedHow.Waits && session.FindRecord(kept.Record) is not null) publication.Settle(session, kept.Record, today);
        }

        // Since it began people may have gone on with more of it.
        journal.ImportUndone(import.Id, [.. Touched(session, import.Id).Select(one => one.Record)], import.UndoneDay ?? today);
        session.EndTakingBack(import.Id);
        if (import.State != ImportState.Undone) session.Write(new Act(ActKind.ImportUndoing, [import.Id], today, IsPublic: true, by));
        session.Put(import with { State = ImportState.Undone });
    }

    /// <summary>Over an archive restored from an older day, in one transaction.</summary>
    public void Again(IArchiveSession session, RecordId id, IReadOnlyCollection<RecordId> kept, DateOnly day, DateOnly today)
    {
        if (session.FindImport(id) is not { } import) return;
        ImportAccession undoing = import with { State = ImportState.Undoing, UndoneDay = day };
        session.Put(undoing);
        // Of what only the back-up has as touched nothing stayed: what stayed is in the journal.
        session.Untouch(id);
        foreach (RecordId one in kept) session.MarkTouched(id, one);
        while (Next(session, undoing, evenTouched: false, today))
        {
        }

        End(session, undoing, by: null, today);
    }

    private static IEnumerable<RecordId> LinkedFrom(IArchiveSession session, RecordId id)
    {
        if (session.FindRecord(id) is not { } record) return [];
        IEnumerable<ContentLink> newest = session.FindRevision(id, record.LatestRevision)?.Content.Links ?? [];
        IEnumerable<RecordId> beside = session.ConnectionsOf(id).Where(one => !one.IsOfField).SelectMany(one => (RecordId[])[one.From, one.To]);
        return record.Content.Links.Concat(newest).Select(link => link.Target).Concat(beside).Distinct();
    }

    private void TakeBackChange(IArchiveSession session, RecordId import, ImportedRecord changed, DateOnly today)
    {
        if (session.FindRecord(changed.Record) is { } before)
        {
            if (session.PutBack(import, changed))
            {
                Record back = session.FindRecord(changed.Record)!;
                // Its links are what they were: those that the import made go, the others were put back.
                FieldConnections.Match(session, back, kinds[back.Kind], back.Content, today);
                publication.Reindex(session, changed.Record, today);
            }
            else
            {
                TakeOutChange(session, before, changed, today);
                // Its links are made anew from what it says.
                session.ForgetLinks(import, changed.Record);
            }
        }

        session.Forget(import, changed);
    }

    /// <summary>It is otherwise by now than the import left it: its part of the words is taken out, and what people wrote stays.</summary>
    private void TakeOutChange(IArchiveSession session, Record record, ImportedRecord changed, DateOnly today)
    {
        if (session.FindRevision(record.Id, changed.Before) is not { } then || session.FindRevision(record.Id, changed.After) is not { } import) return;
        Revision newest = session.FindRevision(record.Id, record.LatestRevision)!;
        RecordContent content = ContentPart.Changed(import.Content, then.Content).Where(part => ContentPart.IsSame(part, import.Content, newest.Content))
            .Aggregate(newest.Content, (left, part) => ContentPart.Put(left, part, then.Content));
        if (ContentJson.AreSame(content, newest.Content)) return;
        int number = newest.Number + 1;
        session.Put(new Revision
        {
            Record = record.Id, Number = number, Day = today, Who = "anonymous", Note = "", Content = Staleness.Marked(content, number, newest.Content, one => session.FindRevision(record.Id, one)?.Content),
            AskedFrom = AskingAnew.Is(session, kinds[record.Kind], newest, content) ? number : newest.AskedFrom, Basis = newest.Basis,
        });
        session.Put(record with { LatestRevision = number });
        publication.Settle(session, record.Id, today);
    }

    private static void TakeBackWaiting(IArchiveSession session, RecordId import, ImportedRecord waiting)
    {
        if (waiting.Deposit is { } deposit)
        {
            session.EndAssignment(deposit);
            session.DestroyDeposit(deposit);
        }

        session.Forget(import, waiting);
    }

    private static void TakeBackMade(IArchiveSession session, RecordId import, ImportedRecord made, HashSet<RecordId> beside)
    {
        if (session.FindRecord(made.Record) is { } record)
        {
            beside.UnionWith(session.WithTellingBeside(made.Record));
            if (record.WasPublic) session.PutTakenBack(made.Record, import);
            session.Destroy(made.Record, tombstone: null);
        }

        beside.Remove(made.Record);
        session.Forget(import, made);
    }

    /// <summary>With what people wrote on it, as a keeper destroys it: it was theirs too, and its tombstone says that it was there.</summary>
    private void TakeBackTouched(IArchiveSession session, RecordId import, ImportedRecord made, DateOnly today)
    {
        if (session.FindRecord(made.Record) is not null) destruction.Destroy(session, made.Record, today, isByKeepers: true);
        session.Forget(import, made);
    }
}
