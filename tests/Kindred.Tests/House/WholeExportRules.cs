using System.Text.RegularExpressions;
using SQLitePCL;

namespace Kindred.Tests.House;

/// <summary>Everything that an archive holds is in its whole export, or it is said why not; and nothing but that export reads everything.</summary>
public sealed partial class WholeExportRules
{
    private static readonly string Page = Source.At("docs/reference/lossless-json.md").Text;

    [Fact]
    public async Task Every_table_and_column_goes_out_or_is_named_as_left_out()
    {
        await using TestArchive archive = await TestArchive.Start();
        Assert.Equal([], Unsaid(Columns(archive.Folder), Page));
    }

    [Fact]
    public void A_table_or_column_that_nobody_thought_of_is_seen() =>
        Assert.Equal(["secrets.word", "records.mood"], Unsaid([("records", "id"), ("secrets", "word"), ("records", "mood")], Page));

    [Fact]
    public async Task What_is_named_is_there()
    {
        await using TestArchive archive = await TestArchive.Start();
        (string Table, string Column)[] there = Columns(archive.Folder);
        Assert.Equal([], Named(Page).Where(one => !there.Contains(one)));
    }

    [Fact]
    public void The_lists_are_those_of_the_page() => Assert.Equal(
        Features.Shared.Whole.WholeForm.Sections.Select(section => section.Name).Order(),
        Rows(Page).SelectMany(cells => Words().Matches(cells[1]).Select(word => word.Groups[1].Value)).Distinct().Order());

    [Fact]
    public void Only_the_whole_export_reads_the_whole_archive() =>
        Assert.Equal(["src/Kindred.Features/Exporting/ExportWhole.cs"], Source.Code.Where(file => file.IsBelow("src/Kindred.Features") && file.Text.Contains("IWholeArchive", StringComparison.Ordinal)).Select(file => file.Path));

    [Fact]
    public void And_only_a_command_makes_it() => Assert.Equal(
        ["src/Kindred.Features/Exporting/ExportWhole.cs", "src/Kindred.Host/Commands/WholeExport.cs", "src/Kindred.Host/Composition.cs"],
        Source.Code.Where(file => file.IsBelow("src") && ExportWhole().IsMatch(file.Text)).Select(file => file.Path).Order());

    [Fact]
    public async Task Nobody_is_given_it_by_an_address()
    {
        await using TestArchive archive = await TestArchive.Start();
        foreach (HttpClient client in new[] { archive.Anyone(), archive.With(await archive.Member("mika")), archive.SignedIn(await archive.Session("mika")) })
        {
            using HttpResponseMessage answer = await client.GetAsync("/export/json");
            Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("kindred\":\"archive", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static string[] Unsaid(IEnumerable<(string Table, string Column)> columns, string page)
    {
        HashSet<(string, string)> named = [.. Named(page)];
        return [.. columns.Where(one => !named.Contains(one)).Select(one => $"{one.Table}.{one.Column}")];
    }

    private static IEnumerable<(string Table, string Column)> Named(string page) => from cells in Rows(page)
                                                                                    from cell in cells.Skip(2)
                                                                                    from Match word in Words().Matches(cell)
                                                                                    where word.Groups[1].Value != "order" && !word.Groups[1].Value.Contains('.', StringComparison.Ordinal)
                                                                                    && word.Groups[1].Value != "backup"
                                                                                    select (cells[0].Trim().Trim('`'), word.Groups[1].Value);

    private static IEnumerable<string[]> Rows(string page) => page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Trim('|').Split('|'));

    private static (string Table, string Column)[] Columns(string folder)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(Path.Combine(folder, "kindred.db"), out sqlite3 database, raw.SQLITE_OPEN_READWRITE, null));
        using (database)
        {
            // What SQLite keeps for itself, and the tables in which the index keeps what its own has.
            const string Sql = """
                SELECT t.name, c.name FROM sqlite_master t, pragma_table_xinfo(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'search!_%' ESCAPE '!' AND c.hidden = 0
                """;
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(database, Sql, out sqlite3_stmt rows));
            List<(string, string)> read = [];
            using (rows)
            {
                while (raw.sqlite3_step(rows) == raw.SQLITE_ROW) read.Add((raw.sqlite3_column_text(rows, 0).utf8_to_string(), raw.sqlite3_column_text(rows, 1).utf8_to_string()));
            }

            return [.. read];
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Words();

    [GeneratedRegex(@"\bExportWhole\b")]
    private static partial Regex ExportWhole();
}
