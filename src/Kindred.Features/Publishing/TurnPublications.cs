using Kindred.Domain.Depositing;
using Kindred.Domain.Ledger;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Publishing;

/// <summary>What a new day does to what is public: consents lapse, embargoes end, hides that nobody confirmed end, silence sends a question back to
/// review, and what a community withdrew is destroyed when the others have not gone on without it.</summary>
public sealed class TurnPublications(IArchiveWriter writer, Publication publication, Destruction destruction) : IDailyTask
{
    /// <summary>How long others may take to publish without a community that withdrew.</summary>
    public const int WithdrawnDays = 30;

    // What was taken back need not be hidden by name: a revision without it may be asked about, or refused.
    private static readonly RecordState[] Unpublished = [RecordState.Hidden, RecordState.Asked, RecordState.InReview, RecordState.Declined];

    public async Task TurnDay(DateOnly today, CancellationToken cancel)
    {
        // One act each: a thousand at once would keep depositors waiting.
        foreach (RecordId id in await writer.Write(session => session.Due(today), cancel))
            await writer.Write(session => Settle(session, id, today), cancel);
        foreach (RecordId id in await writer.Write(session => Unpublished.SelectMany(session.InState).ToArray(), cancel))
            await writer.Write(session => DestroyIfLongWithdrawn(session, id, today), cancel);
        foreach (RecordId id in await writer.Write(session => session.InState(RecordState.Asked).Concat(session.WithWaitingRevision()).ToArray(), cancel))
            await writer.Write(session => SendBackIfSilent(session, id, today), cancel);
    }

    private bool Settle(IArchiveSession session, RecordId id, DateOnly today)
    {
        if (session.FindConnection(id) is { } connection) publication.Settle(session, connection, today);
        else if (session.FindRecord(id) is not null) publication.Settle(session, id, today);
        // It has said all it had to say.
        foreach (Embargo over in session.Embargoes(id).Where(one => one.Until <= today)) session.End(over);
        return true;
    }

    /// <summary>Only what so many stewards hold to as their protocol asks: one alone hides, and no more.</summary>
    private bool DestroyIfLongWithdrawn(IArchiveSession session, RecordId id, DateOnly today)
    {
        if (session.FindConnection(id) is { } connection) return DestroyIfLongWithdrawn(session, id, publication.Weigh(session, connection, today), today);
        if (session.FindRecord(id) is not { } record) return false;
        IReadOnlyList<(Revision Revision, Standing Standing)> revisions = publication.Weigh(session, record, today);
        // A change that names the community again is another question: what the others went on with stays.
        bool isAllOfIt = revisions.Any(one => one.Revision.Number == record.Revision && LongWithdrawn(one.Standing, today) is not null);
        if (isAllOfIt && DestroyIfLongWithdrawn(session, id, revisions[0].Standing, today)) return true;
        Revision[] gone = [.. revisions.Skip(1).Where(one => LongWithdrawn(one.Standing, today) is not null).Select(one => one.Revision)];
        foreach (Revision revision in gone) publication.Destroy(session, revision, today);
        if (gone is not []) publication.Settle(session, id, today);
        return gone is not [];
    }

    private bool DestroyIfLongWithdrawn(IArchiveSession session, RecordId id, Standing standing, DateOnly today)
    {
        if (LongWithdrawn(standing, today) is not { } community) return false;
        destruction.Destroy(session, id, today, Destruction.Chosen(session, id, community));
        return true;
    }

    private static RecordId? LongWithdrawn(Standing standing, DateOnly today) => standing.Communities
        .FirstOrDefault(one => one.Answer == CommunityAnswer.Withdrawn && one.WithdrawnDay is { } day && day.AddDays(WithdrawnDays) < today)?.Community;

    /// <summary>Silence is never yes: it goes back to review, and its depositor is told. So does at once what waits for the word of a community that nobody
    /// answers for any more. What is public stays so, and the change of it waits.</summary>
    private bool SendBackIfSilent(IArchiveSession session, RecordId id, DateOnly today)
    {
        if (Question(session, id, today) is not (var standing, var basis, var askedFrom, var asked)) return false;
        bool isNobodyThere = standing.HasUnstewarded && basis == PublicationBasis.Consent;
        NamedCommunity[] silent = [.. Silent(session, id, standing, askedFrom, asked, today)];
        if (!isNobodyThere && silent is []) return false;
        if (silent.Where(one => one.Settings.OnSilence == SilenceMeaning.Declined).ToArray() is [_, ..] declining) return CountAsDeclined(session, id, declining, today);
        if (session.FindRecord(id) is { State: RecordState.Asked } record) session.Put(record with { State = RecordState.InReview });
        if (session.FindConnection(id) is { } connection) session.Put(connection with { State = RecordState.InReview }, "", "", today);
        // A keeper's no stands until the depositor answers it.
        if (session.FindDepositOf(id) is { State: not (DepositState.InReview or DepositState.Declined or DepositState.Withdrawn) } deposit)
        {
            Deposit back = deposit with { State = DepositState.InReview, StateDay = today };
            session.Put(back, Mentions.Named(session, back));
        }

        return true;
    }

    /// <summary>Where the communities stand on what is asked, what it rests on, from which revision on an answer covers it, and since which day it waits.</summary>
    private (Standing Standing, PublicationBasis Basis, int AskedFrom, DateOnly Day)? Question(IArchiveSession session, RecordId id, DateOnly today)
    {
        if (session.FindConnection(id) is { State: RecordState.Asked } connection) return (publication.Weigh(session, connection, today), connection.Basis, connection.Revision, session.DayOf(connection));
        if (session.FindRecord(id) is not { } record || (record.State != RecordState.Asked && record.LatestRevision == record.Revision)) return null;
        (Revision newest, Standing standing) = publication.Weigh(session, record, today)[0];
        return (standing, newest.Basis, newest.AskedFrom, newest.Day);
    }

    /// <summary>Their stewards agreed that silence is their no: it stands until so many as their protocol asks say yes.</summary>
    private bool CountAsDeclined(IArchiveSession session, RecordId id, NamedCommunity[] silent, DateOnly today)
    {
        int revision = session.FindRecord(id)?.LatestRevision ?? session.FindConnection(id)!.Revision;
        foreach (NamedCommunity community in silent)
        {
            publication.Put(session, new Consent { Subject = id, Community = community.Id, Revision = revision, Answer = ConsentAnswer.Declined, Steward = Consent.NobodyKnown, Day = today });
            session.Write(new Act(ActKind.Consent, [id], today, IsPublic: false));
        }

        return Settle(session, id, today);
    }

    private static IEnumerable<NamedCommunity> Silent(IArchiveSession session, RecordId id, Standing standing, int askedFrom, DateOnly asked, DateOnly today) => standing.Communities
        .Select(one => session.FindCommunity(one.Community, today)).OfType<NamedCommunity>()
        .Where(community => !community.Stewards.IsEmpty && asked.AddDays(community.Protocol.SilenceDays) < today
            && !session.Consents(id).Any(consent => consent.Community == community.Id && consent.Revision >= askedFrom));
}
