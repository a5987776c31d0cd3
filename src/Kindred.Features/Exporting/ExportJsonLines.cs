using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Exporting;

/// <summary>Every record that the viewer may see, one a line, in the form that the API gives; streamed, never held whole.</summary>
public sealed class ExportJsonLines(IRecordStore records, ReadRecord read)
{
    private const int LinksAtOnce = 200;

    /// <param name="kind">Name of the only kind wanted; null: all.</param>
    /// <returns>How many were written.</returns>
    public async Task<long> Write(Stream output, Viewer viewer, string? kind, string origin, CancellationToken cancel)
    {
        long written = 0;
        byte[] lineEnd = [(byte)'\n'];
        using MemoryStream line = new();
        await foreach (Visible<Record> record in records.All(viewer, kind, cancel))
        {
            // Read again with its connections; what was withdrawn in between is left out.
            if (await records.Read(record.Value.Id, viewer, LinksAtOnce, cancel) is not Reading.Found found) continue;
            RecordSheet sheet = await read.Whole(found, viewer, cancel);
            line.SetLength(0);
            using (Utf8JsonWriter json = new(line, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
                RecordJsonOutput.Write(json, sheet, origin);
            line.Write(lineEnd);
            await output.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length), cancel);
            written++;
        }

        return written;
    }
}
