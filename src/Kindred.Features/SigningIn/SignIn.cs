using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Identity;

namespace Kindred.Features.SigningIn;

/// <summary>Handle and password become a session. A handle that nobody has takes as long as a wrong password.</summary>
public sealed class SignIn(
    UserManager<Account> accounts, IPasswordHasher<Account> hasher, SignInGuard guard, IArchiveWriter writer, Keystore keystore, TimeProvider time)
{
    public async Task<SignInOutcome> Do(string typedHandle, string password, string network, CancellationToken cancel)
    {
        string handle = Handle.Read(typedHandle) ?? "";
        if (!await guard.Turn(handle, network, cancel)) return new SignInOutcome.Later();
        if (password.Length > PasswordRule.Longest) return new SignInOutcome.NotRight();
        Account? account = handle is "" ? null : await accounts.FindByNameAsync(handle);
        bool isRight = await guard.Hash(() => Task.Run(() => Verify(account, password), cancel), cancel);
        if (!isRight) return new SignInOutcome.NotRight();
        guard.Succeeded(handle, network);
        return new SignInOutcome.Done(await Begin(handle, cancel));
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
        return secret;
    }

    private bool Verify(Account? account, string password)
    {
        string? hash = account?.Member.PasswordHash;
        bool isRight = hasher.VerifyHashedPassword(account!, hash ?? guard.NobodysHash, password) != PasswordVerificationResult.Failed;
        return isRight && hash is not null;
    }
}

public abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    public sealed record Done(string Secret) : SignInOutcome;

    /// <summary>Handle or password: nobody is told which.</summary>
    public sealed record NotRight : SignInOutcome;

    /// <summary>Too many of their network wait already for a turn, for this handle or in all.</summary>
    public sealed record Later : SignInOutcome;
}
