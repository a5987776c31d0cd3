using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Kindred.Features.Importing.Reading;

namespace Kindred.Tests.Importing.Reading;

/// <summary>Workbooks as spreadsheet programs and scripts write them.</summary>
public class WorkbookTests
{
    private const string TwoColumns = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t> Name  </t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Day</t></is></c></row>";

    [Fact]
    public void Texts_are_read_shared_and_inline_with_their_runs_and_without_how_to_say_them()
    {
        Book book = new()
        {
            Strings = "<si><t xml:space=\"preserve\"> Name </t></si><si><r><rPr><b/></rPr><t>All </t></r><r><t xml:space=\"preserve\">power</t></r></si><si><t>連帯</t><rPh sb=\"0\" eb=\"2\"><t>れんたい</t></rPh><phoneticPr fontId=\"1\"/></si><si><t>two_x000D_\nlines _x005F_x0041_</t></si><si/>",
        };
        book.Sheet("Data", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
            + string.Concat(Enumerable.Range(1, 4).Select(number => $"<row r=\"{number + 1}\"><c r=\"A{number + 1}\" t=\"s\"><v>{number}</v></c></row>"))
            + "<row r=\"7\"><c r=\"A7\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c></row><row r=\"8\"><c r=\"A8\" t=\"str\"><f>A1&amp;1</f><v>made</v></c></row><row r=\"9\"><c r=\"A9\" t=\"s\"><v>99</v></c></row>");
        Assert.Equal(["2: Name=All power", "3: Name=連帯", "4: Name=two\r\nlines _x0041_", "7: Name=inline", "8: Name=made"], SourceFile.Open(book.Make(), "book.xlsx").Lines());
    }

    [Theory]
    [InlineData("yyyy\\-mm\\-dd", "42762", "2017-01-27")]
    [InlineData("m/d/yy", "42762", "2017-01-27")]
    [InlineData("[$-409]d\\ mmmm\\ yyyy;@", "42762", "2017-01-27")]
    [InlineData("m/d/yy h:mm", "42762.770833333336", "2017-01-27T18:30:00")]
    [InlineData("yyyy-mm-dd hh:mm:ss", "42762.99999", "2017-01-27T23:59:59")]
    [InlineData("m/d/yy h:mm", "42762", "2017-01-27")]
    [InlineData("d/m/yyyy", "42762.770833333336", "2017-01-27")]
    [InlineData("mmm-yy", "42736", "2017-01")]
    [InlineData("mmm-yy", "42762", "2017-01-27")]
    [InlineData("yyyy", "42736", "2017")]
    [InlineData("d-mmm", "42762", "2017-01-27")]
    [InlineData("h:mm AM/PM", "0.77083333333333337", "18:30:00")]
    [InlineData("mm:ss", "0.0104166666666667", "00:15:00")]
    [InlineData("[h]:mm", "1.25", "30:00:00")]
    [InlineData("yyyy-mm-dd", "1", "1900-01-01")]
    [InlineData("yyyy-mm-dd", "59", "1900-02-28")]
    [InlineData("yyyy-mm-dd", "61", "1900-03-01")]
    [InlineData("yyyy-mm-dd", "60", "60")]
    [InlineData("yyyy-mm-dd", "-5", "-5")]
    [InlineData("yyyy-mm-dd", "9999999999", "9999999999")]
    [InlineData("General", "0.1", "0.1")]
    [InlineData("General", "0.30000000000000004", "0.3")]
    [InlineData("General", "27.0", "27")]
    [InlineData("General", "1E+20", "100000000000000000000")]
    [InlineData("General", "1.5E-7", "0.00000015")]
    [InlineData("General", "123456789012345", "123456789012345")]
    [InlineData("0.00", "3.14159", "3.14159")]
    [InlineData("00000", "501", "00501")]
    [InlineData("0%", "0.25", "25%")]
    [InlineData("0.0%", "0.28999999999999998", "29%")]
    [InlineData("#,##0 \"days\"", "12", "12")]
    [InlineData("\"Day \"0", "12", "12")]
    [InlineData("[Red]0.0", "12.5", "12.5")]
    public void Numbers_are_what_people_see(string format, string value, string seen)
    {
        Book book = new() { Formats = [format] };
        book.Sheet("Data", TwoColumns + $"<row r=\"2\"><c r=\"B2\" s=\"1\"><v>{value}</v></c></row>");
        Assert.Equal([$"2: Day={seen}"], SourceFile.Open(book.Make(), "book.xlsx").Lines());
    }

