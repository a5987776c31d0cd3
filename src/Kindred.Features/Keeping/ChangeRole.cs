using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>Gives or ends a role: two keepers, but in the first days, or where it is one's own to lay down. Whoever has not claimed their handle is given a
/// one-time link with the role, and never before it: an earlier one would let its maker take a seat alone.</summary>
public sealed class ChangeRole(IArchiveWriter writer, Keystore keystore, TimeProvider time)
{
    /// <summary>What one keeper may have waiting for another: more would bury what others propose.</summary>
    private const int MostProposed = 50;
    private const int LinkDays = 30;

    public Task<KeepingOutcome> Do(RoleChange change, string by, string? aloneReason, string reason, CancellationToken cancel) => writer.Write(
        session => session.FindMember(change.Handle) is null ? new KeepingOutcome.NoSuchMember() : In(session, change, by, aloneReason, reason, time.Today()), cancel);

    /// <summary>A second keeper agrees: it happens now, and they are shown the link, this once.</summary>
    public Task<KeepingOutcome> Agree(long number, string by, CancellationToken cancel) =>
        writer.Write(session => Agree(session, number, by, time.Today()), cancel);

    /// <summary>A keeper says no, or takes back what they proposed: it is gone.</summary>
    public Task<KeepingOutcome> Refuse(long number, string by, CancellationToken cancel) =>
        writer.Write<KeepingOutcome>(
            session =>
            {
                if (session.FindMember(by)?.IsKeeperOn(time.Today()) != true) return new KeepingOutcome.NotYours();
                if (session.WaitingForSecondKeeper().All(one => one.Number != number)) return new KeepingOutcome.NothingToAgreeTo();
                session.EndTwoKeeperAct(number);
                return new KeepingOutcome.Done();
            },
            cancel);

    internal KeepingOutcome In(IArchiveSession session, RoleChange change, string by, string? aloneReason, string reason, DateOnly today)
    {
        if (change.IsOver(today)) return new KeepingOutcome.NotRight(KeepingOutcome.UntilPast);
        if (session.FindMember(by) is not { } actor) return new KeepingOutcome.NotYours();
        if (change.Handle == Member.TerminalHandle) return new KeepingOutcome.NoSuchMember();
        if (change.Community is { } community && session.FindCommunity(community, today) is null) return new KeepingOutcome.NoSuchCommunity();
        if ((Act.CheckReason(reason) ?? Act.CheckReason(aloneReason)) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        if (IsHeld(session, change, today)) return new KeepingOutcome.NotRight(new Finding("role-held", "handle"));
        bool isOwnToLayDown = change.IsEnd && change.Handle == by;
        Power power = isOwnToLayDown ? new Power.Enough(null) : Power.Of(actor, Founded.Is(session), aloneReason, today);
        switch (power)
        {
            case Power.Enough enough:
                return Make(session, change, by, enough.And(reason), today);
            case Power.SecondKeeperNeeded:
                // The same by another keeper is their word on it.
                TwoKeeperAct? same = session.WaitingForSecondKeeper().FirstOrDefault(one => one.What == change.What && one.Subject == change.ToString());
                return same is not null && same.ProposedBy != by && FirstWord.Counts(session, same, today) ? Agree(session, same.Number, by, today) : Propose(session, change, by, reason, today);
            default:
                return new KeepingOutcome.NotYours();
        }
    }

    /// <summary>Null: as far as its proposer goes, it may be done or proposed.</summary>
    internal static Finding? Check(IArchiveSession session, string by, string? aloneReason, string reason) =>
        Act.CheckReason(reason) ?? Act.CheckReason(aloneReason) ?? (Proposed(session, by).Length >= MostProposed ? new Finding("too-many", "reason") : null);

    private static KeepingOutcome Propose(IArchiveSession session, RoleChange change, string by, string reason, DateOnly today)
    {
        TwoKeeperAct[] proposed = Proposed(session, by);
        TwoKeeperAct? same = proposed.FirstOrDefault(one => one.What == change.What && one.Subject == change.ToString() && one.LastDay >= today);
        if (same is null && Check(session, by, null, reason) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        return new KeepingOutcome.Waits(same?.Number ?? session.PutTwoKeeperAct(new TwoKeeperAct(0, change.What, change.ToString(), by, today, reason)));
    }

    private static TwoKeeperAct[] Proposed(IArchiveSession session, string by) => [.. session.WaitingForSecondKeeper().Where(one => one.ProposedBy == by)];

    private KeepingOutcome Agree(IArchiveSession session, long number, string by, DateOnly today)
    {
        if (session.FindMember(by) is not { IsTerminal: false } second || !second.IsKeeperOn(today)) return new KeepingOutcome.NotYours();
        TwoKeeperAct? act = session.WaitingForSecondKeeper().FirstOrDefault(one => one.Number == number && one.What is ("grant" or "end"));
        if (act is null || act.ProposedBy == by || !FirstWord.Counts(session, act, today)) return new KeepingOutcome.NothingToAgreeTo();
        RoleChange change = RoleChange.Parse(act);
        session.EndTwoKeeperAct(number);
        if (change.IsOver(today)) return new KeepingOutcome.NotRight(KeepingOutcome.UntilPast);
        return Make(session, change, $"{act.ProposedBy}, {by}", act.Reason, today);
    }

    private KeepingOutcome.Done Make(IArchiveSession session, RoleChange change, string by, string reason, DateOnly today)
    {
        Member member = session.FindMember(change.Handle)
            ?? new Member { Id = RecordId.Mint(), Handle = change.Handle, SecurityStamp = Keystore.NewSecret(), Joined = today };
        session.Put(change.On(member, today));
        // What two stewards could make for a member opens no keeper's account.
        if (change is { Community: null, IsEnd: false } && member.PasswordHash is not null && !member.IsKeeperOn(today)) session.DestroyInvitations(member.Handle);
        // Who keeps the archive is public; who answers for a community is not.
        ActKind kind = (change.Community is null, change.IsEnd) switch
        {
            (true, true) => ActKind.KeeperTermEnd,
            (true, false) => ActKind.KeeperGrant,
            (false, true) => ActKind.TermEnd,
            (false, false) => ActKind.Grant,
        };
        bool isPublic = change.Community is not { } community || session.FindRecord(community)?.WasPublic == true;
        session.Write(new Act(kind, [change.Community ?? member.Id], today, isPublic, by, reason is "" ? null : reason));
        Founded.Note(session, today);
        // A link for someone who signs in already would be a way into their account: that takes an act of its own.
        return new KeepingOutcome.Done(member.Handle, change.IsEnd || member.PasswordHash is not null ? null : Link(session, member.Handle, today));
    }

    /// <summary>By somebody who signs in, until that day: nothing would change.</summary>
    private static bool IsHeld(IArchiveSession session, RoleChange change, DateOnly today) => !change.IsEnd
        && session.FindMember(change.Handle) is { PasswordHash: not null } member
        && member.Roles.Any(role => role.Community == change.Community && role.Until == change.Until && role.HoldsOn(today));

    private string Link(IArchiveSession session, string handle, DateOnly today)
    {
        string link = Keystore.NewSecret();
        // A second link beside the first would still open the account when the first was claimed.
        session.DestroyInvitations(handle);
        session.Put(new Invitation(keystore.HashSecret(link), handle, null, IsKeeper: false, today.AddDays(LinkDays)));
        return link;
    }
}
