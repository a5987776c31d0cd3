using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Kindred.Features.Shared;

/// <summary>Markdown as HTML by an allow list of the syntax tree: what is not named here is written as the text it was, or not at all. Headings begin
/// beneath those of the page and skip no level. No picture is fetched: it becomes a link under its own words. Deeper than <see cref="MostDepth"/> words stay
/// and elements end; longer than <see cref="MostCharacters"/>, or with more links than <see cref="MostOpenBrackets"/> or more marks than anybody means, it is
/// written as the text it is.</summary>
public static class SafeMarkdown
{
    private const int MostDepth = 24;
    private const int MostCharacters = 200_000;

    // Links that never close ("[a](" again and again) cost Markdig more than the square of their number: 12,500 held a page for over five seconds.
    private const int MostOpenBrackets = 1_000;

    // Marks of emphasis that never pair cost the square of their number too, within a paragraph: 8,000 in one took a fifth of a second.
    private const int MostEmphasisMarks = 8_000;
    private const int MostInParagraph = 500;

    // A list within a list within a list on one line costs Markdig the square of their number: 25,000 took over a second.
    private const int MostMarkers = 100;

    // CommonMark alone: extensions bring attributes ({onclick=…}), and HTML is never parsed as such.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <param name="firstLevel">Of the first heading, whatever its own: one below the heading over this text.</param>
    public static string ToHtml(string markdown, int firstLevel = 3)
    {
        StringBuilder html = new(markdown.Length + 128);
        if (Parse(Bidi.WithoutOverrides(markdown)) is { } document)
        {
            SetLevels(document, firstLevel);
            foreach (Block block in document) Append(html, block, 0);
            return html.ToString();
        }

        HtmlText.Append(html.Append("<p>"), markdown);
        return html.Append("</p>").ToString();
    }

