using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Sqlite.Rows;

/// <summary>Rows of <c>connections</c>, always under the name <c>c</c>.</summary>
internal static class ConnectionRow
{
    public const string Columns = "c.id, c.type, c.from_id, c.to_id, c.state, c.position, c.revision, c.deposit, c.published, c.communities, c.words, c.is_of_field, c.basis, c.until, c.hidden_until, c.hidden_because";

    public const int Count = 16;

    public const string RevisionColumns = "SELECT number, day, who, note, words, was_public, until, connection FROM connection_revisions ";

    private const string Select = "SELECT " + Columns + " FROM connections c WHERE c.id = ?";

    private const string Insert = """
        INSERT INTO connections (id, type, from_id, to_id, from_kind, to_kind, state, grade, position, revision, deposit, published,
            is_of_field, basis, communities, words, until, hidden_until, hidden_because) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const string InsertOrUpdate = Insert + """

        ON CONFLICT (id) DO UPDATE SET type = excluded.type, from_id = excluded.from_id, to_id = excluded.to_id, state = excluded.state,
            position = excluded.position, revision = excluded.revision, deposit = excluded.deposit, published = excluded.published,
            is_of_field = excluded.is_of_field, basis = excluded.basis, communities = excluded.communities, words = excluded.words, until = excluded.until,
            hidden_until = excluded.hidden_until, hidden_because = excluded.hidden_because
        """;

    /// <param name="isFresh">No row can have the id.</param>
    /// <param name="grade">As the kinds, of a fresh one only: those of one that is there are weighed anew.</param>
    public static void Put(Database database, bool isFresh, Connection connection, string fromKind, string toKind, int grade, byte[]? words) => database[isFresh ? Insert : InsertOrUpdate]
        .Add(connection.Id).Add(connection.Type).Add(connection.From).Add(connection.To).Add(fromKind).Add(toKind).Add((long)connection.State).Add(grade).Add(connection.Position)
        .Add(connection.Revision).Add(connection.Deposit).Add(connection.PublishedDay).Add(connection.IsOfField).Add((long)connection.Basis)
        .Add(connection.Communities).AddText(words).Add(connection.PublicUntil).Add(connection.HiddenUntil).Add(connection.HiddenBecause).Run();

    public static Connection? Find(Database database, RecordId id) => database[Select].Add(id).First(Read);

    public static Connection Read(Statement row) => new()
    {
        Id = row.Id(0),
        Type = row.Text(1),
        From = row.Id(2),
        To = row.Id(3),
        State = (RecordState)row.Int(4),
        Position = row.Int(5),
        Revision = row.Int(6),
        Deposit = row.DepositOrNull(7),
        PublishedDay = row.DayOrNull(8),
        Communities = row.Ids(9),
        Words = Words(row, 10),
        IsOfField = row.Flag(11),
        Basis = (PublicationBasis)row.Int(12),
        PublicUntil = row.DayOrNull(13),
        HiddenUntil = row.DayOrNull(14),
        HiddenBecause = row.TextOrNull(15),
    };

    public static Envelope Envelope(Statement row) =>
        new((RecordState)row.Int(4), RecordVisibility.Public, null, row.DayOrNull(13), row.DepositOrNull(7), row.Ids(9), row.Flag(11));

    /// <summary>Oldest first.</summary>
    public static List<ConnectionRevision> Revisions(Database database, RecordId id) =>
        database[RevisionColumns + "WHERE connection = ? ORDER BY number"].Add(id).All(Revision);

    public static ConnectionRevision Revision(Statement row) =>
        new(row.Id(7), row.Int(0), row.Day(1), row.Text(2), row.Text(3), Words(row, 4)) { WasPublic = row.Flag(5), PublicUntil = row.DayOrNull(6) };

    public static byte[]? Stored(ConnectionWords words) =>
        words == ConnectionWords.None ? null : JsonSerializer.SerializeToUtf8Bytes(words, StoredJson.Form.ConnectionWords);

    /// <summary>What an end shows of itself to the viewer: its envelope, or null where it is not there or, being a connection, is not seen.</summary>
    public static Envelope? End(Database database, RecordId id, Viewer viewer, int depth = 0)
    {
        Envelope? record = database["SELECT " + RecordRow.Head + " FROM records r WHERE r.id = ?"].Add(id).First(row => (Envelope?)RecordRow.Envelope(row));
        // A note on a note's connection on …: bounded, and nobody is shown what lies deeper.
        if (record is not null || depth > 4 || Find(database, id) is not { } connection) return record;
        return End(database, connection.From, viewer, depth + 1) is { } from && End(database, connection.To, viewer, depth + 1) is { } to
            && VisibilityPolicy.Sees(viewer, Domain.Visibility.Envelope.Of(connection), from, to)
            ? Domain.Visibility.Envelope.Of(connection)
            : null;
    }

    private static ConnectionWords Words(Statement row, int column) => row.IsNull(column)
        ? ConnectionWords.None
        : JsonSerializer.Deserialize(row.Bytes(column), StoredJson.Form.ConnectionWords)!;
}
