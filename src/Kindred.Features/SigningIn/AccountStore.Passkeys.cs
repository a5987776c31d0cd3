using System.Collections.Immutable;
using Kindred.Domain.Keeping;
using Microsoft.AspNetCore.Identity;

namespace Kindred.Features.SigningIn;

/// <summary>Passkeys as Identity's handler reads them. It writes none: <see cref="PasskeyCeremony"/> and <see cref="ChangeWaysIn"/> do, each in an act of its own.</summary>
public sealed partial class AccountStore
{
    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [.. (await members.Passkeys(user.Member.Handle, cancellationToken)).Select(Of)];

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await members.FindPasskey(Id(credentialId), cancellationToken) is { } found ? await FindByNameAsync(found.Handle, cancellationToken) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await members.FindPasskey(Id(credentialId), cancellationToken) is { } found && found.Handle == user.Member.Handle ? Of(found) : null;

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException("An act puts passkeys.");

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException("An act destroys passkeys.");

    private static ImmutableArray<byte> Id(byte[] credentialId) => [.. credentialId];

    // Neither attestation nor client data is kept, and of the time the day.
    private static UserPasskeyInfo Of(Passkey passkey) => new(
        [.. passkey.CredentialId], [.. passkey.PublicKey], new DateTimeOffset(passkey.Made, TimeOnly.MinValue, TimeSpan.Zero), (uint)passkey.SignCount, [.. passkey.Transports],
        isUserVerified: true, passkey.IsBackupEligible, passkey.IsBackedUp, attestationObject: [], clientDataJson: [])
    {
        Name = passkey.Name,
    };
}
