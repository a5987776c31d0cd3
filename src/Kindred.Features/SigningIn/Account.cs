using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Microsoft.AspNetCore.Identity;

namespace Kindred.Features.SigningIn;

/// <summary>A member as ASP.NET Core Identity handles one: it changes the copy, and stores it when told.</summary>
public sealed class Account(Member member)
{
    public Member Member { get; set; } = member;
}

/// <summary>Identity's store over the archive's: members by handle, with their password hashes and passkeys. Lock-out and e-mail are left out on purpose.</summary>
public sealed partial class AccountStore(IMemberStore members, IArchiveWriter writer)
    : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserPasskeyStore<Account>
{
    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Member.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Member.Handle);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => GetUserNameAsync(user, cancellationToken);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Member.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Member.PasswordHash is not null);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Member.SecurityStamp);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(user, user.Member with { PasswordHash = passwordHash });

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) =>
        Set(user, user.Member with { SecurityStamp = stamp });

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) =>
        userName == user.Member.Handle ? Task.CompletedTask : throw new NotSupportedException("A handle never changes.");

    // A handle is its own normal form.
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await members.Find(normalizedUserName, cancellationToken) is { IsTerminal: false } member ? new Account(member) : null;

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Domain.Records.RecordId.TryParse(userId, out Domain.Records.RecordId id) && await members.Find(id, cancellationToken) is { IsTerminal: false } member
            ? new Account(member)
            : null;

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => await Store(user, cancellationToken);

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => await Store(user, cancellationToken);

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Members are ended by keepers, not by their account.");

    public void Dispose()
    {
    }

    // Only what Identity changes is taken over: roles may have changed meanwhile.
    private async Task<IdentityResult> Store(Account user, CancellationToken cancel)
    {
        await writer.Write(
            session =>
            {
                Member current = session.FindMember(user.Member.Handle) ?? user.Member;
                session.Put(current with { PasswordHash = user.Member.PasswordHash, SecurityStamp = user.Member.SecurityStamp });
                return true;
            },
            cancel);
        return IdentityResult.Success;
    }

    private static Task Set(Account user, Member member)
    {
        user.Member = member;
        return Task.CompletedTask;
    }
}
