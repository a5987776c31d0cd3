using System.Collections.Immutable;
using Kindred.Domain.Keeping;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteMemberStore
{
    public Task<Passkey?> FindPasskey(ImmutableArray<byte> credentialId, CancellationToken cancel) =>
        readers.Read(database => PasskeyRow.Find(database, credentialId), cancel);

    public Task<IReadOnlyList<Passkey>> Passkeys(string handle, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<Passkey>>(database => PasskeyRow.Of(database, handle), cancel);

    public Task<int> RecoveryCodesLeft(string handle, CancellationToken cancel) =>
        readers.Read(database => (int)database["SELECT count(*) FROM recovery_codes WHERE handle = ?"].Add(handle).First(row => row.Long(0)), cancel);
}
