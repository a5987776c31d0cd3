using System.Reflection;
using System.Text;
using Kindred.Domain.Stores;
using SQLitePCL;

namespace Kindred.Tests.Life.Matrix;

/// <summary>Does an act, writes down which rows it changed, and undoes it: so that everything can be asked of one archive, and by whoever may.</summary>
internal sealed class UndoneWriter(IArchiveWriter writer) : IArchiveWriter
{
    private static readonly AsyncLocal<Changes?> Asked = new();
    private HashSet<string>? before;

    public event Action<IndexChange>? Committed
    {
        add => writer.Committed += value;
        remove => writer.Committed -= value;
    }

    /// <summary>From here on nothing stays.</summary>
    public async Task Begin() => before = await writer.Write(RowsOf, CancellationToken.None);

    /// <summary>What is written from here on in this flow.</summary>
    public static Changes Listen() => Asked.Value = new Changes();

    public async Task<T> Write<T>(Func<IArchiveSession, T> act, CancellationToken cancel)
    {
        if (before is null) return await writer.Write(act, cancel);
        Changes changes = Asked.Value ?? new Changes();
        T? result = default;
        try
        {
            return await writer.Write<T>(
                session =>
                {
                    sqlite3 database = DatabaseOf(session);
                    int written = raw.sqlite3_total_changes(database);
                    result = act(session);
                    if (raw.sqlite3_total_changes(database) != written) changes.Add(before, RowsOf(session));
                    throw new UndoneException();
                },
                cancel);
        }
        catch (UndoneException)
        {
            return result!;
        }
    }

    private static HashSet<string> RowsOf(IArchiveSession session)
    {
        sqlite3 database = DatabaseOf(session);
        HashSet<string> rows = new(StringComparer.Ordinal);
        // What the index holds follows from the rest, in tables of SQLite's own.
        foreach (string table in Read(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'").ToList())
            rows.UnionWith(Read(database, $"SELECT * FROM {table}").Select(row => $"{table}: {row}"));
        return rows;
    }

    private static IEnumerable<string> Read(sqlite3 database, string sql)
    {
        raw.sqlite3_prepare_v2(database, sql, out sqlite3_stmt statement);
        using (statement)
        {
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                StringBuilder row = new();
                for (int column = 0; column < raw.sqlite3_column_count(statement); column++)
                {
                    if (column > 0) row.Append(' ');
                    if (raw.sqlite3_column_type(statement, column) == raw.SQLITE_BLOB) row.Append(Convert.ToHexStringLower(raw.sqlite3_column_blob(statement, column)));
                    else row.Append(raw.sqlite3_column_text(statement, column).utf8_to_string());
                }

                yield return row.ToString();
            }
        }
    }

    // The session shows its connection to nobody; this test looks at what it wrote before it is undone.
    private static sqlite3 DatabaseOf(IArchiveSession session) => Inside<sqlite3>(Inside(session, field => field.FieldType.Name == "Database"));

    private static T Inside<T>(object of) => (T)Inside(of, field => field.FieldType == typeof(T));

    private static object Inside(object of, Func<FieldInfo, bool> which) =>
        of.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic).First(which).GetValue(of)!;

    private sealed class UndoneException : Exception;
}

/// <summary>What one request wrote, before it was undone.</summary>
internal sealed class Changes
{
    /// <summary>Rows that were there before and are not there so any more.</summary>
    public List<string> Gone { get; } = [];

    public List<string> New { get; } = [];

    public bool IsNone => Gone is [] && New is [];

    public void Add(HashSet<string> before, HashSet<string> after)
    {
        lock (Gone)
        {
            Gone.AddRange(before.Except(after));
            New.AddRange(after.Except(before));
        }
    }

    public override string ToString() => string.Join("; ", Gone.Select(row => "- " + Short(row)).Concat(New.Select(row => "+ " + Short(row))).Take(4));

    private static string Short(string row) => row.Length <= 100 ? row : row[..100] + "…";
}
