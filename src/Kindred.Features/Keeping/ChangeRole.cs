using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>Gives or ends a role: two keepers, but in the first days, or where it is one's own to lay down. Whoever has not claimed their handle is given a
/// one-time link with the role, and never before it: an earlier one would let its maker take a seat alone.</summary>
public sealed class ChangeRole(IArchiveWriter writer, RoleGift gift, TimeProvider time) : ITwoKeeperDeed
{
    /// <summary>What one keeper may have waiting for another: more would bury what others propose.</summary>
    private const int MostProposed = 50;

    public Task<KeepingOutcome> Do(RoleChange change, string by, string? aloneReason, string reason, CancellationToken cancel) => writer.Write(
        session => session.FindMember(change.Handle) is null ? new KeepingOutcome.NoSuchMember() : In(session, change, by, aloneReason, reason, time.Today()), cancel);

    /// <summary>A second keeper agrees: it happens now, and they are shown the link, this once.</summary>
    public Task<KeepingOutcome> Agree(long number, string by, CancellationToken cancel) => writer.Write(
        session => session.WaitingForSecondKeeper().FirstOrDefault(one => one.Number == number && Does(one.Kind)) is { } act ? SecondWord.Give(session, act, this, by, null, time.Today())
            : session.FindMember(by) is { IsTerminal: false } ? new KeepingOutcome.NothingToAgreeTo() : new KeepingOutcome.NotYours(),
        cancel);

    public bool Does(TwoKeeperKind kind) => kind == TwoKeeperKind.Grant || kind == TwoKeeperKind.End;

    /// <summary>To renew a keeper's role, also who is in the grace after their own.</summary>
    public bool MaySay(IArchiveSession session, TwoKeeperAct act, Member member, DateOnly today) => member.IsKeeperOn(today)
        || (KeepersTerm.Of(member, today).MayPassOn && RoleChange.Parse(act) is { IsEnd: false, Community: null } change
            && session.FindMember(change.Handle) is { SignsIn: true } renewed && KeepersTerm.Of(renewed, today).MayPassOn);

    public KeepingOutcome Do(IArchiveSession session, TwoKeeperAct act, TwoWords words, DateOnly today)
    {
        RoleChange change = RoleChange.Parse(act);
        return change.IsOver(today) ? new KeepingOutcome.NotRight(KeepingOutcome.UntilPast) : Make(session, change, words.By, SoleWord.None, act.Reason, today, words.SecondReason);
    }

    internal KeepingOutcome In(IArchiveSession session, RoleChange change, string by, string? aloneReason, string reason, DateOnly today)
    {
        if (change.IsOver(today)) return new KeepingOutcome.NotRight(KeepingOutcome.UntilPast);
        if (session.FindMember(by) is not { } actor) return new KeepingOutcome.NotYours();
        if (change.Handle == Member.TerminalHandle) return new KeepingOutcome.NoSuchMember();
        if (change.Community is { } community && session.FindCommunity(community, today) is null) return new KeepingOutcome.NoSuchCommunity();
        if ((Act.CheckReason(reason) ?? Act.CheckReason(aloneReason)) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        if (IsHeld(session, change, today)) return new KeepingOutcome.NotRight(new Finding("role-held", "handle"));
        switch (PowerOver(session, change, actor, aloneReason, today))
        {
            case Power.Enough enough:
                return Make(session, change, by, enough.Why, enough.Why == SoleWord.Alone ? aloneReason!.Trim() : reason, today);
            case Power.SecondKeeperNeeded:
                // The same by another keeper is their word on it.
                TwoKeeperAct? same = session.WaitingForSecondKeeper().FirstOrDefault(one => one.Kind == change.Kind && one.Subject == change.ToString());
                return same is not null && same.ProposedBy != by && !actor.IsTerminal && session.FindMember(same.ProposedBy) is { } first && same.LastDay >= today && MaySay(session, same, first, today)
                    ? SecondWord.Give(session, same, this, by, reason, today)
                    : Propose(session, change, by, reason, today);
            default:
                return new KeepingOutcome.NotYours();
        }
    }

    private static Power PowerOver(IArchiveSession session, RoleChange change, Member actor, string? aloneReason, DateOnly today)
    {
        bool isFounded = Founded.Is(session);
        bool isOwn = change.Handle == actor.Handle;
        if (change.IsEnd && isOwn) return new Power.Enough(SoleWord.None);
        if (change is not { IsEnd: false, Community: null }) return Power.Of(actor, isFounded, aloneReason, today);
        // One's own for as long as a term goes, and no longer.
        if (isOwn && change.Until is { } until && until <= session.Settings().TermEnd(today)) return Power.ToPassOn(actor, session.Members(), isFounded, today);
        return Power.ToAppoint(actor, [.. session.Members()], isFounded, aloneReason, today);
    }

    /// <summary>Null: as far as its proposer goes, it may be done or proposed.</summary>
    internal static Finding? Check(IArchiveSession session, string by, string? aloneReason, string reason) =>
        Act.CheckReason(reason) ?? Act.CheckReason(aloneReason) ?? (Proposed(session, by).Length >= MostProposed ? new Finding("too-many", "reason") : null);

    private static KeepingOutcome Propose(IArchiveSession session, RoleChange change, string by, string reason, DateOnly today)
    {
        TwoKeeperAct[] proposed = Proposed(session, by);
        TwoKeeperAct? same = proposed.FirstOrDefault(one => one.Kind == change.Kind && one.Subject == change.ToString() && one.LastDay >= today);
        if (same is null && Check(session, by, null, reason) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        return new KeepingOutcome.Waits(same?.Number ?? session.PutTwoKeeperAct(new TwoKeeperAct(0, change.Kind, change.ToString(), by, today, reason)));
    }

    private static TwoKeeperAct[] Proposed(IArchiveSession session, string by) => [.. session.WaitingForSecondKeeper().Where(one => one.ProposedBy == by)];

    private KeepingOutcome.Done Make(IArchiveSession session, RoleChange change, string by, SoleWord sole, string reason, DateOnly today, string? secondReason = null)
    {
        (string handle, string? link) = gift.Make(session, change, by, reason, today, sole, secondReason);
        return new KeepingOutcome.Done(handle, link);
    }

    /// <summary>By somebody who signs in, until that day: nothing would change.</summary>
    private static bool IsHeld(IArchiveSession session, RoleChange change, DateOnly today) => !change.IsEnd
        && session.FindMember(change.Handle) is { SignsIn: true } member
        && member.Roles.Any(role => role.Community == change.Community && role.Until == change.Until && role.HoldsOn(today));
}
