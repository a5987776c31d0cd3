namespace Kindred.Features.Shared.Text;

/// <summary>Languages by BCP 47 tag.</summary>
public static class Languages
{
    private static readonly string[] RightToLeft =
        ["ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"];

    private static readonly string[] RightToLeftScripts = ["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

    /// <summary>Languages whose words the search knows well: by stem, or in pairs of characters.</summary>
    public static IReadOnlyList<string> Supported { get; } =
        ["ar", "de", "en", "es", "fa", "fr", "ja", "ko", "pt", "ru", "th", "vi", "zh"];

    /// <summary>The primary language of a tag: "pt" of "pt-BR".</summary>
    public static ReadOnlySpan<char> Primary(string? tag)
    {
        ReadOnlySpan<char> whole = tag;
        int end = whole.IndexOfAny('-', '_');
        return end < 0 ? whole : whole[..end];
    }

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
