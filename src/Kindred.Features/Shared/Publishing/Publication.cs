using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Puts into effect what was answered. Called inside the transaction of every act that may change what is public: accession, answer,
/// withdrawal, a role, a new day. When the last needed consent is in, the record is published here, without another act.</summary>
public sealed partial class Publication(KindList kinds, PublicDocument documents, IWithdrawalJournal journal, SourceSpool? spool = null)
{
    /// <summary>Weighs all answers about the record anew and shows, keeps or takes away. Returns it as it is then.</summary>
    /// <param name="today">In UTC.</param>
    public Record Settle(IArchiveSession session, RecordId id, DateOnly today) => Settle(session, id, today, []);

    /// <summary>Each revision, newest first, with where the communities stand that it names.</summary>
    public IReadOnlyList<(Revision Revision, Standing Standing)> Weigh(IArchiveSession session, Record record, DateOnly today)
    {
        IReadOnlyList<Consent> consents = session.Consents(record.Id);
        return [.. session.Revisions(record.Id)
            .OrderByDescending(revision => revision.Number)
            .Select(revision => (revision, Standing.On(
                revision.Number, revision.AskedFrom, NamedCommunities.WithStewards(session, Named(session, record, revision), today), consents, today)))];
    }

    /// <summary>Writes down what a community answers. Where that is no yes, or less of one than before, an old back-up would bring back more than it allows.</summary>
    public void Put(IArchiveSession session, Consent answer)
    {
        bool isYes = answer.Answer == ConsentAnswer.Given;
        Consent? before = session.Consents(answer.Subject).LastOrDefault(one => one.Community == answer.Community && one.Answer == ConsentAnswer.Given);
        bool isLess = before is not null && ((answer.Until ?? DateOnly.MaxValue) < (before.Until ?? DateOnly.MaxValue) || !answer.Scope.HasFlag(before.Scope));
        if (!isYes || isLess)
        {
            // A back-up may be older than its id: there it waits at the desk under its handle.
            foreach (RecordId subject in Destruction.EntriesOf(session, answer.Subject).Prepend(answer.Subject))
                journal.Answered(subject, answer.Community, isYes ? ConsentAnswer.Conditional : answer.Answer, answer.Day);
        }

        session.Put(answer);
    }

    /// <summary>A steward's word against what waits at the desk is kept with its deposit, of which an old back-up has none.</summary>
    public void Refused(Consent no) => journal.Answered(no.Subject, no.Community, no.Answer, no.Day);

    /// <summary>Communities that only revisions before the shown one name.</summary>
    public ImmutableArray<RecordId> NamedBefore(IArchiveSession session, Record record) =>
        [.. session.Revisions(record.Id).Where(revision => revision.Number < record.Revision).SelectMany(revision => Named(session, record, revision)).Distinct().Except(record.Communities)];

    /// <summary>Destroys one revision that a community took back.</summary>
    public void Destroy(IArchiveSession session, Revision revision, DateOnly today)
    {
        journal.Destroyed(revision.Record, revision.Number, today);
        // A back-up may be older than its id: there the first words wait at the desk, and what took their place is not in it.
        foreach (RecordId entry in revision.Number == 1 ? Destruction.EntriesOf(session, revision.Record) : []) journal.EntryDestroyed(entry, today);
        DestroyProposals(session, revision, today);
        // Its words in another language, where nothing says them any more.
        DestroyTranslations(
            session, session.FindRecord(revision.Record)!, session.Revisions(revision.Record).Where(one => one.Number != revision.Number),
            (_, said) => said.IsStale && (said.OfRevision == revision.Number || session.FindRevision(revision.Record, said.OfRevision) is null), today);
        spool?.DestroyOf(session, revision.Record);
        session.DestroyRevision(revision.Record, revision.Number);
    }

