using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Formats;

namespace Kindred.Features.Exporting.Formats;

/// <summary>RDF 1.1 Turtle: the same graph as the JSON-LD.</summary>
internal sealed class TurtleExport : IExportFormat
{
    public string Name => "turtle";

    public string MediaType => RecordFormat.Turtle.MediaType + "; charset=utf-8";

    public string Suffix => RecordFormat.Turtle.Suffix;

    public string LeavesOut => RecordFormat.Turtle.LeavesOut;

    public Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel) => RecordTexts.Write(output, records, TurtleFormat.Prefixes, (text, sheet) =>
    {
        TurtleFormat.Append(text, sheet, records.Archive.DefaultRights, records.Origin);
        text.Append('\n');
    }, cancel);
}
