using System.Collections.Immutable;
using Kindred.Domain.Keeping;

namespace Kindred.Sqlite.Rows;

internal static class PasskeyRow
{
    private const string Columns = "SELECT credential, handle, domain, public_key, sign_count, transports, may_be_copied, is_copied, name, made FROM passkeys ";

    public static Passkey? Find(Database database, ImmutableArray<byte> credentialId) =>
        database[Columns + "WHERE credential = ?"].Add([.. credentialId]).First(Read);

    public static List<Passkey> Of(Database database, string handle) =>
        database[Columns + "WHERE handle = ? ORDER BY made, credential"].Add(handle).All(Read);

    private static Passkey Read(Statement row) => new()
    {
        CredentialId = [.. row.Bytes(0)],
        Handle = row.Text(1),
        Domain = row.Text(2),
        PublicKey = [.. row.Bytes(3)],
        SignCount = row.Long(4),
        Transports = [.. row.Text(5).Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        IsBackupEligible = row.Flag(6),
        IsBackedUp = row.Flag(7),
        Name = row.TextOrNull(8),
        Made = row.Day(9),
    };
}
