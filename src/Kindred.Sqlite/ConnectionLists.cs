using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

/// <summary>Connections at one end, grouped and counted. Few are read and asked about one by one. Of many, the stored grade counts those that are
/// everybody's from an index; only where some are not, or depend on the day, is each asked about.</summary>
internal static class ConnectionLists
{
    /// <summary>So many are read whole rather than counted first.</summary>
    private const int Few = 64;

    private const string Columns = ConnectionRow.Columns + ", " + RecordRow.Head;
    private static readonly Dictionary<string, int> Order = ConnectionType.All.Select((type, at) => (type.Name, at)).ToDictionary();

    public static ImmutableArray<ConnectionGroup> Groups(Database database, RecordId end, in Envelope envelope, Viewer viewer, int perGroup)
    {
        List<Row> few = Whole(database, end, envelope, viewer, Filter(null, null, null), Few + 1, out int read);
        if (read <= Few)
        {
            return [.. few.GroupBy(row => (row.Type, row.IsOutgoing, row.Line.Other.Kind))
                .Select(group => new ConnectionGroup(group.Key.Type, group.Key.IsOutgoing, group.Key.Kind, group.Count(), [.. group.Take(perGroup).Select(row => row.Line)]))
                .OrderBy(Place)];
        }

        List<ConnectionGroup> groups = [];
        foreach ((ConnectionType type, bool isOutgoing, string otherKind) in Kinds(database, end))
        {
            ConnectionPage page = Page(database, end, envelope, new ConnectionFilter(type, isOutgoing, otherKind, 1, perGroup), viewer);
            if (page.Total > 0) groups.Add(new ConnectionGroup(type, isOutgoing, otherKind, page.Total, page.Lines));
        }

        return [.. groups.OrderBy(Place)];
    }

    public static ConnectionPage Page(Database database, RecordId end, in Envelope envelope, ConnectionFilter filter, Viewer viewer)
    {
        int size = Math.Max(filter.Size, 0);
        int skipped = (Math.Max(filter.Page, 1) - 1) * size;
        Sides sides = Filter(filter.Type, filter.IsOutgoing, filter.OtherKind);
        // What nobody but some may see counts for a stranger as nothing without a look; for others it must be asked about.
        string uncertain = viewer is Viewer.Public ? "c.grade = 2" : "c.grade <> 1";
        if (sides.Bind(database[sides.Sql($"SELECT 1 FROM connections c WHERE {uncertain}") + " LIMIT 1"], end).Any())
        {
            List<Row> all = Whole(database, end, envelope, viewer, sides, int.MaxValue, out _);
            return new ConnectionPage(all.Count, [.. all.Skip(skipped).Take(size).Select(row => row.Line)]);
        }

        // Only what stands in the index is counted and put in order; the rows of this page alone are fetched.
        long total = sides.Bind(database["SELECT count(*) FROM (" + sides.Sql("SELECT c.seq FROM connections c WHERE c.grade = 1") + ")"], end).Number() ?? 0;
        if (total == 0 || size == 0) return new ConnectionPage((int)total, []);
        string page = $"SELECT seq, outgoing FROM ({sides.Sql("SELECT c.seq, {0} AS outgoing, c.type, {1} AS kind, c.position FROM connections c WHERE c.grade = 1")}) "
            + (sides.IsOneRun ? "ORDER BY position, seq" : "ORDER BY type, outgoing DESC, kind, position, seq") + " LIMIT ? OFFSET ?";
        ImmutableArray<ConnectionLine>.Builder lines = ImmutableArray.CreateBuilder<ConnectionLine>();
        foreach ((long seq, bool isOutgoing) in sides.Bind(database[page], end).Add(size).Add(skipped).All(row => (row.Long(0), row.Flag(1))))
        {
            string sql = isOutgoing ? OneOutgoing : OneIncoming;
            Envelope self = envelope;
            if (database[sql].Add(seq).First(row => Read(row, isOutgoing, self, viewer)) is { } line) lines.Add(line.Line);
        }

        return new ConnectionPage((int)total, lines.DrainToImmutable());
    }

    private const string OneOutgoing = "SELECT " + Columns + " FROM connections c JOIN records r ON r.id = c.to_id WHERE c.seq = ?";
    private const string OneIncoming = "SELECT " + Columns + " FROM connections c JOIN records r ON r.id = c.from_id WHERE c.seq = ?";

    private const string WholeRows = "SELECT " + Columns + ", c.seq, {0} AS outgoing, {1} AS kind FROM connections c JOIN records r ON r.id = {2} WHERE 1";

    /// <summary>What is asked of every record is put together once.</summary>
    private static readonly string OfAll = Filter(null, null, null).Sql(WholeRows) + " LIMIT ?";

