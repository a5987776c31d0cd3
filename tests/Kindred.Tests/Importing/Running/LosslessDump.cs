using SQLitePCL;
using Path = System.IO.Path;

namespace Kindred.Tests.Importing.Running;

/// <summary>All that an archive holds of records, connections, people's words and who said them, row by row and sorted, whatever numbers the store gives: what a lossless
/// export is made of, and more. Change numbers stay out: they only ever go up.</summary>
internal static class LosslessDump
{
    private static readonly (string Table, string[] LeftOut)[] Tables =
    [
        ("records", ["doc", "change"]), ("revisions", []), ("connections", ["seq"]), ("connection_revisions", []), ("naming", []), ("named_before", []), ("consents", []), ("consent_signatures", []), ("protocols", []),
        ("community_settings", []), ("wishes", []), ("withheld_places", []), ("claims", []), ("parts", []), ("embargoes", []), ("tombstones", []), ("concerns", []), ("proposals", []),
        ("deposits", ["seq"]), ("deposit_entries", []), ("deposit_naming", []), ("assignments", []), ("idempotency", []), ("desk_traits", ["seq", "near"]), ("members", []), ("roles", []), ("invitations", []),
        ("two_keeper_acts", []), ("appointments", []), ("named_values", []), ("archive", ["change"]), ("import_keys", []), ("import_before", []),
        ("import_records", []), ("import_profiles", []), ("merges", ["last_seq"]), ("merged_ends", []), ("not_same", []), ("not_kin", []),
    ];

    /// <summary>What is derived, by the ids of records.</summary>
    private static readonly (string Name, string Sql)[] Derived =
    [
        ("names", "SELECT quote(r.id) || n.name || n.kind FROM names n JOIN records r ON r.doc = n.doc"),
        ("documents", "SELECT quote(d.id) || quote(d.first_day) || quote(d.last_day) || quote(d.published) || d.title_tokens || ' ' || d.body_tokens || d.kind || d.sort_title || length(d.terms) FROM documents d"),
        ("search", "SELECT quote(d.id) || s.title || '|' || s.body || '|' || s.title_stem || '|' || s.body_stem FROM search s JOIN documents d ON d.doc = s.rowid"),
        ("facet_terms", "SELECT facet || '|' || value || '|' || uses FROM facet_terms"),
        ("words", "SELECT term || '|' || doc || '|' || cnt FROM search_words"),
    ];

    public static IReadOnlyList<string> Of(TestArchive archive) => Read<IReadOnlyList<string>>(archive.Folder, database =>
    [
        .. Tables.SelectMany(one => Rows(database, one.Table, $"SELECT {string.Join(" || ' ' || ", Columns(database, one.Table).Except(one.LeftOut).Select(column => $"'{column}=' || quote({column})"))} FROM {one.Table}")),
        .. Derived.SelectMany(one => Rows(database, one.Name, one.Sql)),
    ]);

    /// <summary>Every table is dumped, or it is known why not.</summary>
    public static IEnumerable<string> Missing(TestArchive archive) => Read<string[]>(archive.Folder, database => Rows(database, "", "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'").Select(name => name.Trim())
        .Except(Tables.Select(one => one.Table)).Except(Derived.Select(one => one.Name))
        .Except(["acts", "act_subjects", "sessions", "passkeys", "recovery_codes", "schema_versions", "refused_in_act", "desk_words", "desk_marks", "import_accessions", "import_rows", "import_gone"]).ToArray());

    public static IReadOnlyList<string> Query(TestArchive archive, string sql) => Read<string[]>(archive.Folder, database => Rows(database, "", sql).Select(row => row[1..]).ToArray());

    private static T Read<T>(string folder, Func<sqlite3, T> read)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(Path.Combine(folder, "kindred.db"), out sqlite3 database, raw.SQLITE_OPEN_READONLY, null));
        using (database) return read(database);
    }

    private static List<string> Columns(sqlite3 database, string table) => [.. Rows(database, "", $"SELECT name FROM pragma_table_info('{table}')").Select(name => name.Trim())];

    private static List<string> Rows(sqlite3 database, string table, string sql)
    {
        Assert.Equal((raw.SQLITE_OK, sql), (raw.sqlite3_prepare_v2(database, sql, out sqlite3_stmt statement), sql));
        List<string> rows = [];
        using (statement)
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW) rows.Add($"{table} {raw.sqlite3_column_text(statement, 0).utf8_to_string()}");
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
