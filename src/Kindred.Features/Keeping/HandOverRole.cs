using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>A keeper gives their role to another and lays down their own, in one act: two keepers, also in the grace after a term; alone where there is no
/// other. Who has not claimed their handle yet is given a one-time link.</summary>
public sealed class HandOverRole(IArchiveWriter writer, RoleGift gift, TimeProvider time) : ITwoKeeperDeed
{
    public async Task<KeepingOutcome> Do(string typedHandle, string by, string reason, CancellationToken cancel)
    {
        if (Handle.Read(typedHandle) is not { } to || to == Member.TerminalHandle) return new KeepingOutcome.NotAHandle();
        DateOnly today = time.Today();
        return await writer.Write(session => Propose(session, to, by, reason.Trim(), today), cancel);
    }

    public bool Does(TwoKeeperKind kind) => kind == TwoKeeperKind.HandOver;

    public bool MaySay(IArchiveSession session, TwoKeeperAct act, Member member, DateOnly today) => KeepersTerm.Of(member, today).MayPassOn;

    public KeepingOutcome Do(IArchiveSession session, TwoKeeperAct act, TwoWords words, DateOnly today)
    {
        HandOver handOver = HandOver.Parse(act);
        if (handOver.Until < today) return new KeepingOutcome.NotRight(KeepingOutcome.UntilPast);
        return Make(session, handOver, words.By, SoleWord.None, act.Reason, words.SecondReason, today);
    }

    private KeepingOutcome Propose(IArchiveSession session, string to, string by, string reason, DateOnly today)
    {
        if (session.FindMember(by) is not { } giving) return new KeepingOutcome.NotYours();
        if (ChangeRole.Check(session, by, null, reason) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        if (to == by || session.FindMember(to)?.IsKeeperOn(today) == true) return new KeepingOutcome.NotRight(new Finding("role-held", "to"));
        HandOver handOver = new(by, to, session.Settings().TermEnd(today));
        switch (Power.ToPassOn(giving, session.Members(), Founded.Is(session), today))
        {
            case Power.Enough enough:
                return Make(session, handOver, by, enough.Why, reason, null, today);
            case Power.SecondKeeperNeeded:
                TwoKeeperAct? same = session.WaitingForSecondKeeper().FirstOrDefault(one => one.Kind == TwoKeeperKind.HandOver && one.ProposedBy == by && one.LastDay >= today && HandOver.Parse(one).To == to);
                return new KeepingOutcome.Waits(same?.Number ?? session.PutTwoKeeperAct(new TwoKeeperAct(0, TwoKeeperKind.HandOver, handOver.ToString(), by, today, reason)));
            default:
                return new KeepingOutcome.NotYours();
        }
    }

    private KeepingOutcome Make(IArchiveSession session, HandOver handOver, string by, SoleWord sole, string reason, string? secondReason, DateOnly today)
    {
        if (session.FindMember(handOver.From) is not { } giving) return new KeepingOutcome.NoSuchMember();
        session.Put(HandOver.Giving(giving, today));
        (Member taking, string? link) = gift.Put(session, new RoleChange(handOver.To, null, handOver.Until, IsEnd: false), today);
        session.Write(new Act(ActKind.HandOver, [giving.Id, taking.Id], today, IsPublic: true, by, reason is "" ? null : reason) { SoleWord = sole, SecondReason = secondReason });
        Founded.Note(session, today);
        return new KeepingOutcome.Done(taking.Handle, link);
    }
}