    /// <summary>Destroys what waits above what was public of a record. It is in no journal: the number is given again, and a restored archive destroys it in its
    /// time as this one does.</summary>
    public void DestroyWaiting(IArchiveSession session, Record record, DateOnly today)
    {
        int[] waiting = [.. session.Revisions(record.Id).Where(one => one.Number > record.Revision && !one.WasPublic).Select(one => one.Number).OrderDescending()];
        // Where one between was destroyed its number is in the journal, and must not be given again: it stays, and stays taken back.
        if (waiting.Length != record.LatestRevision - record.Revision || session.FindRevision(record.Id, record.Revision) is null) return;
        foreach (int number in waiting) session.DestroyRevision(record.Id, number);
        if (waiting is not []) Settle(session, record.Id, today);
    }

    /// <summary>Puts the record into the public index or takes it out, as the policy says.</summary>
    public void Reindex(IArchiveSession session, RecordId id, DateOnly today)
    {
        if (session.FindRecord(id) is not { } record) return;
        Visible<Record>? shown = VisibilityPolicy.Show(new Viewer.Public(today), record);
        if (shown is { } visible) session.IndexLater(id, documents.Making(visible));
        else session.Index(id, null);
    }

    /// <param name="settling">What is being settled already: notes may speak of each other, and each waits for itself only once.</param>
    private Record Settle(IArchiveSession session, RecordId id, DateOnly today, HashSet<RecordId> settling)
    {
        Record record = session.FindRecord(id)!;
        if (record.State == RecordState.Merged) return KeptMerged(session, record, today);
        if (record.State == RecordState.Withdrawn || !settling.Add(id)) return record;
        Record settled = Hiding.Of(record, today) is null ? Weighed(session, record, today, settling) : KeptHidden(session, record, today, settling);
        settling.Remove(id);
        return settled;
    }

    private Record KeptHidden(IArchiveSession session, Record record, DateOnly today, HashSet<RecordId> settling)
    {
        if (session.FindRevision(record.Id, record.Revision) is null) record = AtNewest(session, record, today);
        MarkWhole(session, Weigh(session, record, today).SelectMany(one => one.Standing.Communities));
        session.Index(record.Id, null);
        SettlePlaces(session, record with { State = RecordState.Published }, record, [], today, settling);
        SettleTold(session, session.WithTellingBeside(record.Id), today, settling);
        SettleNotes(session, record.Id, today, settling);
        return record;
    }

    /// <summary>The revision that was hidden is destroyed by now: none of its words stays behind.</summary>
    private Record AtNewest(IArchiveSession session, Record record, DateOnly today)
    {
        Revision newest = session.FindRevision(record.Id, record.LatestRevision)!;
        Record moved = record with { Revision = newest.Number, Content = newest.Content, Basis = newest.Basis, Communities = Named(session, record, newest), NewlyNamed = [] };
        session.Put(moved);
        FieldConnections.Match(session, moved, kinds[record.Kind], record.Content, today);
        return moved;
    }

    private Record Weighed(IArchiveSession session, Record record, DateOnly today, HashSet<RecordId> settling)
    {
        IReadOnlyList<(Revision Revision, Standing Standing)> revisions = Weigh(session, record, today);
        MarkWhole(session, revisions.SelectMany(one => one.Standing.Communities));
        DateOnly? embargo = Embargo.Latest(session.Embargoes(record.Id), today);
        Settlement settlement = AsTold(session, record, OnSubjects(session, record, AsAnswered(session, record with { EmbargoUntil = embargo }, revisions, today), revisions, today), revisions, today);
        Record settled = Apply(session, record, kinds[record.Kind], settlement, embargo, revisions, today, settling);
        if (settled.State == RecordState.Published) TakeBack(session, settled, revisions, today);
        return settled;
    }

