using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Cells;

namespace Kindred.Features.Exporting.Formats;

/// <summary>The same table as the CSV as a workbook in which everything is text: a spreadsheet makes no date of <c>2017-01</c>, and no formula of what somebody wrote. Twice through the archive: once
/// for how long the texts are, once for the rows.</summary>
internal sealed class XlsxExport : IExportFormat
{
    /// <summary>A cell holds 32,767 characters, a sheet 1,048,576 rows with its headings.</summary>
    private const int LongestCell = 32_000, Slack = 700, MostRows = 1_048_575;

    public string Name => "xlsx";

    public string MediaType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public string Suffix => ".xlsx";

    public string LeavesOut => "as csv";

    public async Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel)
    {
        RecordColumns columns = await CsvExport.Columns(records, cancel);
        int[] cells = await CellsOf(columns, records, cancel);
        string[] headings = [.. columns.Headings.SelectMany((heading, column) => Enumerable.Range(0, cells[column]).Select(at => at == 0 ? heading : $"{heading}{RecordCells.Continued}{(at == 1 ? "" : at)}"))];
        string[] letters = [.. Enumerable.Range(0, headings.Length).Select(Letters)];
        WaitingBytes bytes = new(output);
        long written = 0;
        // The library's own package would hold all of it until its end.
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            WorkbookParts parts = new(zip, records.Viewer.Today);
            OpenXmlWriter? sheet = null;
            await foreach (RecordSheet record in records.Sheets(cancel))
            {
                if (written % MostRows == 0) sheet = Next(parts, sheet, headings, letters);
                Row(sheet!, record, columns, cells, letters, (int)(written % MostRows) + 2);
                written++;
                await bytes.Send(cancel);
            }

            End(sheet ?? Next(parts, null, headings, letters));
            parts.End();
        }

        await bytes.SendRest(cancel);
        return written;
    }

    /// <summary>How many cells each column takes: more than one where a text of it is longer than a cell.</summary>
    private static async Task<int[]> CellsOf(RecordColumns columns, ExportedRecords records, CancellationToken cancel)
    {
        int[] cells = new int[columns.Count];
        Array.Fill(cells, 1);
        await foreach (RecordSheet sheet in records.Sheets(cancel))
        {
            foreach ((int column, string? cell) in columns.Cells(sheet).Index())
            {
                if (cell is { Length: > LongestCell - Slack } text) cells[column] = Math.Max(cells[column], Parts(text).Count());
            }
        }

        return cells;
    }

    private static OpenXmlWriter Next(WorkbookParts parts, OpenXmlWriter? before, string[] headings, string[] letters)
    {
        if (before is not null) End(before);
        OpenXmlWriter sheet = OpenXmlWriter.Create(parts.NextSheet());
        sheet.WriteStartElement(new Worksheet());
        sheet.WriteElement(new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        // Also of cells in which nothing is yet.
        sheet.WriteElement(new Columns(new Column { Min = 1, Max = (uint)headings.Length, Style = WorkbookParts.AsText, Width = 24, CustomWidth = true }));
        sheet.WriteStartElement(new SheetData());
        sheet.WriteStartElement(new Row { RowIndex = 1 });
        for (int at = 0; at < headings.Length; at++) Cell(sheet, letters[at], 1, headings[at], WorkbookParts.AsHeading);
        sheet.WriteEndElement();
        return sheet;
    }

    private static void End(OpenXmlWriter sheet)
    {
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.Close();
    }

    private static void Row(OpenXmlWriter sheet, RecordSheet record, RecordColumns columns, int[] cells, string[] letters, int number)
    {
        sheet.WriteStartElement(new Row { RowIndex = (uint)number });
        string?[] said = columns.Cells(record);
        for (int column = 0, at = 0; column < said.Length; at += cells[column++])
        {
            if (said[column] is not { } text) continue;
            string[] parts = text.Length <= LongestCell ? [text] : [.. Parts(text)];
            // Of a text that has grown since it was measured the last cell takes the rest: what opens it says that it is too long, and nothing is cut in silence.
            for (int part = 0; part < parts.Length && part < cells[column]; part++)
                Cell(sheet, letters[at + part], number, part == cells[column] - 1 ? string.Concat(parts[part..]) : parts[part], WorkbookParts.AsText);
        }

        sheet.WriteEndElement();
    }

    private static void Cell(OpenXmlWriter sheet, string column, int row, string text, uint style)
    {
        sheet.WriteStartElement(new Cell { CellReference = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{column}{row}"), DataType = CellValues.InlineString, StyleIndex = style });
        sheet.WriteElement(new InlineString(new Text(TextInXml.Of(text)) { Space = SpaceProcessingModeValues.Preserve }));
        sheet.WriteEndElement();
    }

    /// <summary>Before a letter or digit, so that no part begins as a formula does.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        int start = 0;
        while (text.Length - start > LongestCell)
        {
            int end = start + LongestCell;
            while (end > start + LongestCell - Slack && !char.IsLetterOrDigit(text[end])) end--;
            if (char.IsLowSurrogate(text[end])) end--;
            yield return text[start..end];
            start = end;
        }

        yield return text[start..];
    }

    private static string Letters(int column)
    {
        string letters = "";
        for (int left = column; left >= 0; left = (left / 26) - 1) letters = (char)('A' + (left % 26)) + letters;
        return letters;
    }
}
