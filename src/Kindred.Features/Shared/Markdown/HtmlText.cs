using System.Buffers;
using System.Text;

namespace Kindred.Features.Shared;

/// <summary>Escapes text for HTML, in elements and in quoted attributes, and leaves every letter of every script as it is.</summary>
public static class HtmlText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'\0");

    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Special)) return text;
        var escaped = new StringBuilder(text.Length + 32);
        Append(escaped, text);
        return escaped.ToString();
    }

    public static void Append(StringBuilder html, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Special) is >= 0 and var at)
        {
            html.Append(text[..at]).Append(text[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", '\'' => "&#39;", _ => "\uFFFD" });
            text = text[(at + 1)..];
        }
        html.Append(text);
    }

    /// <summary>A link to the web; an address of any other scheme stays text.</summary>
    public static StringBuilder AppendAddress(StringBuilder html, string address, string label)
    {
        bool isWeb = address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        if (isWeb) html.Append("<a rel=\"noreferrer\" href=\"").Append(Escape(address)).Append("\">");
        html.Append("<bdi>");
        Append(html, Bidi.WithoutOverrides(label));
        html.Append("</bdi>");
        return isWeb ? html.Append("</a>") : html;
    }
}