    private Record Apply(
        IArchiveSession session, Record record, Kind kind, Settlement settlement, DateOnly? embargo, IReadOnlyList<(Revision Revision, Standing Standing)> revisions, DateOnly today,
        HashSet<RecordId> settling)
    {
        (Record settled, Revision shown) = Settled(session, record, kind, settlement, embargo, revisions, today);
        ImmutableArray<RecordId> named = settled.Communities;
        bool isPublic = settled.State == RecordState.Published;
        bool isNewlyShown = isPublic && (record.State != RecordState.Published || record.Revision != shown.Number);
        bool isForAnyone = isPublic && settled.Visibility == RecordVisibility.Public;
        session.Put(settled);
        if (isNewlyShown)
        {
            if (!shown.WasPublic && isForAnyone) session.Put(shown with { WasPublic = true });
            session.Write(new Act(isForAnyone == record.WasPublic && record.PublishedDay is not null ? ActKind.Revision : ActKind.Publication, [record.Id], today, IsPublic: isForAnyone));
        }

        else if (isForAnyone && record.WithheldFields.Any(one => !settled.WithheldFields.Any(still => still.Part == one.Part) && TakenOut.Holds(shown.Content, one.Part.Field, one.Part.Target)))
        {
            // What waited for its day is read by anyone from now on: the same revision says more.
            session.Write(new Act(ActKind.Revision, [record.Id], today, IsPublic: true));
        }

        // A note on a link goes with the link.
        RecordId[] notesOnLinks = [.. session.ConnectionsOf(record.Id).Where(connection => connection.IsOfField).SelectMany(connection => Destruction.NotesOn(session, connection.Id))];
        RecordId[] places = PrecisePlaces.Of(session, record);
        bool isWithheldOtherwise = !record.WithheldFields.SequenceEqual(settled.WithheldFields);
        bool isOther = (record.State, record.Revision) != (settled.State, settled.Revision) || isWithheldOtherwise;
        IReadOnlyList<RecordId> beside = isOther ? session.WithTellingBeside(record.Id) : [];
        FieldConnections.Match(session, settled, kind, record.Content, today);
        SettlePlaces(session, record, settled, places, today, settling);
        if (isOther) SettleTold(session, beside.Union(session.WithTellingBeside(record.Id)), today, settling);
        if (PlacesWithheld.MayChange(kind, VisibilityPolicy.WithoutWithheld(record), VisibilityPolicy.WithoutWithheld(settled))) SettleAt(session, record.Id, today, settling);
        foreach (RecordId note in notesOnLinks) Settle(session, note, today, settling);
        Reindex(session, record.Id, today);
        bool isSeenAlike = VisibilityPolicy.IsPublic(Envelope.Of(record), today) == VisibilityPolicy.IsPublic(Envelope.Of(settled), today) && record.PublicUntil == settled.PublicUntil;
        bool asksOthers = !named.ToHashSet().SetEquals(record.Communities);
        if (asksOthers) SettleConnections(session, record.Id, today, settling);
        if (!record.WithheldPlaces.SequenceEqual(settled.WithheldPlaces)) SettleInPlaces(session, record.Id, today, settling);
        if (!isSeenAlike || asksOthers) SettleNotes(session, record.Id, today, settling);
        return settled;
    }

    /// <summary>What a community says no to is not read in the history either, nor longer than its yes holds. What it took back is destroyed once so many hold
    /// to that as its protocol asks and the record goes on without it.</summary>
    private void TakeBack(IArchiveSession session, Record settled, IReadOnlyList<(Revision Revision, Standing Standing)> revisions, DateOnly today)
    {
        foreach ((Revision revision, Standing standing) in revisions.Where(one => one.Revision.Number < settled.Revision))
        {
            if (standing.Communities.Any(one => one is { Answer: CommunityAnswer.Withdrawn, WithdrawnDay: not null } && !settled.Communities.Contains(one.Community)))
            {
                Destroy(session, revision, today);
                continue;
            }

            // What is answered about the newest of those with the same words is answered about the words.
            Standing ofWords = revisions.First(one => one.Revision.AskedFrom == revision.AskedFrom).Standing;
            bool mayBeRead = revision.WasPublic && !standing.IsRefused && !ofWords.IsRefused;
            DateOnly? until = Earlier(standing.Until, ofWords.Until);
            if (mayBeRead != revision.WasPublic || until != revision.PublicUntil) session.Put(revision with { WasPublic = mayBeRead, PublicUntil = until });
        }
    }

