using System.Collections.Immutable;

namespace Kindred.Features.Exporting;

/// <summary>A form in which the archive is taken away. Each is one file in <c>Formats</c> and one line in <see cref="ExportFormats"/>.</summary>
public interface IExportFormat
{
    /// <summary>As in <c>kindred export NAME</c> and <c>/export/NAME</c>.</summary>
    string Name { get; }

    string MediaType { get; }

    /// <summary>Of its file, with the dot.</summary>
    string Suffix { get; }

    /// <summary>What it cannot say, for the reference; empty: nothing.</summary>
    string LeavesOut { get; }

    /// <summary>Writes it, a stretch of records at a time; never the whole archive is held.</summary>
    /// <returns>How many records it holds.</returns>
    Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel);
}

/// <summary>A format of many files: on a disk a folder, in one stream a zip.</summary>
public interface IFolderFormat : IExportFormat
{
    /// <param name="folder">There, and empty.</param>
    Task<long> WriteFolder(string folder, ExportedRecords records, CancellationToken cancel);
}

/// <summary>Every format that the archive is taken away in.</summary>
public static class ExportFormats
{
    /// <summary>In the order in which a page offers them.</summary>
    public static ImmutableArray<IExportFormat> All { get; } =
    [
        new Formats.CsvExport(), new Formats.XlsxExport(), new Formats.MarkdownExport(), new Formats.StaticExport(), new Formats.JsonLinesExport(), new Formats.JsonLdExport(), new Formats.TurtleExport(),
        new Formats.BibTexExport(), new Formats.RisExport(), new Formats.CslExport(), new Formats.GeoJsonExport(), new Formats.GraphMlExport(), new Formats.GexfExport(), new Formats.SvgExport(),
        new Formats.CalendarExport(), new Formats.AtomExport(),
    ];

    public static IExportFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
