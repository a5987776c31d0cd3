using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Shared;
using Kindred.Tests.House;

namespace Kindred.Tests.Importing.Reading;

/// <summary>docs/reference/import-sources.md says what is read, and lists forms, options and findings as the code has them.</summary>
public partial class ImportSourcesPage
{
    private static readonly Dictionary<SourceForm, (string Recognised, string Read)> Forms = new()
    {
        [SourceForm.Unknown] = ("anything else: pictures, PDF, older workbooks, packed files other than `.gz`", "not at all; a finding says why and what to do"),
        [SourceForm.Delimited] = ("any other text", "a row a row, under the first row that has as many cells as most; lines above it are told"),
        [SourceForm.Workbook] = ("a ZIP file with a workbook in it", "one sheet: the one that is named, or the first with something in it that is not hidden; the others are told"),
        [SourceForm.Json] = ("begins as JSON", "the elements of a list, wherever in the document it is; an object of objects, each with its name under `key`; values one behind the other; or one object"),
        [SourceForm.JsonLines] = ("an object a line", "a line a row; one that is no object is told, and the next is read"),
        [SourceForm.Markdown] = ("front matter, or a name that ends in `.md`; a folder or ZIP file of such files", "a file a row: the keys of its front matter, its body under `story`, its first heading under `title` where there is none, its name under `file`"),
        [SourceForm.OmekaS] = ("JSON with resources of Omeka S (`o:id`)", "a resource a row, by property: `dcterms:title`; in another language than the title `dcterms:title@es`; what is private `dcterms:title (private)`; what leads to another resource, as number and name, `dcterms:relation (item)`; an address beside its label `dcterms:subject (uri)`"),
        [SourceForm.CslJson] = ("JSON with references of the Citation Style Language", "a reference a row; dates as `2017-01-27`, names as one text each, of authors with family and given name"),
        [SourceForm.Ris] = ("a line that begins with `TY  -` among the first fifty", "a reference a row, by tag; a line without a tag belongs to the one before; `2017/01/27/` becomes `2017-01-27`; what stands before the first is under `#`"),
        [SourceForm.Bibtex] = ("begins with `@article{` or the like, after comments", "a reference a row, by the names of its fields in small letters, with `entry type` and `citation key`; abbreviations are written out, letters that LaTeX writes with commands become letters; what stands between references is under `between` of the next"),
        [SourceForm.Html] = ("begins as a web page", "one row: `title`, `language`, `story` as Markdown, `file`"),
    };

    private static readonly Dictionary<string, string> Options = new()
    {
        [nameof(SourceOptions.Form)] = "The form, where the guess is wrong.",
        [nameof(SourceOptions.Encoding)] = "The encoding by its name on the web, such as `windows-1256`. Then no byte is guessed.",
        [nameof(SourceOptions.Delimiter)] = "The character between cells.",
        [nameof(SourceOptions.Sheet)] = "The name of the sheet.",
        [nameof(SourceOptions.HeadingRow)] = "The row with the headings; 0: there is none, and columns go by their number.",
        [nameof(SourceOptions.List)] = "In JSON the way to the list of rows, names joined by dots.",
        [nameof(SourceOptions.RepairsMojibake)] = "Text that was read in the wrong encoding once (“Ã©”) is put right.",
    };