    private ImmutableArray<RecordId> Named(IArchiveSession session, Record record, Revision revision) =>
        NamedCommunities.Of(session, record.Id, kinds[record.Kind], revision.Content);

    /// <summary>Who answers for a community changes; that it said yes is written down, or that would change with them.</summary>
    private static void MarkWhole(IArchiveSession session, IEnumerable<CommunityStanding> standings)
    {
        foreach (Consent consent in standings.Select(one => one.MadeWholeBy).OfType<Consent>().DistinctBy(one => one.Number)) session.Put(consent);
    }

    /// <summary>A note is public as long as all that it hangs on is, and no longer: it speaks of it.</summary>
    private static Settlement OnSubjects(
        IArchiveSession session, Record record, Settlement settlement, IReadOnlyList<(Revision Revision, Standing Standing)> revisions, DateOnly today)
    {
        if (record.Kind != Note.Kind.Name || revisions.FirstOrDefault(one => one.Revision.Number == settlement.Shown).Revision is not { } shown) return settlement;
        foreach (RecordId subject in shown.Content.Links.Where(link => link.Field == "on").Select(link => link.Target).SelectMany(id => Ends(session, id, today)))
        {
            if (session.FindRecord(subject) is not { } one || !VisibilityPolicy.IsPublic(Envelope.Of(one), today)) return settlement with { State = RecordState.Hidden, Shown = null };
            settlement = settlement with { PublicUntil = Earlier(settlement.PublicUntil, one.PublicUntil) };
        }

        foreach (ContentLink link in shown.Content.Links.Where(link => link.Field == "on"))
            settlement = settlement with { PublicUntil = Earlier(settlement.PublicUntil, session.FindConnection(link.Target)?.PublicUntil) };

        return settlement;
    }

    /// <summary>Its depositor says it otherwise by now: what nobody could read yet is not published in the words before, whoever comes or goes.</summary>
    private static bool IsTakenBack(IArchiveSession session, RecordId id) => session.FindDepositOf(id)?.Corrects(id) == true;

    /// <summary>What was public stays so; what waits above it and was taken back is shown by no answer.</summary>
    private static Settlement AsAnswered(IArchiveSession session, Record record, IReadOnlyList<(Revision Revision, Standing Standing)> revisions, DateOnly today)
    {
        Settlement settlement = Settlement.Of(record, revisions, today);
        if (revisions.FirstOrDefault(one => one.Revision.Number == settlement.Shown).Revision is null or { WasPublic: true } || !IsTakenBack(session, record.Id)) return settlement;
        (Revision, Standing)[] read = [.. revisions.Where(one => one.Revision.WasPublic)];
        return read is not [] && Settlement.Of(record, read, today) is { Shown: not null } before ? before : settlement with { State = RecordState.Asked, Shown = null };
    }

    /// <summary>What came in only with a telling waits for one.</summary>
    private static Settlement AsTold(
        IArchiveSession session, Record record, Settlement settlement, IReadOnlyList<(Revision Revision, Standing Standing)> revisions, DateOnly today)
    {
        if (!record.ComesWithTelling || revisions.FirstOrDefault(one => one.Revision.Number == settlement.Shown) is not { Revision: { } shown, Standing: var standing }) return settlement;
        return !WithTelling.Needs(record, shown.Content, standing) || session.IsToldOf(record.Id, today) ? settlement : settlement with { State = RecordState.Asked, Shown = null };
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;

    /// <summary>The record itself, or those that a connection joins; none where the connection is not public.</summary>
    private static IEnumerable<RecordId> Ends(IArchiveSession session, RecordId subject, DateOnly today) => session.FindConnection(subject) is not { } connection ? [subject]
        : VisibilityPolicy.IsPublic(Envelope.Of(connection), today) ? Ends(session, connection.From, today).Concat(Ends(session, connection.To, today)) : [default];
}
