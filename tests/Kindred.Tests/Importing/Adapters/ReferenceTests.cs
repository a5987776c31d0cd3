using Kindred.Features.Importing;
using Kindred.Features.Importing.Reading;
using static Kindred.Tests.Importing.Adapters.Adapter;

namespace Kindred.Tests.Importing.Adapters;

public class ReferenceTests
{
    [Fact]
    public void References_in_CSL_JSON_become_resources()
    {
        Adapter csl = new("zotero-csl", ArchiveExport.Csl);
        ImportRow article = csl.Titled("On lanterns");
        Assert.Equal(("article", "2017-01-27", "Journal of Boats", "11-19"), (article.Content.Text("type"), article.Content.Text("issued"), article.Content.Text("container"), article.Content.Text("pages")));
        Assert.Equal(["Weston, Deborah", "van der Berg, Ana", "Boat club"], Creators(article));
        Assert.Equal(("Amal, Jr. Hill", "edited it"), (article.Content.Entries("credits").Single()["name"], article.Content.Entries("credits").Single()["did"]));
        Assert.Equal(("10.1000/182", "https://example.org/lanterns", "en"), (article.Content.Text("doi"), article.Content.Text("url"), article.Content.Language));
        Assert.Equal("Zaunkoenig told me.", Left(article, "note"));
        ImportRow book = csl.Titled("Rowing");
        Assert.Equal(("book", "1950/1952", "978-3-16-148410-0"), (book.Content.Text("type"), book.Content.Text("issued"), book.Content.Text("isbn")));
        Assert.Equal(["Plato"], Creators(book));
        Assert.Equal("1968-21", csl.Titled("Spring tides").Content.Text("issued"));
        Assert.Equal(["ISSN: NoPlace 1", "accessed: Left 1", "citation-key: Dropped 1", "custom.deep: NoPlace 1", "id: Left 3", "language: Dropped 1", "note: Left 1"], csl.Losses);
    }

    [Fact]
    public void References_in_RIS_become_resources()
    {
        Adapter ris = new("zotero-ris", ArchiveExport.Ris);
        ImportRow article = ris.Titled("On lanterns");
        Assert.Equal(("article", "2017-01-27", "Journal of Boats", "11–19", "es"), (article.Content.Text("type"), article.Content.Text("issued"), article.Content.Text("container"), article.Content.Text("pages"), article.Content.Language));
        Assert.Equal(["Weston, Deborah", "Boat club"], Creators(article));
        Assert.Equal("About lanterns.\nThey were many.", article.Content.Text("story"));
        Assert.Equal(["lanterns", "boats, rowed"], article.Content.Texts("topics"));
        Assert.Equal(("Zaunkoenig told me.", "internal-pdf://lanterns.pdf"), (Left(article, "N1"), Left(article, "L1")));
        Assert.Equal(("book", "1952", "River press"), (ris.Titled("Rowing").Content.Text("type"), ris.Titled("Rowing").Content.Text("issued"), ris.Titled("Rowing").Content.Text("publisher")));
        Assert.Equal(["L1: File 1", "LA: Dropped 1", "N1: Left 1", "PY: NoRoom 1", "SN: Left 1"], ris.Losses);
    }

    [Fact]
    public void References_in_BibTeX_become_resources()
    {
        Adapter bibtex = new("zotero-bibtex", ArchiveExport.Bibtex);
        ImportRow article = bibtex.Titled("On Lanterns & réals");
        Assert.Equal(("article", "2017-01", "Journal of Boats", "11–19"), (article.Content.Text("type"), article.Content.Text("issued"), article.Content.Text("container"), article.Content.Text("pages")));
        Assert.Equal(["Weston, Deborah", "Boat club", "van der Berg, Ana"], Creators(article));
        Assert.Equal(["lanterns", "boats"], article.Content.Texts("topics"));
        Assert.Equal(("https://example.org/a_b", "First.\n\nSecond.", "weston_lanterns_2017"), (article.Content.Text("url"), article.Content.Text("story"), article.Key));
        Assert.Equal("Zaunkoenig told me.", Left(article, "note"));
        Assert.Equal("% made by Zotero", Left(article, "between"));
        ImportRow book = bibtex.Titled("Rowing on Øresund");
        Assert.Equal(("Rügen press", "1952", "es"), (book.Content.Text("publisher"), book.Content.Text("issued"), book.Content.Language));
        Assert.Equal(["Hill, Amal, Jr."], Creators(book));
        Assert.Equal("@comment{kept by nobody}", Left(book, "between"));
        Assert.Equal(["between: NoPlace 2", "citation key: Left 2", "file: File 1", "language: Dropped 1", "note: Left 1"], bibtex.Losses);
    }

    [Theory]
    [InlineData("TY  - BOOK\nTI  - A\nTY  - BOOK\nTI  - B\nER  - \n", "row-no-end", "")]
    [InlineData("TY  - BOOK\nTI  - A\n", "row-no-end")]
    [InlineData("@book{a, title = {A}\n@book{b, title = {B}}", "row-no-end", "")]
    [InlineData("@book{a, title = {A}} and words behind", "", "row-no-reference")]
    [InlineData("TY  - BOOK\rTI  - A\rER  - \r", "")]
    public void What_is_not_closed_is_read_and_told(string file, params string[] codes)
    {
        SourceRow[] rows = [.. SourceFile.Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file)), "refs").Rows()];
        Assert.Equal(codes, rows.Select(row => string.Join(' ', row.Findings.Select(finding => finding.Code))));
        Assert.Equal("A", rows[0].Cells.Single(cell => cell.Heading is "TI" or "title").Values.Single());
    }

    [Theory]
    [InlineData("""{\"o}{\ss}{\'{\i}}\c{c} \~n \v{s}""", "öß\u00edç ñ š")]
    [InlineData("""\textit{Of} {The} \emph{people} 10\,\% -- or --- more""", "Of The people 10 % – or — more")]
    [InlineData("""\unknown{x} \\ \{y\}""", """\unknownx {y}""")]
    [InlineData("``So'' it~was", "“So” it\u00A0was")]
    [InlineData("""\""", """\""")]
    public void Letters_that_LaTeX_writes_with_commands_are_letters(string latex, string text) =>
        Assert.Equal(text, Assert.Single(SourceFile.Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"@misc{{k, title = {{{latex}x}}}}")), "a.bib").Rows()).Cells.Single(cell => cell.Heading == "title").Values.Single()[..^1]);

    [Fact]
    public void Macros_made_of_macros_take_no_memory()
    {
        string bomb = $"@string{{m0={{{new string('x', 64)}}}}}\n" + string.Concat(Enumerable.Range(1, 40).Select(at => $"@string{{m{at}=m{at - 1}#m{at - 1}}}\n")) + $"@article{{a, title={string.Join('#', Enumerable.Repeat("m13", 2_000))}, year=2017}}\n";
        long before = GC.GetAllocatedBytesForCurrentThread();
        Kindred.Features.Importing.Reading.SourceRow row = Assert.Single(SourceFile.Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(bomb)), "").Rows());
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200_000_000);
        // What they stand for is longer than a row may be.
        Assert.True(row.IsRefused);
    }
}
