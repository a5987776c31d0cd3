using System.Text.Json;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Formats;

namespace Kindred.Features.Exporting.Formats;

/// <summary>One record a line, in the form that the API gives.</summary>
internal sealed class JsonLinesExport : IExportFormat
{
    public string Name => "jsonl";

    public string MediaType => "application/x-ndjson";

    public string Suffix => ".jsonl";

    public string LeavesOut => RecordFormat.Json.LeavesOut;

    public async Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel)
    {
        long written = 0;
        WaitingBytes bytes = new(output);
        using Utf8JsonWriter json = new(bytes, RecordBytes.Json);
        await foreach (RecordSheet sheet in records.Sheets(cancel))
        {
            RecordJsonOutput.Write(json, sheet, records.Origin);
            json.Flush();
            json.Reset();
            bytes.WriteByte((byte)'\n');
            written++;
            await bytes.Send(cancel);
        }

        await bytes.SendRest(cancel);
        return written;
    }
}
