using Kindred.Features.Shared.Text.Stemmers;

namespace Kindred.Features.Shared.Text;

/// <summary>What the index sees of a text: its folded words in order, and their stems. Tokens are separated by one space.</summary>
public readonly record struct TokenText(string Exact, string Stems)
{
    public static TokenText Empty { get; } = new("", "");
}

/// <summary>Turns text into index tokens. Every engine is given these and nothing else, so that all of them answer alike.</summary>
public static class Analysis
{
    /// <summary>
    /// The record's language decides the stemmer; a language without one has no stems, but the last character of each unspaced run
    /// stands among them, so that a search for one character finds it there too and phrases over the exact tokens stay whole.
    /// </summary>
    public static TokenText Analyse(ReadOnlySpan<char> text, string? language)
    {
        if (text.IsEmpty) return TokenText.Empty;
        Stemmer? ofText = StemmerSet.Of(language);
        var exact = new TokenWriter(text.Length + (text.Length / 4));
        var stems = new TokenWriter(text.Length);
        Span<char> first = stackalloc char[Stemmer.BufferLength];
        var words = new WordReader(text);
        while (words.Read())
        {
            Word word = words.Current;
            ReadOnlySpan<char> written = word.In(text);
            Span<char> folded = exact.Next();
            folded = folded[..Folding.Fold(written, folded)];
            exact.Add(folded.Length);
            if (word.Kind == WordKind.Whole) AddStems(ref stems, ofText, written, folded, first);
            else if (word.Kind == WordKind.LastPair) AddLast(ref stems, written);
        }
        return new TokenText(exact.Finish(), stems.Finish());
    }

    private static void AddStems(
        ref TokenWriter stems, Stemmer? ofText, scoped ReadOnlySpan<char> written, scoped ReadOnlySpan<char> folded, scoped Span<char> first)
    {
        if (ofText is null || StemmerSet.For(StemmerSet.ScriptOf(folded), ofText) is not { } stemmer) return;
        Span<char> second = stackalloc char[Folding.LongestToken];
        (int firstLength, int secondLength) = WordStems.Write(stemmer, written, folded, first, second);
        stems.Add(first[..Math.Min(firstLength, Folding.LongestToken)]);
        stems.Add(second[..secondLength]);
    }

    private static void AddLast(ref TokenWriter stems, ReadOnlySpan<char> pair) =>
        stems.Add(Folding.Fold(pair[WordReader.EndOfCharacter(pair, 0)..], stems.Next()));
}
