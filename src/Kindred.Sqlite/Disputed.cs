using System.Collections.Immutable;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

/// <summary>Which connections are disputed in public. Asked once for all that a page shows, of the few notes that hang on connections at all.</summary>
internal static class Disputed
{
    /// <summary>The window keeps one connection with many disputes from being all that is read.</summary>
    private const string Query = $"""
        SELECT {ConnectionRow.Columns}, {RecordRow.Head}, row_number() OVER (PARTITION BY c.to_id ORDER BY c.seq) AS place
        FROM json_each(?) j CROSS JOIN connections c INDEXED BY notes_on_connections ON c.to_id = unhex(j.value) AND c.to_kind = 'connection'
        JOIN records r ON r.id = c.from_id
        WHERE c.type = 'about' AND c.from_kind = 'note' AND c.grade > 0 AND json_extract(r.content, '$.fields.type') = 'dispute' ORDER BY c.seq
        """;

    /// <summary>Of many records, asked for once.</summary>
    public static List<Reading.Found> Mark(Database database, List<Reading.Found> records, DateOnly today)
    {
        ILookup<RecordId, RecordId> disputes = Of(database, [.. records.SelectMany(record => record.Groups).SelectMany(group => group.First)], today);
        return disputes.Count == 0 ? records : records.ConvertAll(record => record with { Groups = [.. record.Groups.Select(group => group with { First = Mark(group.First, disputes) })] });
    }

    public static ConnectionPage Mark(Database database, ConnectionPage page, DateOnly today) =>
        Of(database, page.Lines, today) is { Count: > 0 } disputes ? page with { Lines = Mark(page.Lines, disputes) } : page;

    private static ImmutableArray<ConnectionLine> Mark(ImmutableArray<ConnectionLine> lines, ILookup<RecordId, RecordId> disputes) =>
        [.. lines.Select(line => disputes.Contains(line.Connection.Value.Id) ? line with { Disputes = [.. disputes[line.Connection.Value.Id]] } : line)];

    private static ILookup<RecordId, RecordId> Of(Database database, ImmutableArray<ConnectionLine> lines, DateOnly today)
    {
        if (lines.IsEmpty) return Array.Empty<RecordId>().ToLookup(id => id);
        Dictionary<RecordId, Connection> shown = [];
        foreach (ConnectionLine line in lines) shown[line.Connection.Value.Id] = line.Connection.Value;
        // Who may see more is told no more here: a dispute that nobody else reads marks nothing.
        Viewer anyone = new Viewer.Public(today);
        List<(RecordId Connection, RecordId Dispute)> found = database[Query].AddText(Hex(shown.Keys)).All(row =>
            row.Int(ConnectionRow.Count + RecordRow.HeadColumns) <= ConnectionLine.MostDisputes
            && VisibilityPolicy.Sees(anyone, ConnectionRow.Envelope(row), RecordRow.Envelope(row, ConnectionRow.Count), Envelope.Of(shown[row.Id(3)]))
                ? (row.Id(3), row.Id(2)) : default);
        return found.Where(one => one != default).ToLookup(one => one.Connection, one => one.Dispute);
    }

    private static byte[] Hex(IEnumerable<RecordId> ids) => JsonSerializer.SerializeToUtf8Bytes(ids.Select(id => Convert.ToHexString(id.ToBytes())).ToArray());
}
