using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.SigningIn;

/// <summary>A passkey, or handle, password and code, become a session.</summary>
public sealed class SignIn(
    PasswordWay passwords, PasskeyCeremony passkeys, SignInGuard guard, FreshProofs proofs, IArchiveWriter writer, Keystore keystore, TimeProvider time)
{
    private const int LaneLength = 64;

    public async Task<SignInOutcome> Do(string typedHandle, string password, string code, string network, CancellationToken cancel)
    {
        string handle = Handle.Read(typedHandle) ?? "";
        return await passwords.Check(handle, password, code, network, cancel) switch
        {
            ProofOutcome.Shown => new SignInOutcome.Done(await Begin(handle, cancel)),
            ProofOutcome.Later => new SignInOutcome.Later(),
            _ => new SignInOutcome.NotRight(),
        };
    }

    public async Task<SignInOutcome> ByPasskey(HttpContext context, string credential, string? state, string network)
    {
        // No handle is known: what is shown has a lane of its own, and the network's counts it too.
        if (!await guard.Turn("passkey " + credential[..Math.Min(LaneLength, credential.Length)], network, context.RequestAborted)) return new SignInOutcome.Later();
        return await passkeys.Shown(context, credential, state) is { } handle
            ? new SignInOutcome.Done(await Begin(handle, context.RequestAborted))
            : new SignInOutcome.NotRight();
    }

    /// <summary>A new session of the browser; what it is known by is given back this once.</summary>
    public async Task<string> Begin(string handle, CancellationToken cancel)
    {
        string secret = Keystore.NewSecret();
        DateOnly today = time.Today();
        Session session = new(keystore.HashSecret(secret), handle, SessionKind.Browser, null, today, today.AddDays(SessionCookie.Days));
        await writer.Write(
            writing =>
            {
                writing.Put(session);
                return true;
            },
            cancel);
        proofs.Note(session.Hash);
        return secret;
    }
}

public abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    public sealed record Done(string Secret) : SignInOutcome;

    /// <summary>Handle, password or code: nobody is told which.</summary>
    public sealed record NotRight : SignInOutcome;

    /// <summary>Too many of their network wait already for a turn, for this handle or in all.</summary>
    public sealed record Later : SignInOutcome;
}
