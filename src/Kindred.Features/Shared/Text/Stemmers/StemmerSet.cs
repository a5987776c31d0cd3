namespace Kindred.Features.Shared.Text.Stemmers;

/// <summary>Which stemmer reads a word: the one of the record's language, or that of the word's script where the two don't fit.</summary>
public static class StemmerSet
{
    private static readonly Stemmer English = new English();
    private static readonly Stemmer Arabic = new Arabic();
    private static readonly Stemmer Russian = new Russian();

    private static readonly Stemmer[] All =
        [English, new Spanish(), Arabic, new Persian(), new French(), new German(), new Portuguese(), Russian];

    /// <summary>The stemmer of a BCP 47 tag, by its primary language; null where the language has none.</summary>
    public static Stemmer? Of(string? tag)
    {
        ReadOnlySpan<char> primary = Languages.Primary(tag);
        foreach (Stemmer stemmer in All)
        {
            if (primary.Equals(stemmer.Language, StringComparison.OrdinalIgnoreCase)) return stemmer;
        }
        return null;
    }

    /// <summary>The stemmer for one word of a text in the given stemmer's language: an Arabic word in an English text is Arabic.</summary>
    public static Stemmer? For(Script script, Stemmer? ofText)
    {
        if (ofText is null || ofText.Script == script) return ofText;
        return Usual(script);
    }

    /// <summary>The stemmers with which a query word is read: those of the archive's languages, and the usual one of its script.</summary>
    public static IEnumerable<Stemmer> ForQuery(Script script, IEnumerable<string> languages) =>
        languages.Select(Of).Append(Usual(script)).OfType<Stemmer>().Where(stemmer => stemmer.Script == script).Distinct();

    /// <summary>By its first letter. Numbers and words with digits are no words of a language.</summary>
    public static Script ScriptOf(ReadOnlySpan<char> folded)
    {
        if (folded.IsEmpty || folded.ContainsAnyInRange('0', '9')) return Script.Other;
        return folded[0] switch
        {
            < '\u0250' => Script.Latin,
            >= '\u0400' and <= '\u052F' => Script.Cyrillic,
            >= '\u0600' and <= '\u06FF' => Script.Arabic,
            _ => Script.Other,
        };
    }

    private static Stemmer? Usual(Script script) => script switch
    {
        Script.Latin => English,
        Script.Cyrillic => Russian,
        Script.Arabic => Arabic,
        _ => null,
    };
}
