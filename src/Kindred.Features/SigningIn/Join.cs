using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Identity;

namespace Kindred.Features.SigningIn;

/// <summary>Someone claims a one-time link: chooses a handle where it names none, and a password.</summary>
public sealed class Join(
    IMemberStore members, IArchiveWriter writer, IPasswordHasher<Account> hasher, SignInGuard guard, CurrentSettings settings, Keystore keystore, TimeProvider time)
{
    /// <summary>Null where it opens nothing. Of the founding keepers' links the last one does not, once two keepers are there: whoever holds it would be one
    /// more by their own word.</summary>
    public async Task<Invitation?> Find(string token, CancellationToken cancel) =>
        await members.FindInvitation(keystore.HashSecret(token), time.Today(), cancel) is { } found && (found.Handle is not null || !await Founded.Is(members, cancel)) ? found : null;

    public async Task<JoinOutcome> Do(string token, string typedHandle, string password, CancellationToken cancel)
    {
        if (await Find(token, cancel) is not { } invitation) return new JoinOutcome.NoSuchLink();
        if ((invitation.Handle ?? Handle.Read(typedHandle)) is not { } handle || handle == Member.TerminalHandle) return new JoinOutcome.NotAHandle();
        if (PasswordRule.Finding(password, handle, settings.Value.Name) is { } finding) return new JoinOutcome.PasswordNotGood(finding);
        string hash = await guard.Hash(() => Task.Run(() => hasher.HashPassword(null!, password), cancel), cancel);
        return await writer.Write(session => Claim(session, invitation.Hash, handle, hash), cancel);
    }

    private JoinOutcome Claim(IArchiveSession session, byte[] link, string handle, string passwordHash)
    {
        DateOnly today = time.Today();
        Member? held = session.FindMember(handle);
        Invitation? invitation = session.TakeInvitation(link);
        if (invitation is null || invitation.Until < today || (invitation.Handle is null && Founded.Is(session))) return new JoinOutcome.NoSuchLink();
        if (invitation.Handle is null && held is not null)
        {
            // The link was for somebody new: it stays theirs to use with another handle.
            session.Put(invitation);
            return new JoinOutcome.HandleTaken();
        }

        Member member = (held ?? new Member { Id = RecordId.Mint(), Handle = handle, SecurityStamp = "", Joined = today }) with
        {
            PasswordHash = passwordHash,
            SecurityStamp = Keystore.NewSecret(),
        };
        // A new password ends what an old one had opened.
        if (held?.PasswordHash is not null) session.DestroySessions(handle, null);
        if (invitation.IsKeeper) member = new RoleChange(handle, null, session.Settings().TermEnd(today), IsEnd: false).On(member, today);
        if (invitation.Community is { } community) member = new RoleChange(handle, community, null, IsEnd: false).On(member, today);
        session.Put(member);
        session.DestroyInvitations(handle);
        if (invitation.IsKeeper) session.Write(new Act(ActKind.Founding, [member.Id], today, IsPublic: true, handle));
        if (invitation.Community is { } named) session.Write(new Act(ActKind.Grant, [named], today, IsPublic: session.FindRecord(named)?.WasPublic == true));
        Founded.Note(session, today);
        return new JoinOutcome.Done(handle);
    }
}

public abstract record JoinOutcome
{
    private JoinOutcome()
    {
    }

    public sealed record Done(string Handle) : JoinOutcome;

    public sealed record NoSuchLink : JoinOutcome;

    public sealed record NotAHandle : JoinOutcome;

    public sealed record HandleTaken : JoinOutcome;

    /// <param name="Finding">As in <see cref="PasswordRule.Finding"/>.</param>
    public sealed record PasswordNotGood(string Finding) : JoinOutcome;
}
