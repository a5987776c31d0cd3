using Kindred.Features.Shared.Text.Stemmers;

namespace Kindred.Features.Shared.Text;

/// <summary>A part of a text that the query matched, by its place in the snippet.</summary>
public readonly record struct HighlightRange(int Start, int Length);

/// <summary>A piece of the original text, cut between words, and what in it matched; the caller draws marks and ellipses.</summary>
public sealed record Snippet(string Text, IReadOnlyList<HighlightRange> Matches, bool IsCutBefore, bool IsCutAfter);

/// <summary>Finds in an original text what a query matched in the index: the same words, by folded form or by stem.</summary>
public sealed class Highlight
{
    /// <summary>Only so much of a text is looked through.</summary>
    public const int LongestText = 50_000;

    private readonly Dictionary<string, int> exact = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> exactBySpan;
    private readonly Dictionary<string, int> stems = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> stemsBySpan;
    private readonly List<(string Token, int Term)> prefixes = [];
    private readonly List<string[]> phrases;

    public Highlight(QueryTerms query)
    {
        phrases = [.. query.Phrases.Select(phrase => phrase.ToArray())];
        var inPhrases = phrases.Where(phrase => phrase.Length > 1).SelectMany(phrase => phrase).ToHashSet();
        for (int term = 0; term < query.Terms.Count; term++)
        {
            QueryTerm one = query.Terms[term];
            if (one.IsPrefix) prefixes.Add((one.Exact, term));
            else if (one.Stems.Count > 0 || !inPhrases.Contains(one.Exact)) exact.TryAdd(one.Exact, term);
            if (one.IsPrefix) continue;
            foreach (string stem in one.Stems) stems.TryAdd(stem, term);
        }
        exactBySpan = exact.GetAlternateLookup<ReadOnlySpan<char>>();
        stemsBySpan = stems.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The stretch of the text with the most of what was asked for, and the matches in it.</summary>
    public Snippet Snippet(string text, string? language, int longest = 240)
    {
        List<Match> matches = Find(text, language);
        int start = BestStart(matches, longest);
        (int from, int to) = SnippetCut.Around(text, start, longest);
        var ranges = new List<HighlightRange>();
        foreach (Match match in matches)
        {
            if (match.Start >= from && match.End <= to) Join(ranges, match.Start - from, match.End - from);
        }
        return new Snippet(text[from..to], ranges, from > 0, to < text.Length);
    }

    /// <summary>All matches of a text that is shown whole, such as a title.</summary>
    public IReadOnlyList<HighlightRange> Matches(string text, string? language)
    {
        var ranges = new List<HighlightRange>();
        foreach (Match match in Find(text, language)) Join(ranges, match.Start, match.End);
        return ranges;
    }

    /// <summary>Pairs of an unspaced script overlap; what touches is one range.</summary>
    private static void Join(List<HighlightRange> ranges, int start, int end)
    {
        if (ranges.Count > 0 && ranges[^1] is var last && start <= last.Start + last.Length)
            ranges[^1] = last with { Length = Math.Max(end, last.Start + last.Length) - last.Start };
        else ranges.Add(new HighlightRange(start, end - start));
    }

    private List<Match> Find(string text, string? language)
    {
        var found = new List<Match>();
        Stemmer? ofText = StemmerSet.Of(language);
        ReadOnlySpan<char> read = text.AsSpan(0, Math.Min(text.Length, LongestText));
        Span<char> folded = stackalloc char[Folding.LongestToken];
        var progress = new PhraseProgress[phrases.Count];
        var words = new WordReader(read);
        while (words.Read())
        {
            Word word = words.Current;
            ReadOnlySpan<char> token = folded[..Folding.Fold(word.In(read), folded)];
            if (token.IsEmpty) continue;
            for (int phrase = 0; phrase < progress.Length; phrase++)
            {
                if (progress[phrase].Takes(phrases[phrase], token, word.Start))
                    found.Add(new Match(progress[phrase].Start, word.End, exact.Count + prefixes.Count + phrase));
            }
            int term = TermOf(word, word.In(read), token, ofText);
            if (term >= 0) found.Add(new Match(word.Start, word.End, term));
        }
        // A phrase is found at its last word, after single words within it.
        found.Sort((left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : left.End.CompareTo(right.End));
        return found;
    }

    private int TermOf(Word word, ReadOnlySpan<char> written, ReadOnlySpan<char> token, Stemmer? ofText)
    {
        if (exactBySpan.TryGetValue(token, out int term)) return term;
        foreach ((string prefix, int prefixTerm) in prefixes)
        {
            if (token.StartsWith(prefix)) return prefixTerm;
        }
        if (stems.Count == 0 || word.Kind != WordKind.Whole) return -1;
        if (ofText is null || StemmerSet.For(StemmerSet.ScriptOf(token), ofText) is not { } stemmer) return -1;
        Span<char> first = stackalloc char[Stemmer.BufferLength];
        Span<char> second = stackalloc char[Folding.LongestToken];
        (int firstLength, int secondLength) = WordStems.Write(stemmer, written, token, first, second);
        return stemsBySpan.TryGetValue(first[..firstLength], out term) || stemsBySpan.TryGetValue(second[..secondLength], out term) ? term : -1;
    }

    /// <summary>Where a window of this length holds the most different terms, then the most matches; the first of equals.</summary>
    private static int BestStart(List<Match> matches, int longest)
    {
        (int Different, int All) best = (0, 0);
        int start = 0;
        // A page full of matches is judged by its first thousand.
        for (int first = 0; first < Math.Min(matches.Count, 1000); first++)
        {
            ulong seen = 0;
            int all = 0;
            int end = matches[first].Start + (longest * 3 / 4);
            for (int next = first; next < matches.Count && matches[next].End <= end && all < 64; next++, all++)
                seen |= 1UL << (matches[next].Term & 63);
            (int, int) here = (System.Numerics.BitOperations.PopCount(seen), all);
            if (here.CompareTo(best) <= 0) continue;
            best = here;
            start = matches[first].Start;
        }
        return start;
    }

    private readonly record struct Match(int Start, int End, int Term);

    /// <summary>How far into a phrase the words just read are.</summary>
    private struct PhraseProgress
    {
        private int taken;

        public int Start { get; private set; }

        public bool Takes(string[] phrase, ReadOnlySpan<char> token, int start)
        {
            if (!token.SequenceEqual(phrase[taken])) taken = 0;
            if (!token.SequenceEqual(phrase[taken])) return false;
            if (taken == 0) Start = start;
            if (++taken < phrase.Length) return false;
            taken = 0;
            return true;
        }
    }
}