    /// <summary>Rows with their far ends, each one asked about.</summary>
    private static List<Row> Whole(Database database, RecordId end, Envelope envelope, Viewer viewer, Sides sides, int limit, out int read)
    {
        string sql = limit == Few + 1 && sides == Filter(null, null, null) ? OfAll : sides.Sql(WholeRows) + (limit < int.MaxValue ? " LIMIT ?" : "");
        Statement rows = sides.Bind(database[sql], end);
        if (limit < int.MaxValue) rows.Add(limit);
        List<(Row Row, int Position, long Seq)> seen = [];
        int count = 0;
        const int seq = ConnectionRow.Count + RecordRow.HeadColumns;
        while (rows.Step())
        {
            count++;
            if (Read(rows, rows.Flag(seq + 1), envelope, viewer) is { } row) seen.Add((row, rows.Int(5), rows.Long(seq)));
        }

        read = count;
        return
        [
            .. (sides.IsOneRun
                ? seen.OrderBy(one => one.Position).ThenBy(one => one.Seq)
                : seen.OrderBy(one => one.Row.Type.Name, StringComparer.Ordinal).ThenByDescending(one => one.Row.IsOutgoing)
                    .ThenBy(one => one.Row.Line.Other.Kind, StringComparer.Ordinal).ThenBy(one => one.Position).ThenBy(one => one.Seq)).Select(one => one.Row),
        ];
    }

    private static Row? Read(Statement row, bool isOutgoing, in Envelope self, Viewer viewer)
    {
        Envelope other = RecordRow.Envelope(row, ConnectionRow.Count);
        // Asked before the words are read: most of what is not seen costs little.
        if (!VisibilityPolicy.Sees(viewer, ConnectionRow.Envelope(row), self, other) || ConnectionType.Find(row.Text(1)) is not { } type) return null;
        return VisibilityPolicy.Show(viewer, ConnectionRow.Read(row), self, other) is { } connection
            ? new Row(type, isOutgoing || type.IsSymmetric, new ConnectionLine(connection, RecordRow.Line(row, ConnectionRow.Count)))
            : null;
    }

    private static IEnumerable<(ConnectionType Type, bool IsOutgoing, string OtherKind)> Kinds(Database database, RecordId end) =>
        database["""
            SELECT type, 1, to_kind FROM connections WHERE from_id = ?1 GROUP BY type, to_kind
            UNION ALL SELECT type, 0, from_kind FROM connections WHERE to_id = ?1 GROUP BY type, from_kind
            """].Add(end).All(row => (Type: ConnectionType.Find(row.Text(0)), IsOutgoing: row.Flag(1), Kind: row.Text(2)))
            .Where(one => one.Type is not null && one.Kind != "connection").Select(one => (one.Type!, one.IsOutgoing || one.Type!.IsSymmetric, one.Kind)).Distinct();

    private static (int, bool, string) Place(ConnectionGroup group) => (Order[group.Type.Name], !group.IsOutgoing, group.OtherKind);

    private static Sides Filter(ConnectionType? type, bool? isOutgoing, string? otherKind) => new(type, isOutgoing, otherKind);

    private sealed record Row(ConnectionType Type, bool IsOutgoing, ConnectionLine Line);

    /// <summary>The connections of a filter as one query or two: a symmetric type is read from both ends and called outgoing.</summary>
    private readonly record struct Sides(ConnectionType? Type, bool? IsOutgoing, string? OtherKind)
    {
        public bool IsOneRun => Type is not null && OtherKind is not null && (Type.IsSymmetric || IsOutgoing is not null);

        private bool HasOutgoing => IsOutgoing != false;

        private bool HasIncoming => Type is { IsSymmetric: true } ? IsOutgoing != false : IsOutgoing != true;

        // A connection at the far end is a note's: it has no line to show here.
        /// <param name="select">With {0} for whether it is outgoing, {1} for the far end's kind, {2} for its id.</param>
        public string Sql(string select)
        {
            string filter = (Type is null ? "" : " AND c.type = ?") + (OtherKind is null ? " AND {1} <> 'connection'" : " AND {1} = ?");
            string outgoing = Put(select + " AND c.from_id = ?" + filter, "1", "c.to_kind", "c.to_id");
            string incoming = Put(select + " AND c.to_id = ?" + filter, "0", "c.from_kind", "c.from_id");
            return HasOutgoing && HasIncoming ? $"{outgoing} UNION ALL {incoming}" : HasOutgoing ? outgoing : incoming;
        }

        public Statement Bind(Statement statement, RecordId end)
        {
            for (int side = HasOutgoing && HasIncoming ? 2 : 1; side > 0; side--)
            {
                statement.Add(end);
                if (Type is not null) statement.Add(Type.Name);
                if (OtherKind is not null) statement.Add(OtherKind);
            }

            return statement;
        }

        private static string Put(string sql, string isOutgoing, string kind, string id) =>
            sql.Replace("{0}", isOutgoing, StringComparison.Ordinal).Replace("{1}", kind, StringComparison.Ordinal).Replace("{2}", id, StringComparison.Ordinal);
    }
}
