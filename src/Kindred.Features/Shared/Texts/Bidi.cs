using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace Kindred.Features.Shared;

/// <summary>Names keep their own direction and can't reorder what stands around them.</summary>
public static class Bidi
{
    private static readonly SearchValues<char> Controls = SearchValues.Create("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");
    private static readonly SearchValues<char> Overrides = SearchValues.Create("\u202D\u202E");

    /// <summary>A name as <c>&lt;bdi&gt;</c>, its direction controls made visible.</summary>
    public static HtmlString Name(string name) => new($"<bdi>{HtmlText.Escape(Visible(name))}</bdi>");

    /// <summary>Text with each direction control shown by its code (<c>[U+202E]</c>): in a name it has no honest use.</summary>
    public static string Visible(string text)
    {
        if (!text.AsSpan().ContainsAny(Controls)) return text;
        var visible = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (Controls.Contains(c)) visible.Append(CultureInfo.InvariantCulture, $"[U+{(int)c:X4}]");
            else visible.Append(c);
        }
        return visible.ToString();
    }

    /// <summary>Text without overrides, which turn letters around; embeddings and isolates may stay in prose.</summary>
    public static string WithoutOverrides(string text) =>
        text.AsSpan().ContainsAny(Overrides) ? text.Replace("\u202D", "").Replace("\u202E", "") : text;
}
