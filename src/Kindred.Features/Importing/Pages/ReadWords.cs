using System.Collections.Immutable;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Importing.Pages;

/// <summary>How a file is read, in words, and what of that can be chosen from a list.</summary>
internal static class ReadWords
{
    /// <summary>In which texts of these languages come most; what is not here can be said in a profile.</summary>
    public static ImmutableArray<(string Name, string Languages)> Encodings { get; } =
    [
        ("utf-8", ""), ("windows-1252", Named("en", "es", "fr", "de", "pt")), ("windows-1256", Named("ar", "fa")), ("windows-1250", Named("pl", "cs", "hu")), ("windows-1251", Named("ru", "uk")),
        ("windows-1253", Named("el")), ("windows-1254", Named("tr")), ("windows-1255", Named("he")), ("windows-1258", Named("vi")), ("iso-8859-6", Named("ar")), ("macintosh", "Macintosh"), ("ibm850", "DOS"),
        ("gb18030", Named("zh")), ("big5", Named("zh")), ("shift_jis", Named("ja")), ("euc-kr", Named("ko")), ("utf-16", ""), ("utf-16be", ""),
    ];

    public static ImmutableArray<string> Delimiters { get; } = [",", ";", "|", ReadingFields.Tab, MapPage.OtherDelimiter];

    /// <summary>What was recognised, or said: form, encoding, what parts cells, sheet, row of the headings.</summary>
    public static string ReadAs(this Texts texts, SourceRecognition read)
    {
        List<string> said = [FormOf(texts, read.Form)];
        if (read.Encodings is not []) said.Add(string.Join(", ", read.Encodings));
        if (read.Delimiter is { } delimiter) said.Add(delimiter == '\t' ? texts["imports.read.tabs"] : texts.Format("imports.read.parted", Shown(delimiter)));
        if (read.Sheet is { } sheet) said.Add(texts.Format("imports.read.of-sheet", Bidi.Visible(sheet)));
        if (read.List is { Length: > 0 } list) said.Add(texts.Format("imports.read.of-list", Bidi.Visible(list)));
        if (read.Form is SourceForm.Delimited or SourceForm.Workbook) said.Add(read.HeadingRow == 0 ? texts["imports.read.no-headings"] : texts.Format("imports.read.headings", texts.Number(read.HeadingRow)));
        if (read.IsPacked) said.Add(texts["imports.read.packed"]);
        return string.Join(" · ", said);
    }

    private static string FormOf(Texts texts, SourceForm form) => form switch
    {
        SourceForm.Delimited => texts["imports.read.table"],
        SourceForm.Workbook => texts["imports.read.workbook"],
        SourceForm.Json => "JSON",
        SourceForm.JsonLines => "JSON Lines",
        SourceForm.Markdown => "Markdown",
        SourceForm.Html => "HTML",
        SourceForm.OmekaS => "Omeka S (JSON-LD)",
        SourceForm.CslJson => "CSL-JSON",
        SourceForm.Ris => "RIS",
        SourceForm.Bibtex => "BibTeX",
        _ => "?",
    };

    private static string Shown(char delimiter) => char.IsControl(delimiter) ? $"U+{(int)delimiter:X4}" : delimiter.ToString();

    private static string Named(params string[] languages) => string.Join(", ", languages.Select(Languages.NativeName));
}
