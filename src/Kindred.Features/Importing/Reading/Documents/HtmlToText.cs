using AngleSharp.Dom;

namespace Kindred.Features.Importing.Reading;

/// <summary>The words of a piece of HTML, for fields that hold plain text.</summary>
public static class HtmlToText
{
    private static readonly string[] Silent = ["script", "style", "template", "noscript"];
    private static readonly string[] Lines = ["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "td", "th"];

    public static string Of(string html)
    {
        if (!HtmlToMarkdown.CanParse(html)) return Spaced(HtmlMarks.WithoutElements(html));
        using IDocument document = HtmlToMarkdown.Parse(html);
        foreach (IElement element in document.All.Where(one => Silent.Contains(one.LocalName)).ToArray()) element.Remove();
        foreach (IElement element in document.All.Where(one => Lines.Contains(one.LocalName)).ToArray()) element.After(document.CreateTextNode("\n"));
        foreach (IElement link in document.QuerySelectorAll("a[href], img[src]"))
        {
            // Where it leads is said, too.
            string address = (link.GetAttribute("href") ?? link.GetAttribute("src"))!.Trim();
            if (address.StartsWith("http", StringComparison.OrdinalIgnoreCase) && link.TextContent.Trim() != address) link.After(document.CreateTextNode(link.TextContent.Length == 0 ? address : $" ({address})"));
        }

        return Spaced(document.DocumentElement?.TextContent ?? "");
    }

    private static string Spaced(string text) =>
        string.Join('\n', text.Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Length > 0));
}
