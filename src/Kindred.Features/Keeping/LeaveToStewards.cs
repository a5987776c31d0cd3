using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>Keepers leave the archive to its stewards before their terms are over: two keepers. They keep it until others are appointed.</summary>
public sealed class LeaveToStewards(IArchiveWriter writer, TimeProvider time) : ITwoKeeperDeed
{
    public Task<KeepingOutcome> Do(string by, string reason, CancellationToken cancel) => writer.Write(session => Propose(session, by, reason.Trim(), time.Today()), cancel);

    public bool Does(TwoKeeperKind kind) => kind == TwoKeeperKind.ToStewards;

    public KeepingOutcome Do(IArchiveSession session, TwoKeeperAct act, TwoWords words, DateOnly today) => Make(session, words.By, SoleWord.None, act.Reason, words.SecondReason, today);

    private static KeepingOutcome Propose(IArchiveSession session, string by, string reason, DateOnly today)
    {
        if (session.FindMember(by) is not { IsTerminal: false } keeper) return new KeepingOutcome.NotYours();
        if (ChangeRole.Check(session, by, null, reason) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        if (StewardsQuorum.Of(session.Members(), today).Voices == 0) return new KeepingOutcome.NotRight(new Finding("no-stewards-yet", "leave"));
        switch (Power.Of(keeper, Founded.Is(session), null, today))
        {
            case Power.Enough enough:
                return Make(session, by, enough.Why, reason, null, today);
            case Power.SecondKeeperNeeded:
                TwoKeeperAct? same = session.WaitingForSecondKeeper().FirstOrDefault(one => one.Kind == TwoKeeperKind.ToStewards && one.ProposedBy == by && one.LastDay >= today);
                return new KeepingOutcome.Waits(same?.Number ?? session.PutTwoKeeperAct(new TwoKeeperAct(0, TwoKeeperKind.ToStewards, "", by, today, reason)));
            default:
                return new KeepingOutcome.NotYours();
        }
    }

    private static KeepingOutcome.Done Make(IArchiveSession session, string by, SoleWord sole, string reason, string? secondReason, DateOnly today)
    {
        LeftToStewards.Note(session, today);
        session.Write(new Act(ActKind.ToStewards, [], today, IsPublic: true, by, reason is "" ? null : reason) { SoleWord = sole, SecondReason = secondReason });
        return new KeepingOutcome.Done();
    }
}
