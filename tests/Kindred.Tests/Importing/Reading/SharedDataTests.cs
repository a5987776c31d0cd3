using Kindred.Features.Importing.Reading;

namespace Kindred.Tests.Importing.Reading;

/// <summary>Files that people made, where they lie beside the checkout.</summary>
public class SharedDataTests
{
    [Theory]
    [InlineData("collective-actions-in-tech/actions.csv", SourceForm.Delimited, 506)]
    [InlineData("collective-actions-in-tech/actions.json", SourceForm.Json, 506)]
    [InlineData("work-stoppages-fmcs/work_stoppages.csv", SourceForm.Delimited, 14_317)]
    [InlineData("events-tech-conferences/conferences.json", SourceForm.Json, 6_831)]
    [InlineData("networks/nyphil/memberships.tsv", SourceForm.Delimited, 41_346)]
    [InlineData("multilingual-udhr/languages.json", SourceForm.Json, 532)]
    public void Every_row_is_read_and_none_is_refused(string path, SourceForm form, int rows)
    {
        Source source = SourceFile.Open(Find(path));
        Assert.Equal(form, source.Recognised.Form);
        SourceRow[] read = [.. source.Rows()];
        Assert.Equal(rows, read.Length);
        Assert.DoesNotContain(read, row => row.IsRefused || row.Findings.Length > 0);
    }

    [Fact]
    public void Lists_in_cells_say_what_the_lists_of_the_same_records_in_JSON_say()
    {
        Dictionary<string, SourceRow> json = SourceFile.Open(Find("collective-actions-in-tech/actions.json")).Rows().ToDictionary(row => Cell(row, "id")[0]);
        HashSet<string> sources = [];
        foreach (SourceRow row in SourceFile.Open(Find("collective-actions-in-tech/actions.csv")).Rows())
        {
            SourceRow same = json[Cell(row, "id")[0]];
            foreach (string heading in (ReadOnlySpan<string>)["sources", "actions", "struggles", "employment_types", "locations", "companies", "tags", "author", "latlngs", "addresses"])
                Assert.Equal(Cell(same, heading), Values(Cell(row, heading)));
            Assert.Equal(Cell(same, "description"), Cell(row, "description"));
            sources.UnionWith(Values(Cell(row, "sources")));
        }

        // One action has an empty text among its sources, which is none.
        Assert.Equal(865, sources.Count);
    }

    private static string[] Cell(SourceRow row, string heading) => [.. row.Cells.Where(cell => cell.Heading == heading).SelectMany(cell => cell.Values)];

    private static string[] Values(string[] cell) => cell is [var one] ? ListNotation.IsNone(one) ? [] : ListNotation.TryRead(one, out var values) ? [.. values] : cell : cell;

    private static string Find(string path)
    {
        string whole = Path.Combine(House.Checkout.Root, "..", "shared", "data", path);
        Assert.SkipUnless(File.Exists(whole), "Not beside this checkout: ../shared/data/" + path);
        return whole;
    }
}
