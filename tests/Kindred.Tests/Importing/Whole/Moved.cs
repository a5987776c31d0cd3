using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Host;
using Kindred.Host.Commands;
using Kindred.Tests.House;
using SQLitePCL;
using Record = Kindred.Domain.Records.Record;
using RecordReading = Kindred.Domain.Stores.Reading;

namespace Kindred.Tests.Importing.Whole;

/// <summary>Whole exports of archives, and what is made of them.</summary>
internal static class Moved
{
    /// <summary>A whole export of this form.</summary>
    public static string Form(int number) => Path.Combine(Checkout.Root, "tests", "Kindred.Tests", "Importing", "Whole", "Expected", FormattableString.Invariant($"form-{number}.json"));

    /// <summary>A place in which nothing is yet.</summary>
    public static string Elsewhere() => Path.Combine(Path.GetTempPath(), "kindred-test-" + RecordId.Mint(), "data");

    public static async Task<string> Export(TestArchive archive)
    {
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, RecordId.Mint() + ".json");
        CommandResult made = await Terminal.Run(Kindred.Host.Commands.Export.Work, new JsonObject { ["format"] = "json", ["out"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.True(made.Exit == ExitStatus.Done, string.Join('\n', made.Lines));
        return file;
    }

    public static Task<CommandResult> Import(string folder, string file, TestClock clock, string? journal = null, string? without = null, bool settles = false) =>
        WholeImport.Do(Settings.Read(folder, []), file, journal, without, settles, clock, TextWriter.Null, CancellationToken.None);

    /// <summary>Another archive, made of an export.</summary>
    public static async Task<TestArchive> Into(string file, TestClock clock, string? journal = null)
    {
        string folder = Elsewhere();
        CommandResult taken = await Import(folder, file, clock, journal);
        Assert.True(taken.Exit == ExitStatus.Done, string.Join('\n', taken.Lines));
        return await TestArchive.Start(folder, clock);
    }

    /// <summary>The export with some of its lines otherwise, and an end that says so: whoever can write a file can write that too.</summary>
    public static string Edited(string file, Func<string, string?> edit)
    {
        List<string> lines = [];
        foreach (string line in File.ReadLines(file).SkipLast(1))
        {
            if (edit(line) is { } kept) lines.Add(kept);
        }

        string text = string.Concat(lines.Select(line => line + "\n"));
        int objects = lines.Count(line => line.StartsWith("{\"", StringComparison.Ordinal) && !line.StartsWith("{\"kindred", StringComparison.Ordinal)) + 2;
        text += $"\"end\":{{\"objects\":{objects},\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}\"}}}}\n";
        string edited = file + "." + RecordId.Mint();
        File.WriteAllText(edited, text);
        return edited;
    }

    /// <summary>Every table whose rows are moved or drawn from what is moved, row by row, but for what this place alone knows.</summary>
    public static string[] Rows(string folder)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(Path.Combine(folder, "kindred.db"), out sqlite3 database, raw.SQLITE_OPEN_READWRITE, null));
        using (database)
        {
            return
            [
                .. Read(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%' ORDER BY name")
                    .Where(table => table is not ("acts" or "act_subjects" or "sessions" or "invitations" or "passkeys" or "recovery_codes" or "idempotency" or "archive" or "schema_versions"
                        or "facet_terms" or "documents" or "refused_in_act" or "named_values" or "members"))
                    .SelectMany(table => Rows(database, table)),
                .. Read(database, "SELECT d.doc || ' ' || s.title || ' ' || s.body || s.title_stem || s.body_stem || quote(d.first_day) || quote(d.published) || d.sort_title FROM documents d JOIN search s ON s.rowid = d.doc ORDER BY d.doc"),
            ];
        }
    }

    private static IEnumerable<string> Rows(sqlite3 database, string table)
    {
        string columns = Read(database, $"SELECT name FROM pragma_table_info('{table}')").Where(column => (table, column) is not (("records", "change") or ("desk_traits", "near")))
            .Aggregate("''", (all, column) => $"{all} || ' {column}=' || quote({column})");
        return Read(database, $"SELECT '{table}' || {columns} FROM {table}").Order(StringComparer.Ordinal);
    }

    /// <summary>All that this viewer may see of records, their history and connections, and of withdrawn ones.</summary>
    public static async Task<string> Seen(TestArchive archive, Viewer viewer, IEnumerable<RecordId> ids)
    {
        StringBuilder text = new();
        foreach (RecordId id in ids.Order())
        {
            RecordReading reading = await archive.Records.Read(id, viewer, 50, CancellationToken.None);
            text.AppendLine($"{id} {reading.GetType().Name}");
            if (reading is not RecordReading.Found found) continue;
            text.AppendLine($"{found.Record.Value.State} {found.Record.Value.Revision} {Words(found.Record.Value.Content)} {found.Record.Value.PublishedDay:O}");
            foreach (ConnectionGroup group in found.Groups)
                text.AppendLine($"  {group.Type.Name} {group.IsOutgoing} {group.Count} {string.Join(' ', group.First.Select(line => line.Connection.Value.Id + " " + line.Other.Title))}");
            foreach (StandingLine line in found.Communities) text.AppendLine($"  {line.Community.Id} {line.Answer} {line.Day:O} {line.Scope}");
            foreach (Visible<Revision> one in await archive.Records.Revisions(id, viewer, CancellationToken.None)) text.AppendLine($"  {one.Value.Number} {one.Value.Who} {Words(one.Value.Content)}");
        }

        await foreach (Visible<Record> one in archive.Records.All(viewer, null, CancellationToken.None)) text.AppendLine($"all {one.Value.Id}");
        foreach (RecordLine line in await archive.Records.Newest([], 200, viewer, CancellationToken.None)) text.AppendLine($"newest {line.Id}");
        return text.ToString();
    }

    private static string Words(RecordContent content) => Encoding.UTF8.GetString(ContentJson.Write(content));

    private static List<string> Read(sqlite3 database, string sql)
    {
        Assert.True(raw.sqlite3_prepare_v2(database, sql, out sqlite3_stmt rows) == raw.SQLITE_OK, sql + raw.sqlite3_errmsg(database).utf8_to_string());
        List<string> read = [];
        using (rows)
        {
            while (raw.sqlite3_step(rows) == raw.SQLITE_ROW) read.Add(raw.sqlite3_column_text(rows, 0).utf8_to_string());
        }

        return read;
    }
}
