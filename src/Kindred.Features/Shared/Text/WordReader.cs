namespace Kindred.Features.Shared.Text;

/// <summary>
/// Reads the words of a text in order, without allocating. A run of a script that writes no spaces (Han, kana, Hangul, Thai, Lao,
/// Khmer, Myanmar) comes as overlapping pairs of characters, each with its vowel signs. A hashtag or handle is the word after its sign.
/// </summary>
public ref struct WordReader(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;
    private int position;
    private int nextPair = -1;

    public Word Current { get; private set; }

    public bool Read()
    {
        if (nextPair >= 0) return ReadPair(nextPair);
        while (position < text.Length)
        {
            switch (CharacterClasses.At(text, position, out int width))
            {
                case CharacterClass.Letter:
                    return ReadWhole();
                case CharacterClass.Unspaced:
                    return ReadPair(position);
                default:
                    position += width;
                    break;
            }
        }
        return false;
    }

    /// <summary>Where the character at this place ends, its signs included.</summary>
    public static int EndOfCharacter(ReadOnlySpan<char> text, int start)
    {
        CharacterClasses.At(text, start, out int width);
        int end = start + width;
        while (end < text.Length && CharacterClasses.At(text, end, out width) == CharacterClass.Extending) end += width;
        return end;
    }

    private bool ReadPair(int first)
    {
        int second = EndOfCharacter(text, first);
        if (!IsUnspaced(second))
        {
            position = second;
            Current = new Word(first, second - first, WordKind.Single);
            return true;
        }
        int end = EndOfCharacter(text, second);
        bool isLast = !IsUnspaced(end);
        nextPair = isLast ? -1 : second;
        position = end;
        Current = new Word(first, end - first, isLast ? WordKind.LastPair : WordKind.Pair);
        return true;
    }

    private readonly bool IsUnspaced(int place) =>
        place < text.Length && CharacterClasses.At(text, place, out _) == CharacterClass.Unspaced;

    private bool ReadWhole()
    {
        int start = position;
        int end = start;
        int place = start;
        while (place < text.Length)
        {
            CharacterClass found = CharacterClasses.At(text, place, out int width);
            if (found is CharacterClass.Letter or CharacterClass.Extending)
            {
                place += width;
                end = place;
            }
            else if (found == CharacterClass.Invisible || IsThousandsMark(place))
            {
                place += width;
            }
            else if (found == CharacterClass.Apostrophe && IsLetter(place + 1))
            {
                if (Elision.Is(text[start..place])) return Take(start, place, place + 1, WordKind.Elided);
                if (IsPossessive(place)) return Take(start, place, place + 2, WordKind.Whole);
                place++;
            }
            else
            {
                break;
            }
        }
        return Take(start, end, end, WordKind.Whole);
    }

    private bool Take(int start, int end, int next, WordKind kind)
    {
        Current = new Word(start, end - start, kind);
        position = next;
        return true;
    }

    private readonly bool IsLetter(int place) => place < text.Length && CharacterClasses.At(text, place, out _) == CharacterClass.Letter;

    /// <summary>'s at the end of a word: "people's" is the word "people".</summary>
    private readonly bool IsPossessive(int place) => text[place + 1] is 's' or 'S'
        && (place + 2 == text.Length
            || CharacterClasses.At(text, place + 2, out _) is CharacterClass.Separator or CharacterClass.Invisible or CharacterClass.Unspaced);

    /// <summary>12,000 and 12.000 are one number: the mark stands between a digit and exactly three more.</summary>
    private readonly bool IsThousandsMark(int place) =>
        text[place] is ',' or '.' or '\u066C' && place + 3 < text.Length && char.IsDigit(text[place - 1])
        && char.IsDigit(text[place + 1]) && char.IsDigit(text[place + 2]) && char.IsDigit(text[place + 3])
        && !IsLetter(place + 4);
}
