using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Kindred.Features.Exporting.Formats;

/// <summary>What a workbook is packed of beside its rows (ECMA-376, part 2), one part after the other.</summary>
internal sealed class WorkbookParts(ZipArchive zip, DateOnly day)
{
    /// <summary>Of the cell formats: <c>@</c>, which keeps what is typed as text, and the same in bold.</summary>
    public const uint AsText = 1, AsHeading = 2;

    private const uint TextFormat = 49;
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private int sheets;
    private Stream? open;

    public Stream NextSheet() => Open($"xl/worksheets/sheet{++sheets}.xml");

    /// <summary>After the last sheet.</summary>
    public void End()
    {
        using (OpenXmlWriter styles = OpenXmlWriter.Create(Open("xl/styles.xml"))) styles.WriteElement(Styles());
        IEnumerable<int> numbers = Enumerable.Range(1, sheets);
        using (OpenXmlWriter workbook = OpenXmlWriter.Create(Open("xl/workbook.xml")))
            workbook.WriteElement(new Workbook(new Sheets(numbers.Select(number => new Sheet { Id = $"s{number}", SheetId = (uint)number, Name = number == 1 ? "records" : $"records {number}" }))));
        Text("xl/_rels/workbook.xml.rels", Relationships([.. numbers.Select(number => (Id(number), "worksheet", $"worksheets/sheet{number}.xml")), ("styles", "styles", "styles.xml")]));
        Text("_rels/.rels", Relationships([("workbook", "officeDocument", "xl/workbook.xml")]));
        Text("[Content_Types].xml", $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Type}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Type}styles+xml"/>{string.Concat(numbers.Select(number => $"<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{Type}worksheet+xml\"/>"))}</Types>
            """);
        open?.Dispose();

        static string Id(int number) => "s" + number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The one before it is ended: a zip that is written as it goes has one open at a time.</summary>
    private Stream Open(string name)
    {
        open?.Dispose();
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        // No hour: when somebody took it away is nobody's business.
        entry.LastWriteTime = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return open = entry.Open();
    }

    private void Text(string name, string text) => Open(name).Write(Encoding.UTF8.GetBytes(text));

    private static string Relationships((string Id, string Type, string Target)[] all) => $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(all.Select(one => $"<Relationship Id=\"{one.Id}\" Type=\"{Office}/{one.Type}\" Target=\"{one.Target}\"/>"))}</Relationships>
        """;

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())) { Count = 2 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = TextFormat, ApplyNumberFormat = true }, new CellFormat { NumberFormatId = TextFormat, ApplyNumberFormat = true, FontId = 1, ApplyFont = true }) { Count = 3 },
        new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 });
}
