using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Stewarding;

/// <summary>A record that was found to speak of a community does not: it asks that one no longer. That is the community's to say, by its protocol
/// (<see cref="Wished.LetGo"/>); two keepers say it where nobody answers for it and nobody ever said no. What all others answered stands, and decides anew.</summary>
public sealed class LiftClaim(IArchiveWriter writer, Publication publication, TimeProvider time) : ITwoKeeperDeed
{
    /// <summary>One keeper's word; with another's on the same it is done.</summary>
    public async Task<KeepingOutcome> ByKeeper(Claim claim, string reason, string by, CancellationToken cancel)
    {
        if ((Finding.ReasonMissing(reason) ?? Act.CheckReason(reason.Trim())) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        return await writer.Write(session => Propose(session, claim, reason.Trim(), by, time.Today()), cancel);
    }

    public bool Does(TwoKeeperKind kind) => kind == TwoKeeperKind.LiftClaim;

    public KeepingOutcome Do(IArchiveSession session, TwoKeeperAct act, TwoWords words, DateOnly today)
    {
        Claim claim = Claim.Parse(act);
        // A steward may have come since, or said no: it is no keeper's any more.
        if (Check(session, claim, today) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        Make(session, claim, words.By, act.Reason, today, SoleWord.None, words.SecondReason);
        return new KeepingOutcome.Done();
    }

    /// <summary>Nothing is shown here: what may be public is weighed as after any act, without this one community.</summary>
    internal static void In(IArchiveSession session, Publication publication, Claim claim, Act act, DateOnly today)
    {
        foreach (TwoKeeperAct waiting in Waiting(session, claim)) session.EndTwoKeeperAct(waiting.Number);
        session.DestroyClaim(claim.Record, claim.Community);
        session.Write(act);
        publication.Settle(session, claim.Record, today);
    }

    private KeepingOutcome Propose(IArchiveSession session, Claim claim, string reason, string by, DateOnly today)
    {
        if (session.FindMember(by) is not { } keeper) return new KeepingOutcome.NotYours();
        if (Check(session, claim, today) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        TwoKeeperAct? waiting = Waiting(session, claim).FirstOrDefault(one => FirstWord.Counts(session, one, today));
        switch (Power.Of(keeper, Founded.Is(session), null, today))
        {
            case Power.Enough enough:
                Make(session, claim, by, reason, today, enough.Why, null);
                return new KeepingOutcome.Done();
            case Power.SecondKeeperNeeded when waiting is not null && waiting.ProposedBy != by:
                return SecondWord.Give(session, waiting, this, by, reason, today);
            case Power.SecondKeeperNeeded:
                return new KeepingOutcome.Waits(waiting?.Number ?? session.PutTwoKeeperAct(new TwoKeeperAct(0, TwoKeeperKind.LiftClaim, claim.ToString(), by, today, reason)));
            default:
                return new KeepingOutcome.NotYours();
        }
    }

    private void Make(IArchiveSession session, Claim claim, string by, string reason, DateOnly today, SoleWord sole, string? secondReason)
    {
        bool wasPublic = session.FindRecord(claim.Record)!.WasPublic;
        // The community is not named: what is not public must not be said to have spoken of it.
        Act act = new(ActKind.ClaimLifting, [claim.Record], today, wasPublic, by, reason) { SoleWord = sole, SecondReason = secondReason };
        In(session, publication, claim, act, today);
    }

    /// <summary>Null: keepers may say it.</summary>
    private static Finding? Check(IArchiveSession session, Claim claim, DateOnly today)
    {
        if (session.FindRecord(claim.Record) is not { State: not RecordState.Withdrawn } || !session.Claims(claim.Record).Contains(claim.Community)) return new Finding("claim-gone", "reason");
        // One whose own record is gone can no longer be asked whether it is meant.
        if (session.FindCommunity(claim.Community, today) is not { } named) return new Finding("no-such-community", "reason");
        if (!named.Stewards.IsEmpty) return new Finding("claim-stewards", "reason");
        bool isRefused = session.Consents(claim.Record).Where(one => one.Community == claim.Community).GroupBy(one => one.Steward).Any(words => words.Last().Answer != ConsentAnswer.Given);
        return isRefused ? new Finding("claim-answered", "reason") : null;
    }

    private static IEnumerable<TwoKeeperAct> Waiting(IArchiveSession session, Claim claim) =>
        [.. session.WaitingForSecondKeeper().Where(one => one.Kind == TwoKeeperKind.LiftClaim && one.Subject == claim.ToString())];
}
