using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kindred.Features.Importing.Reading;

namespace Kindred.Tests.Importing.Reading;

/// <summary>No content whatsoever makes a reader throw, go on for ever, or hold more than it may.</summary>
public class AnyBytesProperties
{
    private static readonly string[] Pieces =
    [
        "a,b\n", "\"", "\"\"", ",", ";", "\t", "\r", "\n", "\r\n", "{", "}", "[", "]", ":", "{\"a\":", "\"b\"", "1", "null", "NaN", "\\", "\\u", "\\ud83d", "---\n", "title: x\n", "- ", "&a ", "*a", "!t ", "# h\n", "<html>", "<b>", "</p>",
        "<!--", "&amp;", "\0", "é", "\uFEFF", "\u001E", "None", "'", "PK\u0003\u0004", "PK\u0005\u0006", "sep=;", "\uD83D", "<?xml?>", " ", "\u2028",
        "TY  - JOUR\n", "AU  - a\n", "ER  - \n", "KW  -", "@article{", "@string{", "@comment{", "@book(", "a = ", "{\\'e}", "# b", "and ", "\\", "\"o:id\":1,", "\"o:is_public\":", "\"dcterms:title\":[{\"@value\":", "\"type\":\"book\",", "\"date-parts\":[[", "\"author\":[{\"family\":",
    ];

    private static readonly string[] Names = ["a.csv", "a.tsv", "a.json", "a.jsonl", "a.md", "a.html", "a.xlsx", "a.zip", "a.ris", "a.bib", "a"];

    private static readonly Arbitrary<(byte[] Bytes, string Name)> Any = Arb.From(
        from name in Gen.Elements(Names)
        from text in Gen.Elements(Pieces).ListOf().Select(string.Concat)
        from random in Gen.Choose(0, 255).Select(one => (byte)one).ArrayOf()
        from encoding in Gen.Elements<Encoding>(Encoding.UTF8, Encoding.Latin1, Encoding.Unicode, Encoding.BigEndianUnicode)
        from how in Gen.Choose(0, 2)
        select (how switch { 0 => encoding.GetBytes(text), 1 => random, _ => [.. encoding.GetBytes(text), .. random] }, name));

    [Fact]
    public void Nothing_makes_a_reader_throw() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(10_000).WithEndSize(300), Prop.ForAll(Any, one => IsRead(SourceFile.Open(new MemoryStream(one.Bytes), one.Name))));

    [Fact]
    public void Nor_does_any_form_that_somebody_says_it_has()
    {
        SourceForm?[] forms = [.. Enum.GetValues<SourceForm>().Select(form => (SourceForm?)form)];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(200), Prop.ForAll(Any, Gen.Elements(forms).ToArbitrary(), (one, form) =>
            IsRead(SourceFile.Open(new MemoryStream(one.Bytes), one.Name, new SourceOptions { Form = form, RepairsMojibake = true, HeadingRow = one.Bytes.Length % 3 == 0 ? one.Bytes.Length % 5 : null, List = one.Bytes.Length % 2 == 0 ? "a" : null }))));
    }

    [Fact]
    public void Nor_a_workbook_of_which_any_byte_is_another()
    {
        byte[] whole = new Book { Strings = "<si><t>x</t></si>", Formats = ["yyyy-mm-dd"] }
            .Sheet("Data", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>42762</v></c></row>", after: "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>").Make().ToArray();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(Gen.Choose(0, whole.Length - 1).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (at, one) =>
        {
            byte[] changed = [.. whole];
            changed[at] = (byte)one;
            return IsRead(SourceFile.Open(new MemoryStream(changed), "a.xlsx"));
        }));
    }

    [Fact]
    public void A_list_in_a_cell_and_a_page_of_anything_are_read_or_are_none()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10_000).WithEndSize(100), Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary(), text =>
        {
            ListNotation.TryRead("[" + text + "]", out _);
            HtmlToMarkdown.Of(text);
            return Mojibake.Repair(text) is not null && (HtmlMarks.LooksLikeHtml(text) || true);
        }));
    }

    [Theory]
    [InlineData("a,b\n", "1,2\n")]
    [InlineData("[", "{\"a\":1},")]
    [InlineData("", "{\"a\":1}\n")]
    [InlineData("{\"x\":[", "{\"a\":[1,[2]]},")]
    [InlineData("a,b\n", "\"1\",\"2\n3\"\n")]
    [InlineData("", "TY  - BOOK\nTI  - a\nER  - \n")]
    [InlineData("", "@book{a, title = {b}}\n")]
    public void Rows_are_read_as_they_are_asked_for(string first, string row)
    {
        byte[] file = Encoding.UTF8.GetBytes(first + string.Concat(Enumerable.Repeat(row, 400_000)));
        long read = 0;
        bool isOpen = false;
        int rows = 0;
        using CutStream stream = new(file, () => int.MaxValue) { Told = bytes => read += isOpen ? bytes : 0 };
        Source source = SourceFile.Open(stream, "file");
        isOpen = true;
        foreach (SourceRow _ in source.Rows()) Assert.True(read <= (++rows * row.Length) + 1_000_000, $"{read} bytes for {rows} rows");
        Assert.True(rows >= 400_000);
    }

    private static bool IsRead(Source source)
    {
        int rows = 0;
        foreach (SourceRow row in source.Rows())
        {
            if (++rows > 100_000) return false;
            if (row.Number < 0 || row.Cells.IsDefault || row.Cells.Any(cell => cell.Values.IsDefaultOrEmpty || cell.Heading.Length == 0 || cell.Values.Any(string.IsNullOrWhiteSpace))) return false;
        }

        return source.Findings.All(finding => finding.Code.Length > 0);
    }
}
