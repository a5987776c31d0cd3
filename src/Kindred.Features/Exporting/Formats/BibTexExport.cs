using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Formats;

namespace Kindred.Features.Exporting.Formats;

/// <summary>BibTeX: every record as what is cited, a resource as itself and anything else as a page of this archive.</summary>
internal sealed class BibTexExport : IExportFormat
{
    public string Name => "bibtex";

    public string MediaType => RecordFormat.BibTeX.MediaType + "; charset=utf-8";

    public string Suffix => RecordFormat.BibTeX.Suffix;

    public string LeavesOut => RecordFormat.BibTeX.LeavesOut;

    public Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel) =>
        RecordTexts.Write(output, records, "", (text, sheet) => text.Append(CitationFormats.BibTeX(Citation.Of(sheet, records.Archive.Name, records.Origin))), cancel);
}
