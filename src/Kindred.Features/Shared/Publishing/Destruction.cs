using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Destroys records with everything that hangs on them, inside the transaction of the act that decided it.</summary>
/// <param name="spool">Null: no file is kept.</param>
public sealed class Destruction(IWithdrawalJournal journal, Publication publication, SourceSpool? spool = null)
{
    /// <summary>Destroys a record or connection, the notes on it and on its connections, and its words in its deposit. What was ever public leaves a tombstone.</summary>
    /// <param name="words">What the withdrawing community chose to say, or none.</param>
    /// <param name="isByKeepers">Without its depositor's or a steward's word.</param>
    public void Destroy(IArchiveSession session, RecordId id, DateOnly today, string? words = null, bool isByKeepers = false)
    {
        publication.PartForDestruction(session, id, today);
        HashSet<RecordId> notes = NotesUnder(session, id);
        RecordId[] beside = [.. notes.Append(id).SelectMany(session.WithTellingBeside).Distinct()];
        foreach (RecordId note in notes) DestroyAlone(session, note, today, words: null, isByKeepers);
        DestroyAlone(session, id, today, words, isByKeepers);
        publication.SettleTold(session, beside, today);
    }

    /// <summary>What stewards of these communities chose last for its tombstone: who completes a withdrawal without words of her own takes none away.</summary>
    public static string? Chosen(IArchiveSession session, RecordId id, params IReadOnlyCollection<RecordId> communities) =>
        session.Consents(id).LastOrDefault(one => one is { Answer: ConsentAnswer.Withdrawn, Condition: not null } && communities.Contains(one.Community))?.Condition;

    /// <summary>Takes what came with a proposal out of the record that it changed, as far as it was taken.</summary>
    public Deposit TakeBack(IArchiveSession session, Deposit deposit, DateOnly today) => publication.TakeBack(session, deposit, today);

    /// <summary>Destroys a deposit and everything that came with it.</summary>
    /// <param name="ofOthers">What came with it and is not its depositor's alone: it stays, and belongs to no deposit any more.</param>
    public void Destroy(IArchiveSession session, Deposit deposit, IReadOnlyCollection<RecordId> ofOthers, DateOnly today)
    {
        TakeBack(session, deposit, today);
        foreach (DepositedRecord entry in deposit.Records) spool?.DestroyOf(session, entry.Entry);
        foreach (RecordId id in ofOthers) session.Put(session.FindRecord(id)! with { Deposit = null });
        foreach (RecordId id in session.RecordsOf(deposit.Id)) Destroy(session, id, today);
        journal.Destroyed(deposit.Id, today);
        session.DestroyDeposit(deposit.Id);
    }

    private void DestroyAlone(IArchiveSession session, RecordId id, DateOnly today, string? words, bool isByKeepers)
    {
        DepositId? deposit = session.FindDepositOf(id)?.Id;
        spool?.DestroyOf(session, id);
        // A back-up may be older than its id: there its words wait at the desk under their handle.
        foreach (RecordId entry in EntriesOf(session, id)) journal.EntryDestroyed(entry, today);
        if (session.FindRecord(id) is { } record)
        {
            Bury(session, record.WasPublic ? new Tombstone(id, today, words) { IsByKeepers = isByKeepers } : null, id, today);
        }
        else if (session.FindConnection(id) is { } connection)
        {
            journal.Destroyed(id, today, null);
            session.DestroyConnection(id);
            session.Write(new Act(ActKind.Withdrawal, [id], today, IsPublic: connection.PublishedDay is not null));
        }

        if (deposit is { } own) Forget(session, own, today);
    }

    private void Bury(IArchiveSession session, Tombstone? tombstone, RecordId id, DateOnly today)
    {
        // The journal first: a back-up restored after a crash in between withdraws once more, which harms nothing; the other order could bring it back.
        journal.Destroyed(id, today, tombstone);
        session.Destroy(id, tombstone);
        session.Write(new Act(ActKind.Withdrawal, [id], today, IsPublic: tombstone is not null));
    }

    /// <summary>Handles under which it waited at the desk.</summary>
    internal static RecordId[] EntriesOf(IArchiveSession session, RecordId accessioned) =>
        [.. session.DepositsHolding(accessioned).SelectMany(holding => session.FindDeposit(holding)!.EntriesOf(accessioned)).Distinct()];

    /// <summary>The stores took its words out of the deposit; what is left says that they are gone.</summary>
    internal static void Forget(IArchiveSession session, DepositId id, DateOnly today)
    {
        if (session.FindDeposit(id) is { Records: [], Connections: [], Proposal: null } deposit) session.Put(deposit with { State = DepositState.Withdrawn, StateDay = today, DeclinedBecause = null }, []);
    }

    /// <summary>Notes on it, on its connections, and on those notes in turn. Two may speak of each other: each is named once.</summary>
    private static HashSet<RecordId> NotesUnder(IArchiveSession session, RecordId id)
    {
        HashSet<RecordId> notes = [];
        Queue<RecordId> subjects = new([id]);
        while (subjects.TryDequeue(out RecordId subject))
        {
            foreach (RecordId note in session.ConnectionsOf(subject).Select(connection => connection.Id).Append(subject).SelectMany(one => NotesOn(session, one)))
            {
                if (note != id && notes.Add(note)) subjects.Enqueue(note);
            }
        }

        return notes;
    }

    internal static IEnumerable<RecordId> NotesOn(IArchiveSession session, RecordId id) =>
        [.. session.ConnectionsOf(id)
            .Where(connection => connection.Type == ConnectionType.About.Name && connection.To == id && session.FindRecord(connection.From)?.Kind == Note.Kind.Name)
            .Select(connection => connection.From)];
}
