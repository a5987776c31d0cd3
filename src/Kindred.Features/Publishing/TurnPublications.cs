using Kindred.Domain.Depositing;
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

    public async Task TurnDay(DateOnly today, CancellationToken cancel)
    {
        // One act each: a thousand at once would keep depositors waiting.
        foreach (RecordId id in await writer.Write(session => session.Due(today), cancel))
            await writer.Write(session => Settle(session, id, today), cancel);
        foreach (RecordId id in await writer.Write(session => session.InState(RecordState.Hidden), cancel))
            await writer.Write(session => DestroyIfLongWithdrawn(session, id, today), cancel);
        foreach (RecordId id in await writer.Write(session => session.InState(RecordState.Asked), cancel))
            await writer.Write(session => SendBackIfSilent(session, id, today), cancel);
    }

    private bool Settle(IArchiveSession session, RecordId id, DateOnly today)
    {
        if (session.FindConnection(id) is { } connection) publication.Settle(session, connection, today);
        else if (session.FindRecord(id) is not null) publication.Settle(session, id, today);
        return true;
    }

    private bool DestroyIfLongWithdrawn(IArchiveSession session, RecordId id, DateOnly today)
    {
        if (session.FindRecord(id) is not { State: RecordState.Hidden, HiddenBecause: null }) return false;
        Consent? withdrawn = session.Consents(id).LastOrDefault(consent => consent.Answer == ConsentAnswer.Withdrawn);
        if (withdrawn is null || withdrawn.Day.AddDays(WithdrawnDays) >= today) return false;
        destruction.Destroy(session, id, today, withdrawn.Condition);
        return true;
    }

    /// <summary>Silence is never yes: it goes back to review, and its depositor is told.</summary>
    private static bool SendBackIfSilent(IArchiveSession session, RecordId id, DateOnly today)
    {
        if (session.FindRecord(id) is not { State: RecordState.Asked } record) return false;
        DateOnly asked = session.Revisions(id).MaxBy(revision => revision.Number)!.Day;
        bool isSilent = record.Communities
            .Select(community => session.FindCommunity(community, today)).OfType<NamedCommunity>()
            .Any(community => !community.Stewards.IsEmpty && asked.AddDays(community.Protocol.SilenceDays) < today
                && !session.Consents(id).Any(consent => consent.Community == community.Id));
        if (!isSilent) return false;
        session.Put(record with { State = RecordState.InReview });
        if (session.FindDepositOf(id) is { } deposit)
        {
            Deposit back = deposit with { State = DepositState.InReview, StateDay = today };
            session.Put(back, Mentions.Named(session, back));
        }

        return true;
    }
}
