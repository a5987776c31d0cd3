namespace Kindred.Features.Shared.Text.Stemmers;

/// <summary>The scripts that a stemmer can read.</summary>
public enum Script
{
    Other,
    Latin,
    Cyrillic,
    Arabic,
}

/// <summary>Cuts a word of one language to its stem. Stemmers hold no state: one of each serves every thread.</summary>
public abstract class Stemmer
{
    /// <summary>Room a stemmer may take beyond the word while it works: some letters are written as two in between.</summary>
    public const int BufferLength = (2 * Folding.LongestToken) + 8;

    /// <summary>BCP 47 primary tag.</summary>
    public abstract string Language { get; }

    public abstract Script Script { get; }

    /// <summary>
    /// Stems the first <paramref name="length"/> characters of the buffer in place and returns the length of the stem. The word is in
    /// lower case; Arabic and Persian words are folded. The buffer has <see cref="BufferLength"/> characters.
    /// </summary>
    public abstract int Stem(Span<char> buffer, int length);

    /// <summary>
    /// The same for a word that was folded, or typed without its marks, where the language's rules need them; the stem has no marks.
    /// </summary>
    public virtual int StemUnmarked(Span<char> buffer, int length) => Stem(buffer, length);

    public string Stem(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[BufferLength];
        word = word[..Math.Min(word.Length, Folding.LongestToken)];
        word.CopyTo(buffer);
        return new string(buffer[..Stem(buffer, word.Length)]);
    }
}