    [Fact]
    public void Days_counted_from_1904_are_the_days_they_are()
    {
        Book book = new() { Formats = ["yyyy-mm-dd"], Begins1904 = true };
        book.Sheet("Data", TwoColumns + "<row r=\"2\"><c r=\"B2\" s=\"1\"><v>41300</v></c></row><row r=\"3\"><c r=\"B3\" t=\"d\"><v>2017-01-27</v></c></row>");
        Assert.Equal(["2: Day=2017-01-27", "3: Day=2017-01-27"], SourceFile.Open(book.Make(), "book.xlsx").Lines());
    }

    [Theory]
    [InlineData("2017-01-27", "2017-01-27")]
    [InlineData("2017-01-27T00:00:00", "2017-01-27")]
    [InlineData("2017-01-27T11:01:02.00000024400651375", "2017-01-27T11:01:02")]
    [InlineData("2017-01-27T23:59:59.99999999", "2017-01-28")]
    [InlineData("10:59:59.9999999999984025", "11:00:00")]
    [InlineData("PT30H0M0.000S", "30:00:00")]
    [InlineData("-PT0H11M0.000S", "-00:11:00")]
    [InlineData("some day", "some day")]
    [InlineData("PARTLY", "PARTLY")]
    public void Days_and_times_that_are_written_out_are_read_without_their_noise(string written, string seen) =>
        Assert.Equal([$"2: Day={seen}"], SourceFile.Open(new Book().Sheet("Data", TwoColumns + $"<row r=\"2\"><c r=\"B2\" t=\"d\"><v>{written}</v></c></row>").Make(), "book.xlsx").Lines());

    [Fact]
    public void Truths_errors_and_formulas_are_read_or_told()
    {
        Source source = SourceFile.Open(new Book().Sheet("Data", TwoColumns
            + "<row r=\"2\"><c r=\"A2\" t=\"b\"><v>1</v></c><c r=\"B2\" t=\"b\"><v>0</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\" t=\"e\"><v>#REF!</v></c><c r=\"B3\"><f>1+1</f><v>2</v></c></row>"
            + "<row r=\"4\"><c r=\"A4\"><f>A1+1</f></c><c r=\"B4\" t=\"str\"><f>A1</f><v></v></c></row>").Make(), "book.xlsx");
        Assert.Equal(["2: Name=true; Day=false", "3: Day=2", "4: "], source.Lines());
        Assert.Equal([("cell-error", "Name", "#REF!"), ("cell-not-calculated", "Name", null)], source.Rows().SelectMany(row => row.Findings).Select(finding => (finding.Code, finding.Field, finding.Value)));
    }

    [Fact]
    public void Rows_and_cells_without_their_places_follow_those_before()
    {
        Source source = SourceFile.Open(new Book().Sheet("Data", "<row><c t=\"inlineStr\"><is><t>a</t></is></c><c t=\"inlineStr\"><is><t>b</t></is></c></row><row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>4</v></c></row>").Make(), "book.xlsx");
        Assert.Equal(["2: a=1; b=2", "4: b=4"], source.Lines());
    }

