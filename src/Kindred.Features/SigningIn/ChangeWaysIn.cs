using System.Collections.Immutable;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Identity;

namespace Kindred.Features.SigningIn;

/// <summary>A member changes what lets them in. What replaces or ends a way in ends their other browsers too; tokens stay, and are listed beside.</summary>
public sealed class ChangeWaysIn(
    IArchiveWriter writer, IMemberStore members, IPasswordHasher<Account> hasher, SignInGuard guard, UsedOnce used, CurrentSettings settings, Keystore keystore, TimeProvider time)
{
    /// <returns>False: they have as many as one may have, or it is somebody's already.</returns>
    public Task<bool> Add(string handle, Passkey passkey, CancellationToken cancel) => writer.Write(
        session =>
        {
            if (session.FindMember(handle) is not { IsTerminal: false } member || session.FindPasskey(passkey.CredentialId) is not null) return false;
            if (session.Passkeys(handle).Count >= Passkey.MostOfMember) return false;
            // Beside a passkey a password without a code app would be the weaker door.
            if (member.HasHalfAWayIn) session.Put(member with { PasswordHash = null });
            session.Put(passkey with { Handle = handle });
            return true;
        },
        cancel);

    public Task<bool> Name(string handle, ImmutableArray<byte> passkey, string? name, CancellationToken cancel) => writer.Write(
        session =>
        {
            if (session.FindPasskey(passkey) is not { } held || held.Handle != handle) return false;
            session.Put(held with { Name = string.IsNullOrWhiteSpace(name) ? null : name.Trim() });
            return true;
        },
        cancel);

    /// <returns>False: it is their only way in, or none of theirs.</returns>
    public async Task<bool> Remove(string handle, ImmutableArray<byte> passkey, byte[] thisBrowser, CancellationToken cancel)
    {
        byte[][] others = await Others(handle, thisBrowser, cancel);
        return await writer.Write(
            session =>
            {
                if (session.FindPasskey(passkey) is not { } held || held.Handle != handle) return false;
                if (session.Passkeys(handle).Count == 1 && session.FindMember(handle)?.PasswordHash is null) return false;
                session.DestroyPasskey(passkey);
                foreach (byte[] other in others) session.DestroySession(other);
                return true;
            },
            cancel);
    }

    /// <summary>A code app, from a secret that it has already; with it the password, where there is none yet.</summary>
    public async Task<CodeAppOutcome> SetCodeApp(string handle, byte[] secret, string typedCode, string? password, byte[] thisBrowser, CancellationToken cancel)
    {
        Member? member = await members.Find(handle, cancel);
        if (member is null) return new CodeAppOutcome.NotRight("code");
        if (member.PasswordHash is null && PasswordRule.Finding(password ?? "", handle, settings.Value.Name) is { } finding) return new CodeAppOutcome.NotRight("password." + finding);
        if (TimeCode.StepOf(PasswordWay.Digits(typedCode), secret, time.GetUtcNow()) is not { } step || !PasswordWay.Use(used, handle, step)) return new CodeAppOutcome.NotRight("code");
        string? hash = member.PasswordHash is null ? await Hash(password!, cancel) : null;
        string sealedSecret = keystore.Seal(handle, secret);
        byte[][] others = member.CodeSecret is null ? [] : await Others(handle, thisBrowser, cancel);
        return await writer.Write<CodeAppOutcome>(
            session =>
            {
                if (session.FindMember(handle) is not { } held || (held.PasswordHash ?? hash) is not { } one) return new CodeAppOutcome.NotRight("code");
                session.Put(held with { PasswordHash = one, CodeSecret = sealedSecret, SecurityStamp = Keystore.NewSecret() });
                foreach (byte[] other in others) session.DestroySession(other);
                return new CodeAppOutcome.Done(RecoveryCodes.Renew(session, handle, keystore));
            },
            cancel);
    }

    /// <returns>As in <see cref="PasswordRule.Finding"/>; null: it is changed.</returns>
    public async Task<string?> SetPassword(string handle, string password, byte[] thisBrowser, CancellationToken cancel)
    {
        if (PasswordRule.Finding(password, handle, settings.Value.Name) is { } finding) return finding;
        string hash = await Hash(password, cancel);
        byte[][] others = await Others(handle, thisBrowser, cancel);
        await writer.Write(
            session =>
            {
                // One that was taken away meanwhile does not come back without its code app.
                if (session.FindMember(handle) is not { PasswordHash: not null } member) return false;
                session.Put(member with { PasswordHash = hash, SecurityStamp = Keystore.NewSecret() });
                foreach (byte[] other in others) session.DestroySession(other);
                return true;
            },
            cancel);
        return null;
    }

    /// <summary>Ends password, code app and recovery codes: from then on a passkey is the way in.</summary>
    /// <returns>False: there is no passkey.</returns>
    public async Task<bool> ForgetPassword(string handle, byte[] thisBrowser, CancellationToken cancel)
    {
        byte[][] others = await Others(handle, thisBrowser, cancel);
        return await writer.Write(
            session =>
            {
                if (session.FindMember(handle) is not { HasPasskey: true } member) return false;
                session.Put(member with { PasswordHash = null, CodeSecret = null, SecurityStamp = Keystore.NewSecret() });
                session.DestroyRecoveryCodes(handle);
                foreach (byte[] other in others) session.DestroySession(other);
                return true;
            },
            cancel);
    }

    /// <returns>Null: there is no code app that they would stand in for.</returns>
    public Task<string[]?> RenewRecoveryCodes(string handle, CancellationToken cancel) => writer.Write(
        session => session.FindMember(handle) is { CodeSecret: not null } ? RecoveryCodes.Renew(session, handle, keystore) : null, cancel);

    private Task<string> Hash(string password, CancellationToken cancel) => guard.Hash(() => Task.Run(() => hasher.HashPassword(null!, password), cancel), cancel);

    private async Task<byte[][]> Others(string handle, byte[] thisBrowser, CancellationToken cancel) =>
    [
        .. from session in await members.Sessions(handle, cancel)
           where session.Kind == SessionKind.Browser && !session.Hash.AsSpan().SequenceEqual(thisBrowser)
           select session.Hash,
    ];
}

public abstract record CodeAppOutcome
{
    private CodeAppOutcome()
    {
    }

    /// <param name="RecoveryCodes">Shown once.</param>
    public sealed record Done(IReadOnlyList<string> RecoveryCodes) : CodeAppOutcome;

    /// <param name="Finding"><c>code</c>, or <c>password.</c> and what is wrong with it.</param>
    public sealed record NotRight(string Finding) : CodeAppOutcome;
}
