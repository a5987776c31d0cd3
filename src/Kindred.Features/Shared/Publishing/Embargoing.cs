using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Ledger;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Sets and ends the words by which something is not public before a day, inside the transaction of the act that brought them. Nothing is published by
/// ending one that has not every yes.</summary>
public sealed partial class Embargoing(Publication publication, IWithdrawalJournal journal)
{
    /// <summary>The day that its depositor has set for what a deposit brings; null: none.</summary>
    public static DateOnly? OfDepositor(IArchiveSession session, Deposit deposit) => OfDepositor(Handles(deposit).SelectMany(session.Embargoes));

    public static DateOnly? OfDepositor(IEnumerable<Embargo> words) => words.Where(one => one is { By: EmbargoBy.Depositor, Part: null }).Select(one => (DateOnly?)one.Until).Max();

    /// <summary>Entries of a deposit that are kept back by a word on it, under the handle that their words have now. A name that was mentioned comes with what is told, and goes with it.</summary>
    public static IEnumerable<RecordId> Handles(Deposit deposit) => deposit.Records.Where(one => !Mentions.IsMadeOfName(one)).Select(one => one.Accessioned ?? one.Entry)
        .Concat(deposit.Connections.Select(one => one.Accessioned ?? one.Entry));

    /// <summary>With a new deposit: nothing of it is in any back-up.</summary>
    public static void Begin(IArchiveSession session, Deposit deposit, DateOnly until)
    {
        foreach (RecordId handle in Handles(deposit)) session.Put(new Embargo { Subject = handle, By = EmbargoBy.Depositor, Until = until });
    }

    /// <summary>What was said of entries at the desk is said of what they have become, also where it was said of a link from one to another.</summary>
    /// <param name="deposit">With the permanent ids of all that it brings.</param>
    public static void Move(IArchiveSession session, Deposit deposit)
    {
        Dictionary<RecordId, RecordId> becomes = deposit.Records.Select(one => (one.Entry, one.Accessioned)).Concat(deposit.Connections.Select(one => (one.Entry, one.Accessioned)))
            .Where(one => one.Accessioned is not null).ToDictionary(one => one.Entry, one => one.Accessioned!.Value);
        foreach ((RecordId entry, RecordId accessioned) in becomes)
        {
            foreach (Embargo word in session.Embargoes(entry))
            {
                RecordPart? part = word.Part is { Target: { } target } of ? of with { Target = becomes.GetValueOrDefault(target, target) } : word.Part;
                session.End(word);
                session.Put(word with { Subject = accessioned, Part = part });
            }
        }
    }

    /// <param name="until">Null: the depositor's own word ends.</param>
    /// <param name="part">What of each; null: all of it.</param>
    public void ByDepositor(IArchiveSession session, IEnumerable<RecordId> handles, DateOnly? until, DateOnly today, RecordPart? part = null)
    {
        foreach (RecordId handle in handles.ToArray()) Say(session, new Embargo { Subject = handle, Part = part, By = EmbargoBy.Depositor, Until = until ?? today }, until, today);
    }

    /// <summary>A steward's word, at once, also over what is public. She lengthens or ends her own, and one of whom nobody answers for any more.</summary>
    public void BySteward(IArchiveSession session, RecordId subject, RecordId community, string steward, DateOnly? until, DateOnly today, RecordPart? part = null)
    {
        IReadOnlyCollection<string> stewards = session.FindCommunity(community, today)?.Stewards ?? [];
        foreach (Embargo old in session.Embargoes(subject).Where(one => one.By == EmbargoBy.Community && one.Part == part && one.Community == community && one.Steward != steward && one.IsEndedBy(steward, stewards)))
            session.End(old);
        Say(session, new Embargo { Subject = subject, Part = part, By = EmbargoBy.Community, Community = community, Steward = steward, Until = until ?? today }, until, today);
    }

    /// <summary>A keeper's word, on what nobody could read yet. What is public is hidden, for which there are other rules.</summary>
    public Finding? ByDesk(IArchiveSession session, RecordId subject, DateOnly? until, DateOnly today, RecordPart? part = null)
    {
        bool wasPublic = session.FindRecord(subject)?.WasPublic ?? session.FindConnection(subject)?.PublishedDay is not null;
        if (wasPublic && until is not null) return new Finding("embargo-was-public", "embargoUntil");
        Say(session, new Embargo { Subject = subject, Part = part, By = EmbargoBy.Desk, Until = until ?? today }, until, today);
        return null;
    }

    /// <summary>What a journal says, over an archive restored from an older day. Whose word it was is not in it.</summary>
    public static void Again(IArchiveSession session, RecordId subject, EmbargoBy by, RecordId? community, RecordPart? part, DateOnly? until, DateOnly today)
    {
        if (session.FindRecord(subject) is null && session.FindConnection(subject) is null && session.FindDepositOf(subject)?.IsUnderHandle(subject) != true) return;
        Embargo word = new() { Subject = subject, Part = part, By = by, Community = community, Until = until ?? today };
        if (until > today) session.Put(word);
        else session.End(word);
    }

    private void Say(IArchiveSession session, Embargo word, DateOnly? until, DateOnly today)
    {
        if (until is null) session.End(word);
        else session.Put(word);
        DateOnly? left = session.Embargoes(word.Subject).Where(one => one.By == word.By && one.Part == word.Part && one.Community == word.Community).Select(one => (DateOnly?)one.Until).Max();
        Journal(word.Subject, word.Part);
        // A back-up may be older than its id: there it waits at the desk under its handle, and so may what its link leads to.
        foreach (Deposit deposit in session.DepositsHolding(word.Subject).Select(id => session.FindDeposit(id)!))
        {
            RecordPart? there = word.Part is { Target: { } far } of ? of with { Target = deposit.EntriesOf(far).Select(one => (RecordId?)one).FirstOrDefault() ?? far } : word.Part;
            foreach (RecordId entry in deposit.EntriesOf(word.Subject)) Journal(entry, there);
        }

        if (left is not null && session.FindMerge(word.Subject) is { } merge) publication.PartKeptBack(session, merge, today);
        Record? record = session.FindRecord(word.Subject);
        Connection? connection = record is null ? session.FindConnection(word.Subject) : null;
        if (record is null && connection is null) return;
        session.Write(new Act(ActKind.Embargo, [word.Subject], today, IsPublic: false));
        if (record is not null) publication.Settle(session, word.Subject, today);
        else publication.Settle(session, connection!, today);

        void Journal(RecordId handle, RecordPart? what)
        {
            if (what is { } part) journal.PartEmbargoed(handle, part, word.By, word.Community, left, today);
            else journal.Embargoed(handle, word.By, word.Community, left, today);
        }
    }
}