    [Fact]
    public void The_first_sheet_with_something_in_it_that_is_not_hidden_is_read_and_the_others_are_told()
    {
        Book book = new Book().Sheet("Empty", "<row r=\"1\" s=\"1\"><c r=\"A1\" s=\"1\"/></row>").Sheet("Secret", TwoColumns, "hidden").Sheet("Actions", TwoColumns + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>").Sheet("Places", TwoColumns);
        Source source = SourceFile.Open(book.Make(), "book.xlsx");
        Assert.Equal("Actions", source.Recognised.Sheet);
        Assert.Equal([("Empty", false, false), ("Secret", true, true), ("Actions", false, true), ("Places", false, true)], source.Recognised.Sheets.Select(sheet => (sheet.Name, sheet.IsHidden, sheet.HasData)));
        Assert.Equal([("source-other-sheet-hidden", "Secret"), ("source-other-sheet", "Places")], source.Findings.Select(finding => (finding.Code, finding.Value!)));
        Assert.Equal("Secret", SourceFile.Open(book.Make(), "book.xlsx", new SourceOptions { Sheet = "secret " }).Recognised.Sheet);
        Assert.Equal(["source-no-such-sheet"], SourceFile.Open(book.Make(), "book.xlsx", new SourceOptions { Sheet = "Others" }).Codes());
        Assert.Equal(["source-sheet-hidden"], SourceFile.Open(new Book().Sheet("Secret", TwoColumns, "veryHidden").Make(), "book.xlsx").Codes());
    }

    [Fact]
    public void Lines_above_the_headings_and_merged_cells_are_told()
    {
        Source source = SourceFile.Open(new Book().Sheet("Data",
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Strikes of 2017</t></is></c></row>" + TwoColumns.Replace("r=\"1\"", "r=\"3\"").Replace("1\" t", "3\" t").Replace("</row>", "<c r=\"C3\" t=\"inlineStr\"><is><t>Place</t></is></c></row>")
            + "<row r=\"4\"><c r=\"A4\"><v>1</v></c><c r=\"B4\"><v>7</v></c><c r=\"C4\"><v>8</v></c></row><row r=\"5\"><c r=\"A5\"><v>2</v></c><c r=\"B5\" s=\"0\"/></row><row r=\"6\"><c r=\"B6\"/></row><row r=\"7\"><c r=\"A7\"><v>3</v></c><c r=\"C7\"><v>9</v></c></row>",
            after: "<mergeCells count=\"2\"><mergeCell ref=\"B4:B6\"/><mergeCell ref=\"A1:C1\"/></mergeCells>").Make(), "book.xlsx");
        Assert.Equal(3, source.Recognised.HeadingRow);
        Assert.Equal(["source-merged-cells", "source-line-above"], source.Codes());
        Assert.Equal(["4: Name=1; Day=7; Place=8", "5: Name=2; Day=7", "7: Name=3; Place=9"], source.Lines());
    }

    [Fact]
    public void A_link_that_is_no_address_and_parts_of_another_edition_stop_nobody()
    {
        Book book = new() { SheetRelations = "<Relationship Id=\"h\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"mailto:a@@example.org, http://[x\" TargetMode=\"External\"/>" };
        book.Sheet("Data", TwoColumns + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>", after: "<hyperlinks><hyperlink ref=\"A2\" r:id=\"h\"/></hyperlinks>");
        Assert.Equal(["2: Name=1"], SourceFile.Open(book.Make(), "book.xlsx").Lines());
        Assert.Equal(["2: Name=1"], SourceFile.Open(Rewritten(book.Make(), text => text
            .Replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main").Replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")), "book.xlsx").Lines());
        Assert.Equal(["2: Name=1"], SourceFile.Open(Rewritten(book.Make(), text => text.Contains("<worksheet") ? text.Replace("xmlns=", "xmlns:x=").Replace("</", "</x:").Replace("<", "<x:").Replace("<x:/x:", "</x:").Replace("<x:?", "<?") : text), "book.xlsx").Lines());
    }

