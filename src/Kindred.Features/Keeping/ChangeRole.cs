using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>Gives or ends a role: two keepers, but in the first days, or where it is one's own to lay down.</summary>
public sealed class ChangeRole(IArchiveWriter writer, TimeProvider time)
{
    public Task<KeepingOutcome> Do(RoleChange change, string by, string? aloneReason, string reason, CancellationToken cancel) =>
        writer.Write(session => In(session, change, by, aloneReason, reason, time.Today()), cancel);

    /// <summary>A second keeper agrees: it happens now.</summary>
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

    internal static KeepingOutcome In(IArchiveSession session, RoleChange change, string by, string? aloneReason, string reason, DateOnly today)
    {
        if (change.IsOver(today)) return new KeepingOutcome.NotRight(KeepingOutcome.UntilPast);
        if (session.FindMember(by) is not { } actor) return new KeepingOutcome.NotYours();
        if (session.FindMember(change.Handle) is not { IsTerminal: false }) return new KeepingOutcome.NoSuchMember();
        if (change.Community is { } community && session.FindCommunity(community, today) is null) return new KeepingOutcome.NoSuchCommunity();
        bool isOwnToLayDown = change.IsEnd && change.Handle == by;
        Power power = isOwnToLayDown ? new Power.Enough(null) : Power.Of(actor, Founded.Is(session), aloneReason, today);
        switch (power)
        {
            case Power.Enough enough:
                Make(session, change, by, Said(enough.Why, reason), today);
                return new KeepingOutcome.Done(change.Handle);
            case Power.SecondKeeperNeeded:
                return new KeepingOutcome.Waits(session.PutTwoKeeperAct(new TwoKeeperAct(0, change.What, change.ToString(), by, today, reason)));
            default:
                return new KeepingOutcome.NotYours();
        }
    }

    private static KeepingOutcome Agree(IArchiveSession session, long number, string by, DateOnly today)
    {
        if (session.FindMember(by) is not { IsTerminal: false } second || !second.IsKeeperOn(today)) return new KeepingOutcome.NotYours();
        TwoKeeperAct? act = session.WaitingForSecondKeeper().FirstOrDefault(one => one.Number == number && one.What is ("grant" or "end"));
        if (act is null || act.ProposedBy == by) return new KeepingOutcome.NothingToAgreeTo();
        RoleChange change = RoleChange.Parse(act);
        session.EndTwoKeeperAct(number);
        if (change.IsOver(today)) return new KeepingOutcome.NotRight(KeepingOutcome.UntilPast);
        if (session.FindMember(change.Handle) is null) return new KeepingOutcome.NoSuchMember();
        Make(session, change, $"{act.ProposedBy}, {by}", act.Reason, today);
        return new KeepingOutcome.Done(change.Handle);
    }

    private static void Make(IArchiveSession session, RoleChange change, string by, string reason, DateOnly today)
    {
        Member member = session.FindMember(change.Handle)!;
        session.Put(change.On(member, today));
        // What two stewards could make for a member opens no keeper's account.
        if (change is { Community: null, IsEnd: false } && member.PasswordHash is not null && !member.IsKeeperOn(today)) session.DestroyInvitations(member.Handle);
        // Who keeps the archive is public; who answers for a community is not.
        ActKind kind = change.IsEnd ? ActKind.TermEnd : ActKind.Grant;
        bool isPublic = change.Community is not { } community || session.FindRecord(community)?.WasPublic == true;
        session.Write(new Act(kind, [change.Community ?? member.Id], today, isPublic, by, reason is "" ? null : reason));
        Founded.Note(session, today);
    }

    private static string Said(string? why, string reason) => string.Join("; ", new[] { why, reason }.Where(part => !string.IsNullOrWhiteSpace(part)));
}
