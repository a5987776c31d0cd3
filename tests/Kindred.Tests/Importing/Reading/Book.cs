using System.IO.Compression;
using System.Text;

namespace Kindred.Tests.Importing.Reading;

/// <summary>A workbook as bytes, written part by part without the library that reads it.</summary>
internal sealed class Book
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<(string Name, string State, Action<TextWriter> Rows, string After)> sheets = [];

    /// <summary>Inside <c>sst</c>.</summary>
    public string Strings { get; init; } = "";

    /// <summary>Codes of formats: a cell with <c>s="n"</c> has the n-th, from 1.</summary>
    public string[] Formats { get; init; } = [];

    public bool Begins1904 { get; init; }

    /// <summary>More of a sheet's relationships.</summary>
    public string SheetRelations { get; init; } = "";

    public Book Sheet(string name, string rows, string state = "visible", string after = "") => Sheet(name, writer => writer.Write(rows), state, after);

    public Book Sheet(string name, Action<TextWriter> rows, string state = "visible", string after = "")
    {
        sheets.Add((name, state, rows, after));
        return this;
    }

    public MemoryStream Make()
    {
        MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true)) Write(zip);
        bytes.Position = 0;
        return bytes;
    }

    private void Write(ZipArchive zip)
    {
        const string office = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        Add(zip, "[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{office}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{office}styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{office}sharedStrings+xml"/>
            {string.Concat(sheets.Select((_, at) => $"<Override PartName=\"/xl/worksheets/sheet{at + 1}.xml\" ContentType=\"{office}worksheet+xml\"/>"))}</Types>
            """);
        Add(zip, "_rels/.rels", Relationships($"<Relationship Id=\"r\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/>"));
        Add(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><workbookPr date1904=\"{(Begins1904 ? 1 : 0)}\"/><sheets>"
            + string.Concat(sheets.Select((sheet, at) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{at + 1}\" state=\"{sheet.State}\" r:id=\"s{at + 1}\"/>")) + "</sheets></workbook>");
        Add(zip, "xl/_rels/workbook.xml.rels", Relationships(
            string.Concat(sheets.Select((_, at) => $"<Relationship Id=\"s{at + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{at + 1}.xml\"/>"))
            + $"<Relationship Id=\"t\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/><Relationship Id=\"u\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/>"));
        Add(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts>" + string.Concat(Formats.Select((code, at) => $"<numFmt numFmtId=\"{170 + at}\" formatCode=\"{System.Security.SecurityElement.Escape(code)}\"/>"))
            + "</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>" + string.Concat(Formats.Select((_, at) => $"<xf numFmtId=\"{170 + at}\"/>")) + "</cellXfs></styleSheet>");
        Add(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{Strings}</sst>");
        for (int at = 0; at < sheets.Count; at++)
        {
            using StreamWriter writer = new(zip.CreateEntry($"xl/worksheets/sheet{at + 1}.xml").Open(), new UTF8Encoding(false));
            writer.Write($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheetData>");
            sheets[at].Rows(writer);
            writer.Write($"</sheetData>{sheets[at].After}</worksheet>");
            writer.Dispose();
            if (SheetRelations.Length > 0) Add(zip, $"xl/worksheets/_rels/sheet{at + 1}.xml.rels", Relationships(SheetRelations));
        }
    }

    private static string Relationships(string inside) => $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>";

    private static void Add(ZipArchive zip, string name, string text)
    {
        using StreamWriter writer = new(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }
}
