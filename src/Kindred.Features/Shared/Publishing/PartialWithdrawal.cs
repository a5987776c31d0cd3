using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Takes one field, or one link of a field, out of all revisions of a record or connection, inside the transaction of the act that brought the word.
/// A steward's word takes it away from everyone but her community and keepers; so many as her protocol asks destroy it, and so does its depositor's own.</summary>
public sealed class PartialWithdrawal(KindList kinds, Publication publication, Destruction destruction, IWithdrawalJournal journal, SourceSpool? spool = null)
{
    /// <summary>Why this part can't be taken back alone; null: it can.</summary>
    public Finding? WhyNot(IArchiveSession session, RecordId id, string field, RecordId? target)
    {
        if (session.FindRecord(id) is { } record)
        {
            IReadOnlyList<Revision> revisions = session.Revisions(id);
            return TakenOut.WhyNot(kinds[record.Kind], field, target, revisions.Select(one => one.Content))
                ?? (HeldPart(session, id, field, target) is null && !revisions.Any(one => TakenOut.Holds(one.Content, field, target)) ? new Finding("part-empty", "field", field) : null);
        }

        if (session.FindConnection(id) is not { } connection) return new Finding("part-unknown", "field", field);
        if (connection.IsOfField) return FieldConnections.OfRecord;
        return target is not null ? new Finding("part-unknown", "target")
            : TakenOut.WhyNot(ConnectionType.Find(connection.Type)!, field)
            ?? (HeldPart(session, id, field, null) is null && !session.ConnectionRevisions(id).Any(one => TakenOut.Holds(one.Words, field)) ? new Finding("part-empty", "field", field) : null);
    }

    /// <param name="communities">Of the steward's, those that the record or connection names.</param>
    public PartOutcome Say(IArchiveSession session, RecordId id, string field, RecordId? target, IReadOnlyCollection<RecordId> communities, string steward, DateOnly today)
    {
        if (WhyNot(session, id, field, target) is { } wrong) return new PartOutcome.NotRight(wrong);
        WithdrawnPart part = HeldPart(session, id, field, target) ?? new WithdrawnPart { Subject = id, Field = field, Target = target, Day = today, Held = new HeldWords { LastAnswer = LastAnswer(session, id) } };
        foreach (RecordId community in communities) part = part.Said(new PartWord(community, steward, today));
        session.Write(new Act(ActKind.Consent, [id, .. communities], today, IsPublic: false));
        if (part.Weigh(InWhoseName(session, part, today)) == PartStanding.Destroyed)
        {
            Destroy(session, part, today);
            return new PartOutcome.Destroyed();
        }

        foreach (RecordId community in communities) journal.PartHidden(id, field, target, community, today);
        Hold(session, part, today);
        (int said, int needed) = part.Of(session.FindCommunity(communities.First(), today) ?? NamedCommunity.Gone(communities.First()));
        return new PartOutcome.Held(said, needed);
    }

    /// <summary>Who gave it takes it back: nobody else is asked.</summary>
    public PartOutcome ByDepositor(IArchiveSession session, RecordId id, string field, RecordId? target, DateOnly today)
    {
        if (WhyNot(session, id, field, target) is { } wrong) return new PartOutcome.NotRight(wrong);
        Destroy(session, HeldPart(session, id, field, target) ?? new WithdrawnPart { Subject = id, Field = field, Target = target, Day = today, Held = new HeldWords() }, today);
        return new PartOutcome.Destroyed();
    }

