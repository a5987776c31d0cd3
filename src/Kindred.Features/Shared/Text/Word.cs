namespace Kindred.Features.Shared.Text;

public enum WordKind
{
    /// <summary>A word between spaces.</summary>
    Whole,

    /// <summary>An article or pronoun that lost its vowel before the next word (l', d', qu', dell').</summary>
    Elided,

    /// <summary>Two neighbouring characters of a script that writes no spaces.</summary>
    Pair,

    /// <summary>The last pair of its run: its second character begins no pair of its own.</summary>
    LastPair,

    /// <summary>A character of such a script that stands alone.</summary>
    Single,
}

/// <summary>A word and where it stands in the text it was read from.</summary>
public readonly record struct Word(int Start, int Length, WordKind Kind)
{
    public int End => Start + Length;

    public ReadOnlySpan<char> In(ReadOnlySpan<char> text) => text.Slice(Start, Length);
}
