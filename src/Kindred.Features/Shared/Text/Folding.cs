using System.Text;

namespace Kindred.Features.Shared.Text;

/// <summary>
/// Folds one word to the form in which it is indexed: compatibility forms, case, and the marks of Latin, Greek, Cyrillic, Arabic and
/// Hebrew are gone; vowel signs of Thai and of the Indic scripts stay, for they are letters of the word. Folding is idempotent and
/// never looks at the reader's culture.
/// </summary>
public static class Folding
{
    /// <summary>Longer words are cut here, in the index and in the query alike.</summary>
    public const int LongestToken = 64;

    /// <summary>A character may become eighteen; a word of such characters is normalised elsewhere.</summary>
    private const int NormalRoom = 512;

    private const char Dropped = '\0';
    private const char Expanded = '\uFFFF';
    private const char Composed = '\uFFFE';

    // One table for the basic plane (128 kB): a hot loop can't afford categories and normalisation for each character.
    private static readonly Dictionary<char, string> Expansions = [];
    private static readonly char[] Table = MakeTable();

    public static string Fold(ReadOnlySpan<char> word)
    {
        Span<char> folded = stackalloc char[LongestToken];
        return new string(folded[..Fold(word, folded)]);
    }

    /// <summary>Writes the folded word and returns its length; what has no room is left out.</summary>
    public static int Fold(ReadOnlySpan<char> word, Span<char> folded)
    {
        int length = 0;
        foreach (char character in word)
        {
            char mapped = Table[character];
            if (mapped == Composed) return FoldComposed(word, folded);
            if (mapped == Dropped) continue;
            if (mapped == Expanded)
            {
                string expansion = Expansions[character];
                if (length + expansion.Length > folded.Length) break;
                expansion.CopyTo(folded[length..]);
                length += expansion.Length;
                continue;
            }
            if (length == folded.Length) break;
            folded[length++] = mapped;
        }
        return length;
    }

    /// <summary>Lower case with its marks, composed: what the stemmers of Latin and Cyrillic languages read. Returns the length.</summary>
    public static int Lower(ReadOnlySpan<char> word, Span<char> lower)
    {
        foreach (char character in word)
        {
            if (Table[character] == Composed || character >= '\u2C00') return LowerComposed(word, lower);
        }
        return LowerPlain(word, lower);
    }

    private static int LowerPlain(ReadOnlySpan<char> word, Span<char> lower)
    {
        int length = 0;
        foreach (char character in word)
        {
            if (length == lower.Length) break;
            if (Table[character] != Dropped && !IsLooseMark(character)) lower[length++] = char.ToLowerInvariant(character);
        }
        return length;
    }

    private static int LowerComposed(ReadOnlySpan<char> word, Span<char> lower)
    {
        Span<char> room = stackalloc char[NormalRoom];
        return LowerPlain(Normalise(word, room), lower);
    }

    /// <summary>The rare way: marks that stand alone, jamo, half-width kana, Indic composites, letters beyond the basic plane.</summary>
    private static int FoldComposed(ReadOnlySpan<char> word, Span<char> folded)
    {
        int length = 0;
        Span<char> room = stackalloc char[NormalRoom];
        foreach (Rune rune in Normalise(word, room).EnumerateRunes())
        {
            if (!rune.IsBmp)
            {
                if (length + 2 > folded.Length) break;
                length += Rune.ToLowerInvariant(rune).EncodeToUtf16(folded[length..]);
                continue;
            }
            char character = (char)rune.Value;
            char mapped = Table[character];
            if (mapped == Dropped || IsLooseMark(character)) continue;
            ReadOnlySpan<char> written = mapped switch
            {
                Expanded => Expansions[character],
                Composed => [char.ToLowerInvariant(character)],
                _ => [mapped],
            };
            if (length + written.Length > folded.Length) break;
            written.CopyTo(folded[length..]);
            length += written.Length;
        }
        return length;
    }

    /// <summary>In the room where there is enough of it: every word of Hindi comes this way, and every one of Vietnamese that was typed in parts.</summary>
    private static ReadOnlySpan<char> Normalise(ReadOnlySpan<char> word, Span<char> room)
    {
        // A word is cut where it could not be told from a longer one in any token.
        Span<char> clean = stackalloc char[(4 * LongestToken) + 2];
        int length = 0;
        // A lone surrogate has no normal form; it becomes the replacement character rather than an exception.
        foreach (Rune rune in word.EnumerateRunes())
        {
            if (length >= 4 * LongestToken) break;
            // The last two of each plane are no characters, and normalisation refuses them.
            if ((rune.Value & 0xFFFE) != 0xFFFE) length += rune.EncodeToUtf16(clean[length..]);
        }

        ReadOnlySpan<char> cut = clean[..length];
        return cut.TryNormalize(room, out int written, NormalizationForm.FormKC) ? room[..written] : cut.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static bool IsLooseMark(char character) => character is (>= '\u0300' and <= '\u036F') or (>= '\u1DC0' and <= '\u1DFF');

    private static char[] MakeTable()
    {
        var table = new char[char.MaxValue + 1];
        for (int code = 0; code < table.Length; code++)
        {
            char character = (char)code;
            table[code] = character switch
            {
                < '\u0080' => char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : Dropped,
                >= '\uFFFE' => Dropped,
                _ when FoldingRules.IsSkippedInside(character) => Dropped,
                _ when FoldingRules.NeedsComposition(character) => Composed,
                _ when char.IsDigit(character) => (char)('0' + (int)char.GetNumericValue(character)),
                _ when FoldingRules.IsDecomposed(character) || FoldingRules.IsDecomposed(char.ToLowerInvariant(character)) =>
                    Enter(character, FoldingRules.Decompose(character)),
                _ => char.ToLowerInvariant(character),
            };
        }
        return table;
    }

    private static char Enter(char character, string folded)
    {
        if (folded.Length == 0) return Dropped;
        if (folded.Length == 1) return folded[0];
        Expansions[character] = folded;
        return Expanded;
    }
}