    /// <summary>Null where it is too long, or nested so deeply that Markdig refuses it, which it says by throwing: a page must not end in somebody's
    /// brackets.</summary>
    private static MarkdownDocument? Parse(string markdown)
    {
        ReadOnlySpan<char> text = markdown;
        if (text.Length > MostCharacters || text.Count('[') > MostOpenBrackets || EmphasisMarks(text) > MostEmphasisMarks || IsCrowded(text) || NestsOnOneLine(text)) return null;
        try
        {
            return Markdig.Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static int EmphasisMarks(ReadOnlySpan<char> text) => text.Count('*') + text.Count('_');

    /// <summary>A paragraph, or a list or quotation without an empty line, with more marks of emphasis than anybody means.</summary>
    private static bool IsCrowded(ReadOnlySpan<char> markdown)
    {
        int marks = 0;
        foreach (Range range in markdown.Split('\n'))
        {
            ReadOnlySpan<char> line = markdown[range];
            // Other white space ends no paragraph.
            marks = line.Trim(" \t\r").IsEmpty ? 0 : marks + EmphasisMarks(line);
            if (marks > MostInParagraph) return true;
        }

        return false;
    }

    /// <summary>A line that begins with more marks of lists and quotations than anybody means.</summary>
    private static bool NestsOnOneLine(ReadOnlySpan<char> markdown)
    {
        foreach (ReadOnlySpan<char> line in markdown.EnumerateLines())
        {
            ReadOnlySpan<char> rest = line.TrimStart();
            for (int markers = 0; LengthOfMarker(rest) is var length and > 0; markers++)
            {
                if (markers == MostMarkers) return true;
                rest = rest[length..].TrimStart();
            }
        }

        return false;
    }

    private static int LengthOfMarker(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return 0;
        if (text[0] == '>') return 1;
        int digits = 0;
        while (digits < 9 && digits < text.Length && char.IsAsciiDigit(text[digits])) digits++;
        bool isMarker = digits < text.Length && (digits > 0 ? text[digits] is '.' or ')' : text[0] is '-' or '+' or '*');
        return isMarker && digits + 1 < text.Length && char.IsWhiteSpace(text[digits + 1]) ? digits + 1 : 0;
    }

    private static void SetLevels(MarkdownDocument document, int firstLevel)
    {
        HeadingBlock[] headings = [.. Headings(document, 0)];
        int least = headings.Min(heading => (int?)heading.Level) ?? 1;
        int before = firstLevel - 1;
        foreach (HeadingBlock heading in headings)
            before = heading.Level = Math.Min(6, Math.Min(before + 1, firstLevel + heading.Level - least));
    }

    private static IEnumerable<HeadingBlock> Headings(ContainerBlock within, int depth) => within.SelectMany(block => block switch
    {
        HeadingBlock heading => [heading],
        ContainerBlock deeper when depth < MostDepth => Headings(deeper, depth + 1),
        _ => (IEnumerable<HeadingBlock>)[],
    });

    private static void Append(StringBuilder html, Block block, int depth)
    {
        switch (block)
        {
            case HeadingBlock heading:
                Wrap(html, $"h{heading.Level}", heading.Inline, depth);
                break;
            case ParagraphBlock paragraph when block.Parent is ListItemBlock { Count: 1, Parent: ListBlock { IsLoose: false } }:
                Append(html, paragraph.Inline, depth);
                break;
            case ParagraphBlock paragraph:
                Wrap(html, "p", paragraph.Inline, depth);
                break;
            case QuoteBlock quote:
                Wrap(html, "blockquote", quote, depth);
                break;
            case ListBlock list:
                Append(html, list, depth);
                break;
            case CodeBlock code:
                html.Append("<pre><code>");
                HtmlText.Append(html, code.Lines.ToString());
                html.Append("</code></pre>");
                break;
            case ThematicBreakBlock:
                html.Append("<hr>");
                break;
        }
    }

    private static void Append(StringBuilder html, ListBlock list, int depth)
    {
        if (depth > MostDepth)
        {
            foreach (ListItemBlock item in list.OfType<ListItemBlock>()) Wrap(html, "li", item, depth);
            return;
        }
        html.Append(list.IsOrdered ? "<ol" : "<ul");
        if (list.IsOrdered && int.TryParse(list.OrderedStart, out int start) && start != 1) html.Append(" start=\"").Append(start).Append('"');
        html.Append('>');
        foreach (ListItemBlock item in list.OfType<ListItemBlock>()) Wrap(html, "li", item, depth);
        html.Append(list.IsOrdered ? "</ol>" : "</ul>");
    }

    private static void Wrap(StringBuilder html, string tag, ContainerBlock blocks, int depth)
    {
        if (depth <= MostDepth) html.Append('<').Append(tag).Append('>');
        foreach (Block block in blocks) Append(html, block, depth + 1);
        if (depth <= MostDepth) html.Append("</").Append(tag).Append('>');
    }

    private static void Wrap(StringBuilder html, string tag, ContainerInline? inlines, int depth)
    {
        if (depth <= MostDepth) html.Append('<').Append(tag).Append('>');
        Append(html, inlines, depth);
        html.Append(depth <= MostDepth ? $"</{tag}>" : " ");
    }

    private static void Append(StringBuilder html, ContainerInline? inlines, int depth)
    {
        if (inlines is null) return;
        foreach (Inline inline in inlines) Append(html, inline, depth);
    }

    private static void Append(StringBuilder html, Inline inline, int depth)
    {
        switch (inline)
        {
            case LiteralInline literal:
                HtmlText.Append(html, literal.Content.AsSpan());
                break;
            case LineBreakInline line:
                html.Append(line.IsHard ? "<br>" : "\n");
                break;
            case CodeInline code:
                html.Append("<code>");
                HtmlText.Append(html, code.Content);
                html.Append("</code>");
                break;
            case EmphasisInline emphasis:
                Wrap(html, emphasis.DelimiterCount == 2 ? "strong" : "em", emphasis, depth + 1);
                break;
            case AutolinkInline auto:
                AppendLink(html, auto, auto.IsEmail ? "mailto:" + auto.Url : auto.Url, () => HtmlText.Append(html, auto.Url));
                break;
            case LinkInline link:
                AppendLink(html, link, link.GetDynamicUrl?.Invoke() ?? link.Url ?? "", () => Append(html, link, depth + 1));
                break;
            case HtmlEntityInline entity:
                HtmlText.Append(html, entity.Transcoded.AsSpan());
                break;
            case ContainerInline container:
                Append(html, container, depth + 1);
                break;
        }
    }

    private static void AppendLink(StringBuilder html, Inline link, string address, Action words)
    {
        // A picture in a link would make a link within a link.
        if (!IsAllowed(address) || IsWithinLink(link))
        {
            words();
            return;
        }

        html.Append("<a href=\"");
        HtmlText.Append(html, address);
        html.Append(address.StartsWith('/') || address.StartsWith('#') ? "\">" : "\" rel=\"noreferrer nofollow\">");
        words();
        html.Append("</a>");
    }

    private static bool IsWithinLink(Inline inline)
    {
        for (ContainerInline? parent = inline.Parent; parent is not null; parent = parent.Parent)
            if (parent is LinkInline link && IsAllowed(link.Url ?? "")) return true;
        return false;
    }

    // Decided on the beginning alone: an address that does not begin so, however it is written, is no link. "//" and "/\" would leave the archive, and
    // a name before the host (https://bank.example@elsewhere.example) would lie about where it leads.
    private static bool IsAllowed(string address)
    {
        if (address.Any(char.IsControl)) return false;
        if (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri is { Host.Length: > 0, UserInfo: "" };
        return address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
            || address.StartsWith('#')
            || (address.StartsWith('/') && (address.Length == 1 || address[1] is not ('/' or '\\')));
    }
}
