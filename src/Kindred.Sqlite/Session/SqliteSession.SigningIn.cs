using System.Collections.Immutable;
using Kindred.Domain.Keeping;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public Passkey? FindPasskey(ImmutableArray<byte> credentialId) => PasskeyRow.Find(database, credentialId);

    public IReadOnlyList<Passkey> Passkeys(string handle) => PasskeyRow.Of(database, handle);

    public void Put(Passkey passkey)
    {
        actDestroys |= PasskeyRow.Find(database, passkey.CredentialId) is { Name: not null } old && old.Name != passkey.Name;
        database["""
            INSERT INTO passkeys VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (credential) DO UPDATE SET sign_count = excluded.sign_count, is_copied = excluded.is_copied, name = excluded.name
            """].Add([.. passkey.CredentialId]).Add(passkey.Handle).Add(passkey.Domain).Add([.. passkey.PublicKey]).Add(passkey.SignCount)
            .Add(string.Join(' ', passkey.Transports)).Add(passkey.IsBackupEligible).Add(passkey.IsBackedUp).Add(passkey.Name).Add(passkey.Made).Run();
    }

    public void DestroyPasskey(ImmutableArray<byte> credentialId)
    {
        database["DELETE FROM passkeys WHERE credential = ?"].Add([.. credentialId]).Run();
        actDestroys = true;
    }

    public void Put(RecoveryCode code) => database["INSERT INTO recovery_codes VALUES (?, ?)"].Add(code.Hash).Add(code.Handle).Run();

    public bool TakeRecoveryCode(string handle, byte[] hash)
    {
        bool wasThere = database["DELETE FROM recovery_codes WHERE hash = ? AND handle = ? RETURNING 1"].Add(hash).Add(handle).All(row => row.Flag(0)).Count > 0;
        actDestroys |= wasThere;
        return wasThere;
    }

    public void DestroyRecoveryCodes(string handle)
    {
        database["DELETE FROM recovery_codes WHERE handle = ?"].Add(handle).Run();
        actDestroys = true;
    }

    public void DestroyWaysIn(string handle)
    {
        if (FindMember(handle) is { } member) Put(member with { PasswordHash = null, CodeSecret = null });
        database["DELETE FROM passkeys WHERE handle = ?"].Add(handle).Run();
        DestroyRecoveryCodes(handle);
        DestroySessions(handle, null);
        DestroyInvitations(handle);
    }
}
