using Kindred.Domain.Merging;
using Kindred.Domain.Records;

namespace Kindred.Sqlite.Rows;

internal static class MergeRow
{
    public const string Columns = "m.merged, m.stands, m.day, m.revision, m.with_telling, m.by, m.reason, m.taken";

    public const int Count = 8;

    public static Merge? Find(Database database, RecordId merged) => database[$"SELECT {Columns} FROM merges m WHERE m.merged = ?"].Add(merged).First(Read);

    public static List<Merge> Into(Database database, RecordId standing) => database[$"SELECT {Columns} FROM merges m WHERE m.stands = ? ORDER BY m.day, m.merged"].Add(standing).All(Read);

    public static void Put(Database database, Merge merge) => database["""
        INSERT INTO merges (merged, stands, day, revision, last_seq, with_telling, by, reason, taken) VALUES (?, ?, ?, ?, (SELECT coalesce(max(seq), 0) FROM connections), ?, ?, ?, ?)
        ON CONFLICT (merged) DO UPDATE SET revision = excluded.revision, last_seq = excluded.last_seq, taken = excluded.taken
        """].Add(merge.Merged).Add(merge.Into).Add(merge.Day).Add((long)merge.Revision).Add(merge.CameWithTelling).Add(merge.By).Add(merge.Reason).Add(string.Join('\n', merge.Taken)).Run();

    public static Merge Read(Statement row) => new()
    {
        Merged = row.Id(0), Into = row.Id(1), Day = row.Day(2), Revision = row.Int(3), CameWithTelling = row.Flag(4), By = row.Text(5), Reason = row.Text(6),
        Taken = [.. row.Text(7).Split('\n', StringSplitOptions.RemoveEmptyEntries)],
    };

    /// <summary>Where the way from this one ends; null: it was not merged.</summary>
    public static RecordId? Standing(Database database, RecordId merged)
    {
        RecordId? standing = null;
        RecordId id = merged;
        while (database["SELECT stands FROM merges WHERE merged = ?"].Add(id).First(row => (RecordId?)row.Id(0)) is { } into) standing = id = into;
        return standing;
    }

    /// <summary>Old words as they read today.</summary>
    public static Revision AsRead(Database database, Revision revision) => !database["SELECT 1 FROM merges LIMIT 1"].Any() ? revision
        : revision with { Content = MergedLinks.AsRead(revision.Content, revision.Record, id => Standing(database, id) ?? id) };

    /// <summary>A connection with the ends that it had before any of them was merged.</summary>
    public static Connection AsSaid(Database database, Connection connection)
    {
        List<(bool IsFrom, RecordId Merged)> moved = database["SELECT is_from, merged FROM merged_ends WHERE connection = ?"].Add(connection.Id).All(row => (row.Flag(0), row.Id(1)));
        foreach ((bool isFrom, RecordId merged) in moved)
        {
            // Moved on with what it had been merged into: the first of them is where it led.
            if (moved.Any(one => one.IsFrom == isFrom && Find(database, one.Merged)?.Into == merged)) continue;
            connection = isFrom ? connection with { From = merged } : connection with { To = merged };
        }

        return connection;
    }

    public static (RecordId, RecordId) InOrder(RecordId one, RecordId other) => one.Value <= other.Value ? (one, other) : (other, one);
}
