using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared;

/// <summary>Puts a role change into effect and writes it down, whoever decided it. Whoever has not claimed their handle is given a one-time link with the role, and never
/// before it: an earlier one would let its maker take a seat alone.</summary>
public sealed class RoleGift(Keystore keystore)
{
    public const int LinkDays = 30;

    /// <param name="by">Handles of the keepers who did it; null where stewards did: who they are is not public.</param>
    /// <returns>The handle, and the end of a one-time link where one was made; it is shown once.</returns>
    public (string Handle, string? Link) Make(
        IArchiveSession session, RoleChange change, string? by, string? reason, DateOnly today, SoleWord sole = SoleWord.None, string? secondReason = null)
    {
        (Member member, string? link) = Put(session, change, today);
        // Who keeps the archive is public; who answers for a community is not.
        ActKind kind = (change.Community is null, change.IsEnd) switch
        {
            (true, true) => ActKind.KeeperTermEnd,
            (true, false) => ActKind.KeeperGrant,
            (false, true) => ActKind.TermEnd,
            (false, false) => ActKind.Grant,
        };
        bool isPublic = change.Community is not { } community || session.FindRecord(community)?.WasPublic == true;
        session.Write(new Act(kind, [change.Community ?? member.Id], today, isPublic, by, reason is "" ? null : reason) { SoleWord = sole, SecondReason = secondReason });
        Founded.Note(session, today);
        return (member.Handle, link);
    }

    /// <summary>The role as the change leaves it, and a one-time link for who has none yet.</summary>
    public (Member Before, string? Link) Put(IArchiveSession session, RoleChange change, DateOnly today)
    {
        Member member = session.FindMember(change.Handle)
            ?? new Member { Id = RecordId.Mint(), Handle = change.Handle, SecurityStamp = Keystore.NewSecret(), Joined = today };
        Member changed = change.On(member, today);
        session.Put(changed);
        // Who has no role left signs in for nothing: their secrets go, and a new role comes with a new link.
        if (change.IsEnd && KeepersTerm.Of(changed, today) is KeepersTerm.None && !changed.Roles.Any(role => role.Until is not { } until || until >= today)) session.DestroyWaysIn(member.Handle);
        // What two stewards could make for a member opens no keeper's account, nor the desk of a community that they don't answer for.
        if (!change.IsEnd && member.SignsIn && !member.Roles.Any(role => role.Community == change.Community && role.HoldsOn(today))) session.DestroyInvitations(member.Handle);
        // A link for someone who signs in already would be a way into their account: that takes an act of its own.
        return (member, change.IsEnd || member.SignsIn ? null : Link(session, member.Handle, today));
    }

    private string Link(IArchiveSession session, string handle, DateOnly today)
    {
        string link = Keystore.NewSecret();
        // A second link beside the first would still open the account when the first was claimed.
        session.DestroyInvitations(handle);
        session.Put(new Invitation(keystore.HashSecret(link), handle, null, IsKeeper: false, today.AddDays(LinkDays)));
        return link;
    }
}
