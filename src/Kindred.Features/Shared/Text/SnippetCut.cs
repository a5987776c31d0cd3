namespace Kindred.Features.Shared.Text;

/// <summary>Cuts a stretch out of a text without breaking a word or a character.</summary>
internal static class SnippetCut
{
    /// <summary>A stretch of at most <paramref name="longest"/> characters that begins a little before <paramref name="place"/>.</summary>
    public static (int From, int To) Around(string text, int place, int longest)
    {
        longest = Math.Max(longest, 1);
        if (text.Length <= longest) return (0, text.Length);
        int from = Math.Max(0, place - (longest / 4));
        from = Math.Min(from, text.Length - longest);
        int to = from + longest;
        if (from > 0) from = NextWord(text, from, Math.Min(Math.Max(place, from), from + (longest / 4)));
        if (to < text.Length) to = LastWord(text, to, from + (longest * 3 / 4));
        return (from, Math.Max(to, from));
    }

    /// <summary>The first beginning of a word from here on; where there is none, between two characters.</summary>
    private static int NextWord(string text, int from, int last)
    {
        for (int place = from; place <= last; place++)
        {
            if (char.IsWhiteSpace(text[place - 1]) && !char.IsWhiteSpace(text[place])) return place;
        }
        while (from < last && !IsBetweenCharacters(text, from)) from++;
        return IsBetweenCharacters(text, from) ? from : from - 1;
    }

    private static int LastWord(string text, int to, int first)
    {
        for (int place = to; place >= first && place > 0; place--)
        {
            if (char.IsWhiteSpace(text[place]) && !char.IsWhiteSpace(text[place - 1])) return place;
        }
        while (to > first && !IsBetweenCharacters(text, to)) to--;
        return IsBetweenCharacters(text, to) ? to : to - 1;
    }

    private static bool IsBetweenCharacters(string text, int place) => place <= 0 || place >= text.Length
        || CharacterClasses.At(text, place, out _) != CharacterClass.Extending
            && !(char.IsLowSurrogate(text[place]) && char.IsHighSurrogate(text[place - 1]));
}
