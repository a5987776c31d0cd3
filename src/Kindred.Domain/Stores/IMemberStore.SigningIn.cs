using System.Collections.Immutable;
using Kindred.Domain.Keeping;

namespace Kindred.Domain.Stores;

public partial interface IMemberStore
{
    /// <summary>By its credential id, with the handle of its owner.</summary>
    Task<Passkey?> FindPasskey(ImmutableArray<byte> credentialId, CancellationToken cancel);

    Task<IReadOnlyList<Passkey>> Passkeys(string handle, CancellationToken cancel);

    Task<int> RecoveryCodesLeft(string handle, CancellationToken cancel);
}