    /// <summary>A steward takes her word back. Once nobody holds to it what it said is put back: as it was, or, where somebody has said yes since and did not
    /// read it, as a new revision about which everyone is asked.</summary>
    public PartOutcome ShowAgain(IArchiveSession session, RecordId id, long number, IReadOnlyCollection<RecordId> communities, string steward, DateOnly today)
    {
        if (session.Parts(id).FirstOrDefault(one => one.Number == number && !one.IsDestroyed) is not { } part) return new PartOutcome.Unknown();
        RecordId[] hers = [.. communities.Where(community => part.Words.Any(word => word.Community == community))];
        if (hers is []) return new PartOutcome.Unknown();
        foreach (RecordId community in hers) part = part.Said(new PartWord(community, steward, today, IsBack: true));
        session.Write(new Act(ActKind.Consent, [id, .. hers], today, IsPublic: false));
        if (part.Weigh(InWhoseName(session, part, today)) != PartStanding.Shown)
        {
            session.Put(part);
            (int said, int needed) = part.Of(session.FindCommunity(hers[0], today) ?? NamedCommunity.Gone(hers[0]));
            return new PartOutcome.Held(said, needed);
        }

        Consent[] since = [.. session.Consents(id).Where(one => one.Number > part.Held!.LastAnswer)];
        bool isReadByAll = since.All(one => one.Answer != ConsentAnswer.Given);
        foreach ((RecordId merged, WithdrawnPart there) in Merged(session, part).ToArray())
        {
            if (there.Number > 0) ShowAgain(session, merged, there.Number, hers, steward, today);
        }

        session.EndPart(part.Number);
        // Nothing says any more why what was signed is not what the revision says: nobody is accused of it.
        int[] saysOtherwise = isReadByAll ? [.. since.Select(one => one.Revision)] : [.. part.Held!.Contents.Select(one => one.Revision), .. part.Held.Words.Select(one => one.Revision)];
        foreach (int revision in saysOtherwise.Distinct()) session.DestroySalts(id, revision);
        if (session.FindRecord(id) is { } record) new PartOfRecord(session, kinds, publication, destruction, today).PutBack(record, part, isReadByAll);
        else if (session.FindConnection(id) is { } connection) new PartOfConnection(session, publication, today).PutBack(connection, part, isReadByAll);
        return new PartOutcome.Shown(isReadByAll);
    }

    /// <summary>Does again what a journal says, over an archive restored from an older day. Whose word it was is not in it.</summary>
    /// <param name="community">In whose name it is held; null: it is destroyed.</param>
    public void Again(IArchiveSession session, RecordId id, string field, RecordId? target, RecordId? community, DateOnly day, DateOnly today)
    {
        if (session.FindRecord(id) is null && session.FindConnection(id) is null)
        {
            if (community is null) TakeFromDesk(session, id, field, target, day, today);
            return;
        }

        WithdrawnPart part = HeldPart(session, id, field, target) ?? new WithdrawnPart { Subject = id, Field = field, Target = target, Day = day, Held = new HeldWords { LastAnswer = LastAnswer(session, id) } };
        if (community is { } whose) Hold(session, part.Said(new PartWord(whose, Consent.NobodyKnown, day)), today);
        else Forget(session, part, today);
    }

    private void Destroy(IArchiveSession session, WithdrawnPart part, DateOnly today)
    {
        bool wasPublic = session.FindRecord(part.Subject)?.WasPublic ?? session.FindConnection(part.Subject)?.PublishedDay is not null;
        // The journal first, as with all that is destroyed.
        journal.PartDestroyed(part.Subject, part.Field, part.Target, today);
        // A back-up may be older than its id: there its words wait at the desk under their handle.
        foreach (Deposit deposit in session.DepositsHolding(part.Subject).Select(id => session.FindDeposit(id)!))
        {
            RecordId? target = part.Target is { } far ? deposit.EntriesOf(far).Select(one => (RecordId?)one).FirstOrDefault() ?? far : null;
            foreach (RecordId entry in deposit.EntriesOf(part.Subject)) journal.PartDestroyed(entry, part.Field, target, today);
        }

        (RecordId, WithdrawnPart Part)[] merged = [.. Merged(session, part)];
        Forget(session, part, today);
        session.Write(new Act(ActKind.PartWithdrawal, [part.Subject], today, IsPublic: wasPublic));
        foreach ((_, WithdrawnPart there) in merged) Destroy(session, there, today);
    }

