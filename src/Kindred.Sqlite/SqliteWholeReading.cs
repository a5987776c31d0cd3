using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

/// <summary>Every table, row by row, of a database that nobody writes. Each list is one statement: one of them at a time.</summary>
internal sealed class SqliteWholeReading(Database database) : IWholeReading
{
    public ArchiveSettings Settings => SqliteSession.Settings(database);

    public IEnumerable<NamedValue> Values => Rows("SELECT name, value FROM named_values WHERE name <> ? ORDER BY name", row => new NamedValue(row.Text(0), row.Text(1)), SqliteSession.SettingsName);

    // Members are few, and each has roles. What lets them in is not even read.
    public IEnumerable<WholeMember> Members => MemberRow.All(database).Select(member => new WholeMember(member.Id, member.Handle, member.Joined, member.Roles));

    public IEnumerable<Tombstone> Tombstones => Rows(
        "SELECT id, day, words, by_keepers FROM tombstones ORDER BY id", row => new Tombstone(row.Id(0), row.Day(1), row.TextOrNull(2)) { IsByKeepers = row.Flag(3) });

    // How often it was changed is of this database: it is what caches here know pages by.
    public IEnumerable<WholeRecord> Records => Rows(
        $"SELECT {RecordRow.Whole}, r.doc FROM records r ORDER BY r.id", row => new WholeRecord(row.Long(RecordRow.WholeColumns), RecordRow.Record(row) with { Change = 0 }));

    public IEnumerable<WholeRevision> Revisions => Rows(
        """
        SELECT v.record, v.number, v.day, v.who, v.note, v.asked_from, v.basis, v.was_public, v.until, CASE WHEN r.revision = v.number AND r.content = v.content THEN NULL ELSE v.content END
        FROM revisions v LEFT JOIN records r ON r.id = v.record ORDER BY v.record, v.number
        """,
        row => new WholeRevision(
            row.Id(0), row.Int(1), row.Day(2), row.Text(3), row.Text(4), row.Int(5), (PublicationBasis)row.Int(6), row.Flag(7), row.DayOrNull(8), row.IsNull(9) ? null : ContentJson.Read(row.Bytes(9))));

    public IEnumerable<WholeConnection> Connections => Rows(
        $"SELECT {ConnectionRow.Columns}, c.seq FROM connections c ORDER BY c.id", row => new WholeConnection(row.Long(ConnectionRow.Count), ConnectionRow.Read(row)));

    public IEnumerable<ConnectionRevision> ConnectionRevisions => Rows(ConnectionRow.RevisionColumns + "ORDER BY connection, number", ConnectionRow.Revision);

    public IEnumerable<NamedOnce> NamedBefore => Rows("SELECT community, subject FROM named_before ORDER BY community, subject", row => new NamedOnce(row.Id(0), row.Id(1)));

    public IEnumerable<CommunityProtocol> Protocols => Rows(
        "SELECT community, needed, silence_days FROM protocols ORDER BY community", row => new CommunityProtocol(row.Id(0), new Protocol(row.IntOrNull(1), row.Int(2))));

    public IEnumerable<AgreedSettings> CommunitySettings => Rows(
        "SELECT community, settings FROM community_settings ORDER BY community",
        row => new AgreedSettings(row.Id(0), JsonSerializer.Deserialize(row.Bytes(1), StoredJson.Form.CommunitySettings)!));

    public IEnumerable<WholeWish> Wishes => Rows(
        StewardingRow.WishColumns + "ORDER BY number", row => new WholeWish(row.Long(0), row.Id(1), row.Day(2), JsonSerializer.Deserialize(row.Bytes(3), StoredJson.Form.StoredWish)!));

    public IEnumerable<Claim> Claims => Rows("SELECT record, community FROM claims ORDER BY record, community", row => new Claim(row.Id(0), row.Id(1)));

    public IEnumerable<Consent> Consents => Rows(StewardingRow.ConsentColumns + "ORDER BY number", StewardingRow.Consent);

    public IEnumerable<ConsentSignature> Signatures => Rows(SignatureRow.Columns + "ORDER BY consent", SignatureRow.Read);

    public IEnumerable<Embargo> Embargoes => Rows(EmbargoRow.Columns + "ORDER BY subject, field, target, set_by, community, steward", EmbargoRow.Read);

    public IEnumerable<WithdrawnPart> Parts => Rows(PartRow.Columns + "ORDER BY number", PartRow.Read);

    public IEnumerable<WholeDeposit> Deposits => Rows(
        $"SELECT {DepositRow.Whole}, d.seq FROM deposits d ORDER BY d.id",
        row => (Order: row.Long(DepositRow.WholeColumns), Deposit: DepositRow.Read(row)))
        .Select(one => new WholeDeposit(one.Order, [.. DepositRow.NamedIn(database, one.Deposit.Id).Order()], one.Deposit));

    public IEnumerable<Assignment> Assignments => Rows("SELECT deposit, handle, day FROM assignments ORDER BY deposit", DeskRow.Assignment);

    public IEnumerable<Concern> Concerns => Rows(SqliteSession.ConcernColumns + "ORDER BY id", SqliteSession.Concern);

    public IEnumerable<TwoKeeperAct> TwoKeeperActs => MemberRow.WaitingForSecondKeeper(database);

    public IEnumerable<Appointment> Appointments => MemberRow.Appointments(database);

    public IEnumerable<WholeMerge> Merges => Rows($"SELECT {MergeRow.Columns}, m.last_seq FROM merges m ORDER BY m.merged", row => new WholeMerge(row.Long(MergeRow.Count), MergeRow.Read(row)));

    public IEnumerable<MovedEnd> MovedEnds => Rows(
        "SELECT connection, is_from, merged FROM merged_ends ORDER BY connection, is_from, merged", row => new MovedEnd(row.Id(0), row.Flag(1), row.Id(2)));

    public IEnumerable<NotKin> NotKin => Rows("SELECT one, other, day FROM not_kin ORDER BY one, other", row => new NotKin(row.Id(0), row.Id(1), row.Day(2)));

    public IEnumerable<NotSame> NotSame => Rows("SELECT one, other, day FROM not_same ORDER BY one, other", row => new NotSame(row.Id(0), row.Id(1), row.Day(2)));

    private IEnumerable<T> Rows<T>(string sql, Func<Statement, T> read, string? parameter = null)
    {
        Statement rows = database[sql];
        if (parameter is not null) rows.Add(parameter);
        try
        {
            while (rows.Step()) yield return read(rows);
        }
        finally
        {
            rows.Rest();
        }
    }
}
