using System.Collections.Immutable;
using Kindred.Domain.Keeping;

namespace Kindred.Tests.Life.Consents;

/// <summary>Nobody signs in here: there is little to destroy.</summary>
internal sealed partial class Memory
{
    public Passkey? FindPasskey(ImmutableArray<byte> credentialId) => throw new NotSupportedException();

    public IReadOnlyList<Passkey> Passkeys(string handle) => throw new NotSupportedException();

    public void Put(Passkey passkey) => throw new NotSupportedException();

    public void DestroyPasskey(ImmutableArray<byte> credentialId) => throw new NotSupportedException();

    public void Put(RecoveryCode code) => throw new NotSupportedException();

    public bool TakeRecoveryCode(string handle, byte[] hash) => throw new NotSupportedException();

    public void DestroyRecoveryCodes(string handle) => throw new NotSupportedException();

    public void DestroyWaysIn(string handle)
    {
        if (FindMember(handle) is { } member) Put(member with { PasswordHash = null, CodeSecret = null });
        DestroyInvitations(handle);
    }
}