    [Fact]
    public void What_is_read_is_in_its_reference_page()
    {
        StringBuilder page = new("""
            # Sources of an import

            What is read out of files, and how. Content decides what a file is; its name only helps where content says nothing. Nothing is changed that was not asked for, and nothing is lost in silence: what is not as it should be
            is a finding, at its row or about the whole.

            | form | recognised by | read |
            |---|---|---|

            """);
        foreach (SourceForm form in Enum.GetValues<SourceForm>()) page.Append($"| `{Named(form.ToString())}` | {Forms[form].Recognised} | {Forms[form].Read} |\n");
        page.Append("""

            **Rows and cells.** Delimiters `,` `;` tab `|` are guessed, also `^` `~` and two control characters, and any other can be said. Cells in quotation marks may hold delimiters, line ends and doubled quotation marks. What breaks these rules
            breaks one row at most: stray quotation marks, text behind a closing one, one that nothing closes. Rows end in a line feed, with a carriage return or without; a carriage return alone ends rows only where nothing else does. Rows are numbered as a
            spreadsheet numbers them, empty ones too; an empty one is no row. A heading that is missing becomes the number of its column (`#3`), one that is there already gets a number (`Name (2)`), and cells beyond the headings go by their number.

            **Encodings.** UTF-8, UTF-16 and UTF-32 are recognised, with a mark and, but for the last, without. Otherwise each piece of text that is UTF-8 is read as that, and each that is not as Windows-1252, which holds all of Latin-1.

            **Workbooks.** Texts without the notes on how to say them; dates and times in ISO 8601 as closely as they are shown (`2017-01-27`, `2017-01`, `2017-01-27T18:30:00`, `18:30:00`), counted from 1900 or 1904; numbers without the noise behind their fifteenth
            digit; `true` and `false`; shares as per cent; of formulas the result that was saved. Merged cells count for each row that they reach over.

            **JSON and front matter.** Names of objects within objects are joined by dots (`where.place`). A list of texts or numbers is several values; a list of objects or lists is several values, each JSON. Numbers are as they are written. What is empty or null is left out.

            **Cells with a list in them** (`['protest', 'open letter']`, as Python and JSON write it) are one text to a reader; the mapping may take them apart.

            **HTML** becomes Markdown: headings, paragraphs, emphasis, links to the web, lists, quotations, tables, code. Scripts, styles and fields of forms go; all words stay; pictures and films become links.

            **Packed as `.gz`**, any of these is read as it would be unpacked, piece by piece. Ends it in the middle, or is it damaged, the rows before that are read and it is told. The digest of an import is that of what was sent.

            **Bounds.** A row has 2 MB and 64 levels at most, a sheet 16,384 columns, a ZIP file 20,000 entries; one that unpacks to over 4 GB, or to over 200 times its size, is refused before it is unpacked. A `.gz` is read up to the same bounds, and what comes after is told and not read; a workbook or ZIP file in one has 64 MB at most.

            ## What can be said

            On the page of the columns, under *Read it otherwise*; in a request, by fields of these names in `camelCase`; or in a [profile](import-profiles.md), under `reading`, with which it is kept.

            | option | says |
            |---|---|

            """);
        foreach (PropertyInfo option in typeof(SourceOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)) page.Append($"| `{Named(option.Name)}` | {Options[option.Name]} |\n");
        page.Append("""

            ## Findings

            | code | in English |
            |---|---|

            """);
        Texts english = Texts.For(Texts.Source);
        foreach (string code in Codes()) page.Append($"| `{code}` | {english["finding." + code]} |\n");
        ReferencePage.Hold("import-sources.md", page.ToString());
    }

    [Fact]
    public void Every_text_about_reading_is_told_by_a_reader()
    {
        string[] told = [.. Codes()];
        Assert.NotEmpty(told);
        Assert.Empty(Texts.For(Texts.Source).Keys.Where(key => ReadingKey().IsMatch(key)).Select(key => key["finding.".Length..]).Except(told)
            .Except(FindingRules.Codes(House.Source.Code.Where(file => file.IsBelow("src/Kindred.Features/Importing/Running") || file.IsBelow("src/Kindred.Features/Importing/Tables") || file.IsBelow("src/Kindred.Features/Shared/Records/Cells")))));
    }

    private static IEnumerable<string> Codes() =>
        FindingRules.Codes(House.Source.Code.Where(file => file.IsBelow("src/Kindred.Features/Importing/Reading"))).Where(code => ReadingKey().IsMatch("finding." + code)).Order(StringComparer.Ordinal);

    private static string Named(string name) => Capital().Replace(name, "-$1").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])([A-Z])")]
    private static partial Regex Capital();

    [GeneratedRegex("^finding\\.(?:source|row|heading|cell)-")]
    private static partial Regex ReadingKey();
}
