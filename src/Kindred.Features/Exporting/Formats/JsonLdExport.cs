using System.Text.Json;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Formats;

namespace Kindred.Features.Exporting.Formats;

/// <summary>JSON-LD 1.1: one graph of all records, with its context inline and one record a line, so that it can also be read line by line.</summary>
internal sealed class JsonLdExport : IExportFormat
{
    public string Name => "jsonld";

    public string MediaType => RecordFormat.JsonLd.MediaType;

    public string Suffix => ".jsonld";

    public string LeavesOut => RecordFormat.JsonLd.LeavesOut;

    public async Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel)
    {
        long written = 0;
        WaitingBytes bytes = new(output);
        bytes.Write("{\"@context\":"u8);
        using (Utf8JsonWriter context = new(bytes, RecordBytes.Json)) JsonLdFormat.WriteContext(context);
        bytes.Write(",\"@graph\":["u8);
        using Utf8JsonWriter json = new(bytes, RecordBytes.Json);
        await foreach (RecordSheet sheet in records.Sheets(cancel))
        {
            bytes.Write(written++ == 0 ? "\n"u8 : ",\n"u8);
            JsonLdFormat.WriteOne(json, sheet, records.Archive.DefaultRights, records.Origin);
            json.Flush();
            json.Reset();
            await bytes.Send(cancel);
        }

        bytes.Write("\n]}\n"u8);
        await bytes.SendRest(cancel);
        return written;
    }
}
