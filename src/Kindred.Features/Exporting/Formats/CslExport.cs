using System.Text.Json;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Formats;

namespace Kindred.Features.Exporting.Formats;

/// <summary>CSL-JSON: one array of all that is cited, one item a line.</summary>
internal sealed class CslExport : IExportFormat
{
    public string Name => "csl";

    public string MediaType => RecordFormat.Csl.MediaType;

    public string Suffix => RecordFormat.Csl.Suffix;

    public string LeavesOut => RecordFormat.Csl.LeavesOut;

    public async Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel)
    {
        long written = 0;
        WaitingBytes bytes = new(output);
        bytes.Write("["u8);
        using Utf8JsonWriter json = new(bytes, RecordBytes.Json);
        await foreach (RecordSheet sheet in records.Sheets(cancel))
        {
            bytes.Write(written++ == 0 ? "\n"u8 : ",\n"u8);
            CitationFormats.WriteItem(json, Citation.Of(sheet, records.Archive.Name, records.Origin));
            json.Flush();
            json.Reset();
            await bytes.Send(cancel);
        }

        bytes.Write("\n]\n"u8);
        await bytes.SendRest(cancel);
        return written;
    }
}
