using System.Text;
using AngleSharp.Dom;

namespace Kindred.Features.Importing.Reading;

/// <summary>A web page: one row with its title, its language and its words as Markdown.</summary>
internal sealed class HtmlSource(SourceBytes bytes, TextForm text, SourceOptions options) : TextSource(SourceForm.Html, bytes, text, options)
{
    public static bool Begins(ReadOnlySpan<byte> content)
    {
        while (content.StartsWith("<!--"u8) && content.IndexOf("-->"u8) is var end and >= 0) content = content[(end + 3)..].TrimStart(" \t\r\n"u8);
        return Starts(content, "<!doctype html"u8) || Starts(content, "<html"u8) || Starts(content, "<head"u8) || Starts(content, "<body"u8);
    }

    public override IEnumerable<SourceRow> Rows()
    {
        Portion = 1;
        if (Bytes.Length > LongestRow) return [RefusedRow.TooLong(1, 0)];
        return Row() is { } row ? [row] : [];
    }

    private static bool Starts(ReadOnlySpan<byte> content, ReadOnlySpan<byte> with) => content.Length >= with.Length && Ascii.EqualsIgnoreCase(content[..with.Length], with);

    private SourceRow? Row()
    {
        TextTrouble trouble = TextTrouble.None;
        string html = CellText.Of(Text.Beginning(Bytes, LongestRow * 2), Text, Options.RepairsMojibake, ref trouble);
        List<SourceCell> cells = [];
        if (HtmlToMarkdown.CanParse(html))
        {
            using IDocument document = HtmlToMarkdown.Parse(html);
            Add(MarkdownSource.TitleHeading, document.QuerySelector("head > title")?.TextContent ?? document.QuerySelector("h1")?.TextContent);
            Add("language", document.DocumentElement?.GetAttribute("lang"));
        }

        Add(MarkdownSource.StoryHeading, HtmlToMarkdown.Of(html));
        if (cells is []) return null;
        Add(MarkdownSource.FileHeading, Bytes.Name);
        return new SourceRow(1, [.. cells]) { Findings = [.. CellText.Findings(trouble)] };

        void Add(string heading, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value)) cells.Add(new SourceCell(heading, [heading == MarkdownSource.StoryHeading ? value : string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))]));
        }
    }
}
