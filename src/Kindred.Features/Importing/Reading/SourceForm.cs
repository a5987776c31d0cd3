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

    /// <summary>Items, item sets and media of Omeka S, as its API gives them (JSON-LD).</summary>
    OmekaS,

    /// <summary>References in the JSON of the Citation Style Language, as Zotero and others write them.</summary>
    CslJson,

    /// <summary>References with a tag of two characters before each line (RIS).</summary>
    Ris,

    /// <summary>References as BibTeX and BibLaTeX read them.</summary>
    Bibtex,
}
