using System.Globalization;

namespace Kindred.Features.Shared.Text;

/// <summary>Languages by BCP 47 tag.</summary>
public static class Languages
{
    private static readonly string[] RightToLeft =
        ["ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"];

    /// <summary>Names that .NET does not know.</summary>
    private static readonly Dictionary<string, string> OwnNames = new() { ["mix"] = "Sa’an savi (mixteco de Mixtepec)", ["zap"] = "Diidxazá (zapoteco)" };

    private static readonly string[] RightToLeftScripts = ["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

    /// <summary>The primary language of a tag: "pt" of "pt-BR".</summary>
    public static ReadOnlySpan<char> Primary(string? tag)
    {
        ReadOnlySpan<char> whole = tag;
        int end = whole.IndexOfAny('-', '_');
        return end < 0 ? whole : whole[..end];
    }

    /// <summary>The language's name in itself; its tag where nobody here knows one.</summary>
    public static string NativeName(string tag)
    {
        if ((OwnNames.GetValueOrDefault(tag) ?? PrivateLanguage.Name(tag)) is { } own) return own;
        try
        {
            return CultureInfo.GetCultureInfo(tag).NativeName is { Length: > 0 } name ? name : tag;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }

    /// <summary><c>rtl</c> or <c>ltr</c>, as in <c>dir</c>.</summary>
    public static string Direction(string? tag) => IsRightToLeft(tag) ? "rtl" : "ltr";

    /// <summary>Whether text of this language runs from right to left; a script in the tag decides before the language does.</summary>
    public static bool IsRightToLeft(string? tag)
    {
        if (string.IsNullOrEmpty(tag)) return false;
        foreach (string part in tag.Split('-', '_').Skip(1))
        {
            if (part.Length == 4 && char.IsAsciiLetter(part[0])) return RightToLeftScripts.Contains(part.ToLowerInvariant());
        }
        return RightToLeft.Contains(Primary(tag).ToString().ToLowerInvariant());
    }
}
