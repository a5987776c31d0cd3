using System.Buffers;
using System.Text;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Cells;

namespace Kindred.Features.Exporting.Formats;

/// <summary>RFC 4180 with a byte order mark, without which spreadsheets take it for another encoding. Once through the archive for the languages that need a column, once for the rows.</summary>
internal sealed class CsvExport : IExportFormat
{
    // With what some spreadsheets part cells at besides.
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\"\r\n\t");

    public string Name => "csv";

    public string MediaType => "text/csv; charset=utf-8";

    public string Suffix => ".csv";

    public string LeavesOut => "words of a connection that are no note of the record";

    public async Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel)
    {
        RecordColumns columns = await Columns(records, cancel);
        WaitingBytes bytes = new(output);
        await using StreamWriter text = new(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16 * 1024) { NewLine = "\r\n" };
        bool isFirst = true;
        foreach (string heading in columns.Headings) Cell(heading);
        text.WriteLine();
        long written = 0;
        await foreach (RecordSheet sheet in records.Sheets(cancel))
        {
            isFirst = true;
            foreach (string? cell in columns.Cells(sheet)) Cell(cell);
            text.WriteLine();
            written++;
            await bytes.Send(cancel);
        }

        text.Flush();
        await bytes.SendRest(cancel);
        return written;

        void Cell(string? cell)
        {
            if (!isFirst) text.Write(',');
            isFirst = false;
            if (cell is null) return;
            if (!cell.AsSpan().ContainsAny(Quoted))
            {
                text.Write(cell);
                return;
            }

            text.Write('"');
            text.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
            text.Write('"');
        }
    }

    /// <summary>Of what is taken away, with a column for each text that is translated there.</summary>
    public static async Task<RecordColumns> Columns(ExportedRecords records, CancellationToken cancel)
    {
        TranslatedFields translated = new();
        await foreach (Record record in records.Alone(cancel)) translated.Add(record.Content);
        return RecordColumns.Of(records.OfKinds, translated, records.Viewer is not Viewer.Public, records.Origin);
    }
}
