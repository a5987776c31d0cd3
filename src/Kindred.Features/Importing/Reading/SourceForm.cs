namespace Kindred.Features.Importing.Reading;

/// <summary>What a source is, by its content.</summary>
public enum SourceForm
{
    /// <summary>Nothing that is read here: it has no rows, and a finding says why.</summary>
    Unknown,

    /// <summary>Rows of cells with a character between: CSV, TSV and their kin.</summary>
    Delimited,

    /// <summary>A sheet of a workbook (XLSX).</summary>
    Workbook,

    /// <summary>One JSON document with the rows in it.</summary>
    Json,

    /// <summary>A JSON object a line.</summary>
    JsonLines,

    /// <summary>Markdown, with front matter or without: one file, or a folder or ZIP file of them, a row each.</summary>
    Markdown,

    /// <summary>A web page: one row.</summary>
    Html,
}
