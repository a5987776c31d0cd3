using System.Collections.Frozen;
using System.Globalization;

namespace Kindred.Features.Browsing;

/// <summary>Marks text that is not in the page's language with its own language and direction.</summary>
public static class LanguageMark
{
    private static readonly FrozenSet<string> RightToLeft =
        new[] { "ar", "arc", "ckb", "dv", "fa", "ha-arab", "he", "ku-arab", "lrc", "mzn", "nqo", "ps", "sd", "syr", "ug", "ur", "yi" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static string Direction(string tag)
    {
        foreach (string script in (string[])["-Arab", "-Hebr", "-Syrc", "-Thaa", "-Nkoo"])
        {
            if (tag.Contains(script, StringComparison.OrdinalIgnoreCase)) return "rtl";
        }

        int dash = tag.IndexOf('-', StringComparison.Ordinal);
        return RightToLeft.Contains(dash < 0 ? tag : tag[..dash]) ? "rtl" : "ltr";
    }

    /// <summary>The language's name in itself; its tag where nobody here knows one.</summary>
    public static string Name(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag).NativeName is { Length: > 0 } name ? name : tag;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }
}
