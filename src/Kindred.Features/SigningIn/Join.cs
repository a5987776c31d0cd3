using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Identity;

namespace Kindred.Features.SigningIn;

/// <summary>Someone claims a one-time link: chooses a handle where it names none, and makes a passkey or chooses a password. Whatever let them in before ends.</summary>
public sealed class Join(
    IMemberStore members, IArchiveWriter writer, IPasswordHasher<Account> hasher, SignInGuard guard, CurrentSettings settings, Keystore keystore, TimeProvider time)
{
    /// <summary>Null where it opens nothing. Of the founding keepers' links the last one does not, once two keepers are there: whoever holds it would be one
    /// more by their own word.</summary>
    public async Task<Invitation?> Find(string token, CancellationToken cancel) =>
        await members.FindInvitation(keystore.HashSecret(token), time.Today(), cancel) is { } found && (found.Handle is not null || !await Founded.Is(members, cancel)) ? found : null;

    /// <summary>It is somebody's already, whose ways in end with it.</summary>
    public async Task<bool> IsForSomebodyThere(Invitation invitation, CancellationToken cancel) =>
        invitation.Handle is { } handle && (await members.Find(handle, cancel))?.SignsIn == true;

    /// <summary>Whoever comes in by it is a keeper from then on, or one already, and keepers' handles are public.</summary>
    public async Task<bool> IsForKeeper(Invitation invitation, CancellationToken cancel) =>
        invitation.IsKeeper || (invitation.Handle is { } handle && (await members.Find(handle, cancel))?.IsKeeperOn(time.Today()) == true);

    /// <summary>The id by which a passkey will know the member: theirs, or a new one for who is new.</summary>
    public async Task<RecordId> MemberOf(Invitation invitation, CancellationToken cancel) =>
        invitation.Handle is { } handle && await members.Find(handle, cancel) is { } member ? member.Id : RecordId.Mint();

    public async Task<JoinOutcome> Do(string token, string typedHandle, string password, CancellationToken cancel)
    {
        if (await Find(token, cancel) is not { } invitation) return new JoinOutcome.NoSuchLink();
        if (HandleOf(invitation, typedHandle) is not { } handle) return new JoinOutcome.NotAHandle();
        if (PasswordRule.Finding(password, handle, settings.Value.Name) is { } finding) return new JoinOutcome.PasswordNotGood(finding);
        string hash = await guard.Hash(() => Task.Run(() => hasher.HashPassword(null!, password), cancel), cancel);
        return await writer.Write(session => Claim(session, invitation.Hash, handle, RecordId.Mint(), hash, null), cancel);
    }

    /// <param name="id">What the passkey was made for.</param>
    public async Task<JoinOutcome> WithPasskey(string token, string typedHandle, Passkey passkey, RecordId id, CancellationToken cancel)
    {
        if (await Find(token, cancel) is not { } invitation) return new JoinOutcome.NoSuchLink();
        if (HandleOf(invitation, typedHandle) is not { } handle) return new JoinOutcome.NotAHandle();
        return await writer.Write(session => Claim(session, invitation.Hash, handle, id, null, passkey), cancel);
    }

    private static string? HandleOf(Invitation invitation, string typed) =>
        (invitation.Handle ?? Handle.Read(typed)) is { } handle && handle != Member.TerminalHandle ? handle : null;

    private JoinOutcome Claim(IArchiveSession session, byte[] link, string handle, RecordId id, string? passwordHash, Passkey? passkey)
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

        // A passkey is known by the member's id: one that was made for another would open nothing.
        if (passkey is not null && (session.FindPasskey(passkey.CredentialId) is not null || (held is not null && held.Id != id)))
        {
            session.Put(invitation);
            return new JoinOutcome.PasskeyNotGood();
        }

        // A new way in ends the old ones and what they had opened: whoever took a telephone away has nothing of it.
        if (held?.SignsIn == true) session.DestroyWaysIn(handle);
        Member member = (held ?? new Member { Id = id, Handle = handle, SecurityStamp = "", Joined = today }) with
        {
            PasswordHash = passwordHash,
            CodeSecret = null,
            SecurityStamp = Keystore.NewSecret(),
        };
        if (invitation.IsKeeper) member = new RoleChange(handle, null, session.Settings().TermEnd(today), IsEnd: false).On(member, today);
        if (invitation.Community is { } community) member = new RoleChange(handle, community, null, IsEnd: false).On(member, today);
        session.Put(member);
        if (passkey is not null) session.Put(passkey with { Handle = handle });
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

    public sealed record PasskeyNotGood : JoinOutcome;

    /// <param name="Finding">As in <see cref="PasswordRule.Finding"/>.</param>
    public sealed record PasswordNotGood(string Finding) : JoinOutcome;
}