    [Fact]
    public void A_million_styled_and_empty_rows_cost_no_rows_and_little_time()
    {
        Book book = new Book().Sheet("Data", rows =>
        {
            rows.Write(TwoColumns + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>");
            for (int row = 3; row <= 1_000_000; row++) rows.Write($"<row r=\"{row}\" s=\"1\" customFormat=\"1\"><c r=\"A{row}\" s=\"1\"/><c r=\"B{row}\" s=\"1\"/></row>");
        });
        MemoryStream bytes = book.Make();
        Stopwatch watch = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(["2: Name=1"], SourceFile.Open(bytes, "book.xlsx").Lines());
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8_000_000);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    [Fact]
    public void A_file_that_would_unpack_to_far_more_than_it_seems_is_refused_at_once()
    {
        Stopwatch watch = Stopwatch.StartNew();
        MemoryStream large = new Book().Sheet("Data", rows =>
        {
            string blank = new(' ', 1 << 20);
            for (int megabyte = 0; megabyte < 100; megabyte++) rows.Write(blank);
        }).Make();
        MemoryStream many = new();
        using (ZipArchive zip = new(many, ZipArchiveMode.Create, leaveOpen: true))
            for (int entry = 0; entry < 20_001; entry++) zip.CreateEntry($"{entry}.md");
        watch.Restart();
        Assert.Equal(["source-unpacks-too-large"], SourceFile.Open(large, "book.xlsx").Codes());
        Assert.Equal(["source-unpacks-too-large"], SourceFile.Open(many, "practices.zip").Codes());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Fact]
    public void An_entry_that_is_longer_than_it_says_is_not_unpacked_further()
    {
        byte[] bytes = new Book().Sheet("Data", rows =>
        {
            rows.Write(TwoColumns);
            for (int row = 2; row < 40_000; row++) rows.Write($"<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c></row>");
        }).Make().ToArray();
        // The size in the directory, which is what those who open the file are told.
        int directory = bytes.AsSpan().LastIndexOf("xl/worksheets/sheet1.xml"u8) - 46;
        BitConverter.GetBytes(1_000).CopyTo(bytes, directory + 24);
        Source source = Sources.Open(bytes, "book.xlsx");
        Assert.Contains("source-damaged", source.Codes().Concat(source.Rows().SelectMany(Sources.Codes)));
        Assert.True(source.Rows().Count() < 1_000);
    }

    [Fact]
    public void What_is_damaged_or_of_another_form_says_so()
    {
        byte[] whole = new Book().Sheet("Data", TwoColumns + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>").Make().ToArray();
        Assert.Equal(["source-damaged"], Sources.Open(whole[..(whole.Length / 2)], "book.xlsx").Codes());
        Assert.Equal(["source-damaged"], Sources.Open([.. "PK\x03\x04"u8, .. new byte[100]], "book.xlsx").Codes());
        Assert.Equal(["source-old-workbook"], Sources.Open([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], "book.xls").Codes());
        Assert.Equal(["source-not-recognised"], Sources.Open([.. "%PDF-1.7\n"u8, .. new byte[100]], "a.csv").Codes());
        SourceRow[] rows = [.. SourceFile.Open(Rewritten(new Book().Sheet("Data", TwoColumns + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>2</v></row>").Make(), text => text), "book.xlsx").Rows()];
        Assert.True(rows.Length == 0 || rows[^1].IsRefused);
    }

    private static MemoryStream Rewritten(MemoryStream book, Func<string, string> rewrite)
    {
        MemoryStream bytes = new();
        using ZipArchive from = new(book);
        using (ZipArchive to = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in from.Entries)
            {
                using StreamReader reader = new(entry.Open());
                using StreamWriter writer = new(to.CreateEntry(entry.FullName).Open(), new UTF8Encoding(false));
                writer.Write(rewrite(reader.ReadToEnd()));
            }
        }

        return bytes;
    }
}
