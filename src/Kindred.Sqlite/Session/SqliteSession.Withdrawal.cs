using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Withdrawing;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public Tombstone? FindTombstone(RecordId id) => fresh.Has(id) ? null : Tombstone(Elsewhere, id);

    public void Destroy(RecordId id, Tombstone? tombstone)
    {
        actIsVisible |= tombstone is not null || IsOpen(id);
        Index(id, null);
        foreach (Connection connection in ConnectionsOf(id)) DestroyConnection(connection.Id);
        DestroyConnection(id);
        database["DELETE FROM names WHERE doc = (SELECT doc FROM records WHERE id = ?)"].Add(id).Run();
        database["DELETE FROM records WHERE id = ?"].Add(id).Run();
        knownRecords.Remove(id);
        knownNames.Clear();
        knownMerges = null;
        database["DELETE FROM revisions WHERE record = ?"].Add(id).Run();
        database["DELETE FROM protocols WHERE community = ?"].Add(id).Run();
        ForgetAgreed(id);
        // That somebody answered is kept beside a tombstone; what they said of the record is not.
        string consents = tombstone is null ? "DELETE FROM consents WHERE subject = ?" : "UPDATE consents SET condition = NULL WHERE subject = ?";
        database[consents].Add(id).Run();
        ForgetSubject(id, keepsWithdrawal: tombstone is not null);
        if (tombstone is not null)
        {
            database["INSERT INTO tombstones VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET day = excluded.day, words = excluded.words, by_keepers = excluded.by_keepers"]
                .Add(id).Add(tombstone.Day).Add(tombstone.Words).Add(tombstone.IsByKeepers).Run();
        }

        actDestroys = true;
    }

    public static Tombstone? Tombstone(Database database, RecordId id) =>
        database["SELECT day, words, by_keepers FROM tombstones WHERE id = ?"].Add(id).First(row => new Tombstone(id, row.Day(0), row.TextOrNull(1)) { IsByKeepers = row.Flag(2) });

    /// <summary>Naming, concerns, proposals, acts and deposit entries of a record or connection that is destroyed.</summary>
    private void ForgetSubject(RecordId id, bool keepsWithdrawal)
    {
        database["DELETE FROM naming WHERE subject = ?"].Add(id).Run();
        database["DELETE FROM named_before WHERE subject = ?"].Add(id).Run();
        database["DELETE FROM concerns WHERE subject = ?"].Add(id).Run();
        database["DELETE FROM parts WHERE subject = ?"].Add(id).Run();
        database["DELETE FROM embargoes WHERE subject = ?"].Add(id).Run();
        database["DELETE FROM two_keeper_acts WHERE subject = ?"].Add(id.ToString()).Run();
        foreach ((long number, ActKind kind) in database["SELECT a.number, a.kind FROM act_subjects s JOIN acts a ON a.number = s.act WHERE s.subject = ?"]
            .Add(id).All(row => (row.Long(0), (ActKind)row.Int(1))))
        {
            // The withdrawal itself is public where a tombstone is: it opens still.
            if (keepsWithdrawal && kind is ActKind.Withdrawal or ActKind.Destruction) continue;
            // A use of power over what was public is answered for when that is gone; over what never was, nobody is told of it.
            database["""
                UPDATE acts SET statement = NULL, salt = NULL, subjects = NULL, reason = CASE WHEN by IS NULL THEN NULL ELSE reason END, is_public = is_public AND ? WHERE number = ?
                """].Add(keepsWithdrawal).Add(number).Run();
            database["DELETE FROM act_subjects WHERE act = ?"].Add(number).Run();
        }

        ForgetProposals(id);
        foreach (DepositId holding in DepositRow.Holding(database, id)) Put(Without(FindDeposit(holding)!, id), DepositRow.Named(database, holding));
    }

    /// <summary>The deposit without the entry, what it said about that entry, and, once nothing is left in it, the words exchanged.</summary>
    private static Deposit Without(Deposit deposit, RecordId id)
    {
        string? name = deposit.Records.FirstOrDefault(IsGone)?.Ref;
        Deposit left = deposit with
        {
            Records = [.. deposit.Records.Where(record => !IsGone(record)).Select(StandingAlone)],
            Connections = [.. deposit.Connections.Where(one => one.Accessioned != id && one.Entry != id && !(name is not null && (one.From == "#" + name || one.To == "#" + name)))],
        };
        return left.Records.IsEmpty && left.Connections.IsEmpty && left.Proposal is null ? left with { Messages = [], DeclinedBecause = null, SignedAs = "anonymous" } : left;

        // What a telling was set beside is gone, and the telling stays: by its name in the deposit nobody would find it.
        DepositedRecord StandingAlone(DepositedRecord record) => name is null || record.Kind != Telling.Kind.Name ? record
            : record with { Links = [.. record.Links.Select(link => link.Target == "#" + name ? link with { Target = id.ToString() } : link)] };

        bool IsGone(DepositedRecord record) => record.Accessioned == id || record.Entry == id;
    }
}
