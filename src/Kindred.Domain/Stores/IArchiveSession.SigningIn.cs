using System.Collections.Immutable;
using Kindred.Domain.Keeping;

namespace Kindred.Domain.Stores;

public partial interface IArchiveSession
{
    Passkey? FindPasskey(ImmutableArray<byte> credentialId);

    IReadOnlyList<Passkey> Passkeys(string handle);

    /// <summary>Adds it, or puts what changes of it: count, copy and name.</summary>
    void Put(Passkey passkey);

    void DestroyPasskey(ImmutableArray<byte> credentialId);

    void Put(RecoveryCode code);

    /// <summary>Takes the code: it is gone with this call. False: the member has none such.</summary>
    bool TakeRecoveryCode(string handle, byte[] hash);

    void DestroyRecoveryCodes(string handle);

    /// <summary>Destroys all that lets the member in: password, code app, passkeys, recovery codes, sessions, tokens, feeds and one-time links.</summary>
    void DestroyWaysIn(string handle);
}
