using System.Text.RegularExpressions;
using Kindred.Domain;
using YamlDotNet.Core;

namespace Kindred.Features.Importing.Reading;

/// <summary>Markdown files, a row each: what the front matter says under its keys, the body under <c>story</c>, and its first heading under <c>title</c> where
/// the front matter has none.</summary>
internal sealed partial class MarkdownSource : Source
{
    public const string StoryHeading = "story";
    public const string TitleHeading = "title";

    /// <summary>The file's name, with its folder below the one that is read.</summary>
    public const string FileHeading = "file";

    private readonly MarkdownFiles files;
    private readonly SourceOptions options;

    private MarkdownSource(MarkdownFiles files, SourceOptions options)
    {
        this.files = files;
        this.options = options;
        Recognised = new SourceRecognition { Form = SourceForm.Markdown };
        Headings = HeadingSample.Of(Rows());
    }

    public static Source Open(MarkdownFiles files, SourceOptions options) => files.Count == 0 ? new UnreadSource(new Finding("source-empty")) : new MarkdownSource(files, options);

    public override IEnumerable<SourceRow> Rows()
    {
        long number = 0;
        foreach ((string path, byte[]? bytes) in files.Read())
        {
            number++;
            if (Row(number, path, bytes) is { } row) yield return row;
            Portion = (double)number / files.Count;
        }
    }

    private SourceRow? Row(long number, string path, byte[]? bytes)
    {
        SourceCell file = new(FileHeading, [path]);
        if (bytes is null) return RefusedRow.TooLong(number, 0) with { Cells = [file] };
        if (bytes.Length == 0 || TextForm.Recognise(SourceBytes.Of(new MemoryStream(bytes), path), options.Encoding) is not { } text) return null;
        TextTrouble trouble = TextTrouble.None;
        using Stream characters = text.Read(new MemoryStream(bytes));
        using MemoryStream whole = new();
        characters.CopyTo(whole);
        string content = CellText.Of(whole.GetBuffer().AsSpan(0, (int)whole.Length), text, options.RepairsMojibake, ref trouble).ReplaceLineEndings("\n");
        (string? matter, string body) = FrontMatter.Part(content);
        try
        {
            List<SourceCell> cells = Cells(matter is null ? [] : FrontMatter.Read(matter), body);
            if (cells is []) return null;
            if (!cells.Any(cell => cell.Heading == FileHeading)) cells.Add(file);
            return new SourceRow(number, [.. cells]) { Findings = [.. CellText.Findings(trouble)] };
        }
        catch (UnsafeYamlException)
        {
            return RefusedRow.Of(number, 0, new Finding("row-front-matter-unsafe", "", Excerpt.Of(path))) with { Cells = [file] };
        }
        catch (YamlException broken)
        {
            // The line of the file: the one of hyphens is the first.
            return RefusedRow.Of(number, 0, new Finding("row-front-matter-broken", "", (broken.Start.Line + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))) with { Cells = [file] };
        }
    }

    private static List<SourceCell> Cells(List<(string Heading, List<string> Values)> matter, string body)
    {
        List<SourceCell> cells = [.. matter.GroupBy(cell => cell.Heading, StringComparer.Ordinal).Select(cell => new SourceCell(cell.Key, [.. cell.SelectMany(one => one.Values)]))];
        bool isTitled = cells.Any(cell => cell.Heading.Equals(TitleHeading, StringComparison.OrdinalIgnoreCase));
        if (!isTitled && FirstHeading().Match(body) is { Success: true } heading)
        {
            cells.Insert(0, new SourceCell(TitleHeading, [heading.Groups[1].Value]));
            // The title is not told twice.
            if (string.IsNullOrWhiteSpace(body[..heading.Index])) body = body[(heading.Index + heading.Length)..];
        }

        body = body.Trim('\n').TrimEnd();
        if (!string.IsNullOrWhiteSpace(body)) cells.Add(new SourceCell(cells.Any(cell => cell.Heading == StoryHeading) ? "body" : StoryHeading, [body]));
        return cells;
    }

    [GeneratedRegex(@"^ {0,3}#(?>[ \t]+)(\S(?:.*?\S)??)(?:[ \t]+#+)?[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex FirstHeading();
}