    /// <summary>The same part of records for which its subject stands, where they name a community in whose name it is said: parted, they say it no more.</summary>
    private static IEnumerable<(RecordId Merged, WithdrawnPart Part)> Merged(IArchiveSession session, WithdrawnPart part) =>
        from id in session.MergesInto(part.Subject).Select(merge => merge.Merged)
        where session.FindRecord(id) is { } record && part.Words.Any(word => record.Communities.Contains(word.Community))
        let held = HeldPart(session, id, part.Field, part.Target)
        where held is not null || session.Revisions(id).Any(one => TakenOut.Holds(one.Content, part.Field, part.Target))
        select (id, (held ?? new WithdrawnPart { Subject = id, Field = part.Field, Target = part.Target, Day = part.Day, Held = new HeldWords { LastAnswer = LastAnswer(session, id) } }) with { Words = part.Words });

    private void Hold(IArchiveSession session, WithdrawnPart part, DateOnly today)
    {
        (RecordId, WithdrawnPart Part)[] merged = [.. Merged(session, part)];
        TakeAway(session, part, today);
        foreach ((_, WithdrawnPart there) in merged) Hold(session, there, today);
    }

    /// <summary>Whatever else is held of the same field says it no more, either.</summary>
    private void Forget(IArchiveSession session, WithdrawnPart part, DateOnly today)
    {
        spool?.DestroyOf(session, part.Subject);
        foreach (WithdrawnPart other in session.Parts(part.Subject).Where(one => one.Number != part.Number && one.Field == part.Field && !one.IsDestroyed))
        {
            if (part.Target is not { } target) session.Put(other with { Held = null, Day = today });
            else if (other.Target is null) session.Put(other with { Held = other.Held!.Without(target) });
        }

        TakeAway(session, part with { Held = null, Day = today }, today);
    }

    private void TakeAway(IArchiveSession session, WithdrawnPart part, DateOnly today)
    {
        // What stands for it says its words too: none of them stays there.
        if (session.FindMerge(part.Subject) is { } merge) publication.TakeOut(session, merge, today);
        if (session.FindRecord(part.Subject) is { } record) new PartOfRecord(session, kinds, publication, destruction, today).TakeAway(record, part);
        else if (session.FindConnection(part.Subject) is { } connection) new PartOfConnection(session, publication, today).TakeAway(connection, part);
    }

    /// <summary>Of what has no permanent id in the back-up yet. What is only held is left there: keepers and the stewards of whom it names read it, and taken in it asks them all.</summary>
    private void TakeFromDesk(IArchiveSession session, RecordId entry, string field, RecordId? target, DateOnly day, DateOnly today)
    {
        WithdrawnPart part = new() { Subject = entry, Field = field, Target = target, Day = day };
        if (session.FindDepositOf(entry)?.Connections.Any(one => one.Entry == entry) == true) new PartOfConnection(session, publication, today).TakeFromDesk(part);
        else new PartOfRecord(session, kinds, publication, destruction, today).TakeFromDesk(part);
    }

    private static WithdrawnPart? HeldPart(IArchiveSession session, RecordId id, string field, RecordId? target) =>
        session.Parts(id).LastOrDefault(one => !one.IsDestroyed && one.Field == field && one.Target == target);

    private static ImmutableArray<NamedCommunity> InWhoseName(IArchiveSession session, WithdrawnPart part, DateOnly today) =>
        NamedCommunities.WithStewards(session, [.. part.Words.Select(word => word.Community).Distinct()], today);

    private static long LastAnswer(IArchiveSession session, RecordId id) => session.Consents(id).Select(one => one.Number).DefaultIfEmpty().Max();
}

public abstract record PartOutcome
{
    private PartOutcome()
    {
    }

    /// <summary>In all revisions, for good.</summary>
    public sealed record Destroyed : PartOutcome;

    /// <summary>Shown to nobody but the community and keepers; so many of its stewards have said so, of how many needed to destroy it.</summary>
    public sealed record Held(int Said, int Needed) : PartOutcome;

    /// <param name="AsItWas">Else everyone is asked about it first.</param>
    public sealed record Shown(bool AsItWas) : PartOutcome;

    public sealed record NotRight(Finding Finding) : PartOutcome;

    public sealed record Unknown : PartOutcome;
}
