using System.Text;
using AngleSharp.Dom;

namespace Kindred.Features.Importing.Reading;

/// <summary>A run of words and the elements within them, as one paragraph of Markdown.</summary>
internal sealed class HtmlInline
{
    private readonly StringBuilder text = new();
    private bool isStrong;
    private bool isEmphasised;
    private bool isInLink;

    /// <summary>A node on one line.</summary>
    public static string OfLine(INode node, int depth)
    {
        HtmlInline run = new();
        run.AddChildren(node, depth);
        return MarkdownText.OnOneLine(run.Take());
    }

    /// <summary>What was added, which begins anew.</summary>
    public string Take()
    {
        if (text.Length == 0) return "";
        string paragraph = MarkdownText.Paragraph(text.ToString());
        text.Clear();
        return paragraph;
    }

    public void AddWords(INode node) => AddText(HtmlToMarkdown.Words(node));

    public void Add(INode node, int depth)
    {
        if (HtmlToMarkdown.IsGone(node)) return;
        if (node is IText words)
        {
            AddText(words.Data);
            return;
        }

        if (depth > HtmlToMarkdown.MostDepth)
        {
            AddWords(node);
            return;
        }

        AddElement((IElement)node, depth);
    }

    public static int LongestRun(string text, char letter)
    {
        int longest = 0, run = 0;
        foreach (char one in text) longest = Math.Max(longest, run = one == letter ? run + 1 : 0);
        return longest;
    }

    private void AddElement(IElement element, int depth)
    {
        switch (element.LocalName)
        {
            case "br":
                text.Append(MarkdownText.Break);
                break;
            case "strong" or "b":
                Mark(element, depth, ref isStrong, MarkdownText.OpenStrong, MarkdownText.CloseStrong);
                break;
            case "em" or "i" or "cite" or "dfn" or "var":
                Mark(element, depth, ref isEmphasised, MarkdownText.OpenEmphasis, MarkdownText.CloseEmphasis);
                break;
            case "code" or "kbd" or "samp" or "tt":
                AddCode(HtmlToMarkdown.Words(element));
                break;
            case "a":
                AddLink(element, depth);
                break;
            case "img" or "iframe" or "audio" or "video" or "source" or "embed" or "track":
                AddMedium(element);
                AddChildren(element, depth);
                break;
            case "q":
                text.Append('“');
                AddChildren(element, depth);
                text.Append('”');
                break;
            default:
                bool isBlock = HtmlToMarkdown.IsBlock(element);
                if (isBlock) AddText(" ");
                AddChildren(element, depth);
                if (isBlock) AddText(" ");
                break;
        }
    }

    private void AddChildren(INode node, int depth)
    {
        // What stands in a frame is for browsers that show none.
        if (node is IElement { LocalName: "iframe" }) return;
        foreach (INode child in node.ChildNodes) Add(child, depth + 1);
    }

    private void Mark(IElement element, int depth, ref bool isMarked, char open, char close)
    {
        if (isMarked)
        {
            AddChildren(element, depth);
            return;
        }

        isMarked = true;
        text.Append(open);
        AddChildren(element, depth);
        text.Append(close);
        isMarked = false;
    }

    private void AddCode(string code)
    {
        code = string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (code.Length == 0) return;
        // Behind another such mark its own would be taken for part of that; brackets within a link could end its words.
        if ((text.Length > 0 && IsBacktick(text)) || (isInLink && code.AsSpan().ContainsAny('[', ']')))
        {
            AddText(code);
            return;
        }

        string fence = new('`', LongestRun(code, '`') + 1);
        string space = code[0] == '`' || code[^1] == '`' ? " " : "";
        text.Append(MarkdownText.OpenLiteral).Append(fence).Append(space).Append(MarkdownText.WithoutMarks(code)).Append(space).Append(fence).Append(MarkdownText.CloseLiteral);
    }

    private void AddLink(IElement element, int depth)
    {
        string? address = isInLink ? null : MarkdownText.Address(element.GetAttribute("href"));
        if (address is null)
        {
            AddChildren(element, depth);
            return;
        }

        isInLink = true;
        int begun = text.Length;
        text.Append('[');
        AddChildren(element, depth);
        isInLink = false;
        string words = text.ToString(begun + 1, text.Length - begun - 1);
        text.Length = begun;
        // Where nothing is to be read nobody saw a link.
        if (MarkdownText.IsBlank(words)) text.Append(words);
        else AddLink(words, address);
    }

    private void AddMedium(IElement element)
    {
        string words = element.GetAttribute("alt") ?? element.GetAttribute("title") ?? "";
        string? address = isInLink ? null : MarkdownText.Address(element.GetAttribute("src"));
        if (address is null) AddText(words);
        else AddLink(MarkdownText.Escaped(words), address);
    }

    private static bool IsBacktick(StringBuilder text)
    {
        int at = text.Length - 1;
        while (at > 0 && MarkdownText.IsMark(text[at])) at--;
        return text[at] == '`';
    }

    /// <param name="words">Escaped.</param>
    private void AddLink(string words, string address)
    {
        // White space goes before and behind it; a break or another line within would end the link where it began a paragraph.
        string trimmed = words.Trim(' ', MarkdownText.Break).Replace(MarkdownText.Break, ' ');
        if (words.Length > 0 && words[0] is ' ' or MarkdownText.Break) text.Append(words[0]);
        if (MarkdownText.IsBlank(trimmed)) text.Append(MarkdownText.OpenLiteral).Append('<').Append(address).Append('>').Append(MarkdownText.CloseLiteral);
        else text.Append('[').Append(trimmed).Append(MarkdownText.OpenLiteral).Append("](").Append(address).Append(')').Append(MarkdownText.CloseLiteral);
        if (trimmed.Length > 0 && words[^1] is ' ' or MarkdownText.Break) text.Append(words[^1]);
    }

    private void AddText(string words) => text.Append(MarkdownText.Escaped(words));
}
