using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Formats;

namespace Kindred.Features.Exporting.Formats;

/// <summary>RIS: every record as what is cited, a resource as itself and anything else as a page of this archive.</summary>
internal sealed class RisExport : IExportFormat
{
    public string Name => "ris";

    public string MediaType => RecordFormat.Ris.MediaType + "; charset=utf-8";

    public string Suffix => RecordFormat.Ris.Suffix;

    public string LeavesOut => RecordFormat.Ris.LeavesOut;

    public Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel) =>
        RecordTexts.Write(output, records, "", (text, sheet) => text.Append(CitationFormats.Ris(Citation.Of(sheet, records.Archive.Name, records.Origin))), cancel);
}
