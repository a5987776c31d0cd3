using System.Text;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Exporting.Formats;

/// <summary>A text with one piece for each record.</summary>
internal static class RecordTexts
{
    /// <param name="append">Adds the piece of a record.</param>
    public static async Task<long> Write(Stream output, ExportedRecords records, string beginning, Action<StringBuilder, RecordSheet> append, CancellationToken cancel)
    {
        long written = 0;
        WaitingBytes bytes = new(output);
        bytes.Write(Encoding.UTF8.GetBytes(beginning));
        StringBuilder text = new();
        await foreach (RecordSheet sheet in records.Sheets(cancel))
        {
            append(text.Clear(), sheet);
            bytes.Write(Encoding.UTF8.GetBytes(text.ToString()));
            written++;
            await bytes.Send(cancel);
        }

        await bytes.SendRest(cancel);
        return written;
    }
}
