using System.Text.RegularExpressions;

namespace Kindred.Features.Importing.Reading;

/// <summary>Whether a text is HTML, of which a cell says nothing.</summary>
public static partial class HtmlMarks
{
    // Long texts say it early.
    private const int LookedAt = 64 * 1024;

    private static readonly string[] Closing = ["p", "br", "img", "li", "td", "th", "tr", "hr", "dt", "dd", "input", "meta", "link", "option", "col", "source", "wbr", "area", "base", "embed", "param", "track", "html", "head", "body"];

    /// <summary>It has an element that pages of words are made of, or a character written as HTML writes it.</summary>
    public static bool LooksLikeHtml(string text)
    {
        if (!text.AsSpan().ContainsAny('<', '&')) return false;
        string looked = text.Length > LookedAt ? text[..LookedAt] : text;
        return Element().IsMatch(looked) || Character().IsMatch(looked);
    }

    /// <summary>About how many elements stand open at once: those that nothing closes and that don't close each other.</summary>
    internal static int OpenElements(string html)
    {
        Dictionary<string, int> open = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> named = open.GetAlternateLookup<ReadOnlySpan<char>>();
        int deepest = 0, depth = 0;
        foreach (ValueMatch tag in Tag().EnumerateMatches(html))
        {
            bool closes = html[tag.Index + 1] == '/';
            ReadOnlySpan<char> name = html.AsSpan(tag.Index + (closes ? 2 : 1), tag.Length - (closes ? 2 : 1));
            if (ClosesItself(name)) continue;
            named.TryGetValue(name, out int count);
            if (closes && count == 0) continue;
            named[name] = count + (closes ? -1 : 1);
            depth += closes ? -1 : 1;
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    /// <summary>The words of a page as they come.</summary>
    internal static string WithoutElements(string html) => System.Net.WebUtility.HtmlDecode(AnyTag().Replace(html, " "));

    private static bool ClosesItself(ReadOnlySpan<char> name)
    {
        foreach (string one in Closing)
            if (name.Equals(one, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    [GeneratedRegex("</?[A-Za-z][A-Za-z0-9]{0,15}", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex("<script[^>]*>.*?</script[^>]*>|<style[^>]*>.*?</style[^>]*>|</?[A-Za-z][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex AnyTag();

    [GeneratedRegex(@"</?(?:p|br|div|span|a|b|i|u|s|em|strong|small|sub|sup|ul|ol|li|dl|dt|dd|h[1-6]|hr|table|thead|tbody|tr|td|th|blockquote|pre|code|img|figure|figcaption|cite|q|font|center|section|article|header|footer|main|iframe|script|style|html|head|body)(?:\s[^<>]{0,2000})?/?>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Element();

    [GeneratedRegex(@"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|bull|copy|laquo|raquo|iexcl|iquest|[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|ring)|[a-z]{2}lig|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});", RegexOptions.NonBacktracking)]
    private static partial Regex Character();
}
