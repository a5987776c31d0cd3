using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Kindred.Features.Importing.Reading;

/// <summary>HTML as Markdown: what is named here becomes what Markdown has for it, what runs or loads something goes, and of everything else the words stay. A
/// picture or a film becomes a link to it.</summary>
public static class HtmlToMarkdown
{
    /// <summary>Elements within each other; deeper ones give their words alone.</summary>
    internal const int MostDepth = 64;

    private const int MostOpen = 1_000;
    private const int MostColumns = 64;

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "noframes", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    };

    /// <summary>A page in which more elements stand open within each other than anybody means gives its words alone: a browser's way of reading it takes the square
    /// of their number.</summary>
    public static string Of(string html)
    {
        if (!CanParse(html)) return MarkdownText.Paragraph(MarkdownText.Escaped(HtmlMarks.WithoutElements(html)));
        using IDocument document = Parse(html);
        return Of(document.Body);
    }

    internal static bool CanParse(string html) => HtmlMarks.OpenElements(html) <= MostOpen;

    internal static IDocument Parse(string html) => new HtmlParser(new HtmlParserOptions { IsScripting = false, IsKeepingSourceReferences = false }).ParseDocument(html);

    internal static string Of(INode? root) => root is null ? "" : string.Join("\n\n", BlocksOf(root, 0));

    internal static bool IsBlock(INode node) => node is IElement element && Blocks.Contains(element.LocalName);

    /// <summary>What runs, loads, or asks for something typed.</summary>
    internal static bool IsGone(INode node) => node is not (IElement or IText) || (node is IElement element && element.LocalName
        is "script" or "style" or "template" or "head" or "title" or "meta" or "link" or "base" or "input" or "select" or "option" or "datalist" or "textarea" or "button" or "frame" or "frameset" or "param");

    private static List<string> BlocksOf(INode parent, int depth)
    {
        List<string> blocks = [];
        HtmlInline run = new();
        // By the list: from one child to the next AngleSharp looks through all of them.
        foreach (INode child in parent.ChildNodes)
        {
            if (IsGone(child)) continue;
            if (depth >= MostDepth)
            {
                run.AddWords(child);
            }
            else if (IsBlock(child) || HoldsBlocks(child))
            {
                AddParagraph(blocks, run);
                AddBlock(blocks, (IElement)child, depth + 1);
            }
            else
            {
                run.Add(child, depth + 1);
            }
        }

        AddParagraph(blocks, run);
        return blocks;
    }

    private static void AddParagraph(List<string> blocks, HtmlInline run)
    {
        if (run.Take() is { Length: > 0 } paragraph) blocks.Add(paragraph);
    }

    private static void AddBlock(List<string> blocks, IElement element, int depth)
    {
        switch (element.LocalName)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                if (HtmlInline.OfLine(element, depth) is { Length: > 0 } heading) blocks.Add($"{new string('#', element.LocalName[1] - '0')} {MarkdownText.OfHeading(heading)}");
                break;
            case "hr":
                blocks.Add("---");
                break;
            case "pre":
                if (Words(element) is var code && !string.IsNullOrWhiteSpace(code)) blocks.Add(Fenced(code.ReplaceLineEndings("\n").Trim('\n')));
                break;
            case "blockquote":
                if (BlocksOf(element, depth) is [_, ..] quoted) blocks.Add(Indented(string.Join("\n\n", quoted), "> ", "> "));
                break;
            case "ul" or "menu" or "dir" or "ol":
                if (ListOf(element, depth) is { Length: > 0 } list) blocks.Add(list);
                break;
            case "table":
                AddTable(blocks, element, depth);
                break;
            default:
                blocks.AddRange(BlocksOf(element, depth));
                break;
        }
    }

    private static string Fenced(string code)
    {
        string fence = new('`', Math.Max(3, HtmlInline.LongestRun(code, '`') + 1));
        return $"{fence}\n{code}\n{fence}";
    }

    private static string ListOf(IElement list, int depth)
    {
        bool isOrdered = list.LocalName == "ol";
        int number = isOrdered && int.TryParse(list.GetAttribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out int start) && start < 100_000_000 ? start : 1;
        List<string> items = [];
        foreach (INode child in list.ChildNodes)
        {
            if (IsGone(child)) continue;
            List<string> blocks = child is IElement { LocalName: "li" } ? BlocksOf(child, depth) : BlocksOfOne(child, depth);
            if (blocks is []) continue;
            string mark = isOrdered ? $"{(number++).ToString(CultureInfo.InvariantCulture)}. " : "- ";
            // A paragraph with a list below it is one item without lines between.
            bool isTight = blocks.Skip(1).All(block => block.StartsWith("- ", StringComparison.Ordinal) || block.StartsWith("1. ", StringComparison.Ordinal));
            items.Add(Indented(string.Join(isTight ? "\n" : "\n\n", blocks), mark, new string(' ', mark.Length)));
        }

        return string.Join("\n", items);
    }

    /// <summary>Something in a list that is no item of it.</summary>
    private static List<string> BlocksOfOne(INode node, int depth)
    {
        List<string> blocks = [];
        if (IsBlock(node))
        {
            AddBlock(blocks, (IElement)node, depth);
            return blocks;
        }

        HtmlInline run = new();
        run.Add(node, depth);
        AddParagraph(blocks, run);
        return blocks;
    }

    /// <summary>A table of lines becomes one of Markdown; one that was made to place things on a page gives what is in it.</summary>
    private static void AddTable(List<string> blocks, IElement table, int depth)
    {
        List<IElement> rows = Rows(table);
        bool isOfLines = rows.Count > 1 && rows.All(row => row.Children.All(cell => !HoldsMany(cell))) && rows.Max(row => row.ChildElementCount) is > 1 and <= MostColumns;
        foreach (INode child in table.ChildNodes)
        {
            // What is no row (a caption, words that stand wrong) keeps its place before it.
            if (isOfLines && child is IElement { LocalName: "tr" or "tbody" or "thead" or "tfoot" or "colgroup" }) continue;
            if (!IsGone(child)) blocks.AddRange(BlocksOfOne(child, depth));
        }

        if (!isOfLines) return;
        int columns = rows.Max(row => row.ChildElementCount);
        StringBuilder lines = new();
        foreach (IElement row in rows)
        {
            lines.Append('|');
            foreach (IElement cell in row.Children) lines.Append(' ').Append(HtmlInline.OfLine(cell, depth).Replace("|", "\\|", StringComparison.Ordinal)).Append(" |");
            for (int missing = row.ChildElementCount; missing < columns; missing++) lines.Append("  |");
            lines.Append('\n');
            if (row == rows[0]) lines.Append('|').Insert(lines.Length, " --- |", columns).Append('\n');
        }

        blocks.Add(lines.ToString().TrimEnd('\n'));
    }

    private static List<IElement> Rows(IElement table)
    {
        List<IElement> rows = [];
        foreach (IElement child in table.Children)
        {
            if (child.LocalName == "tr") rows.Add(child);
            else if (child.LocalName is "tbody" or "thead" or "tfoot") rows.AddRange(child.Children.Where(row => row.LocalName == "tr"));
        }

        return rows;
    }

    /// <summary>More than one line of words.</summary>
    private static bool HoldsMany(IElement cell) =>
        cell.Children.Count(IsBlock) > 1 || Descendants(cell).Any(node => node is IElement { LocalName: "table" or "ul" or "ol" or "pre" or "blockquote" or "h1" or "h2" or "h3" or "hr" });

    /// <summary>An element within lines that has blocks in it; a link is kept one, and its blocks are a line.</summary>
    private static bool HoldsBlocks(INode node) => node is IElement { LocalName: not "a", HasChildNodes: true } && Descendants(node).Any(IsBlock);

    /// <summary>All words of it, as they stand.</summary>
    internal static string Words(INode node)
    {
        if (node is IText one) return one.Data;
        StringBuilder words = new();
        foreach (INode below in Descendants(node))
        {
            if (below is IText text) words.Append(text.Data);
            else if (below is IElement { LocalName: "br" }) words.Append('\n');
        }

        return words.ToString();
    }

    /// <summary>In the order of the page, without what is gone, and without going down a stack that somebody's nesting could exhaust.</summary>
    private static IEnumerable<INode> Descendants(INode root)
    {
        Stack<IEnumerator<INode>> open = new([root.ChildNodes.GetEnumerator()]);
        while (open.TryPeek(out IEnumerator<INode>? within))
        {
            if (!within.MoveNext())
            {
                open.Pop();
                continue;
            }

            INode node = within.Current;
            if (IsGone(node)) continue;
            yield return node;
            if (node.HasChildNodes) open.Push(node.ChildNodes.GetEnumerator());
        }
    }

    private static string Indented(string text, string first, string others)
    {
        StringBuilder lines = new(text.Length + 16);
        bool isFirst = true;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (!isFirst) lines.Append('\n');
            ReadOnlySpan<char> mark = isFirst ? first : line.IsEmpty ? others.AsSpan().TrimEnd() : others;
            lines.Append(mark).Append(line);
            isFirst = false;
        }

        return lines.ToString();
    }
}
