using System.Buffers;

namespace Kindred.Features.Shared.Text.Stemmers;

/// <summary>
/// A word under the knife of one of the Snowball algorithms: its letters, and the regions RV, R1 and R2 from which endings may be
/// taken, each named by the place where it begins. A region that doesn't exist begins at the end of the word.
/// </summary>
internal ref struct SnowballWord
{
    private readonly Span<char> buffer;

    public SnowballWord(Span<char> buffer, int length)
    {
        this.buffer = buffer;
        Length = length;
        RV = R1 = R2 = length;
    }

    public int Length { get; private set; }

    public int RV { get; set; }

    public int R1 { get; set; }

    public int R2 { get; set; }

    public readonly Span<char> Letters => buffer[..Length];

    public readonly char this[int place] => place >= 0 && place < Length ? buffer[place] : '\0';

    public readonly bool Ends(string ending, int before = 0) => Letters[..Math.Max(0, Length - before)].EndsWith(ending);

    /// <summary>Whether the last <paramref name="count"/> letters lie in the region that begins at <paramref name="region"/>.</summary>
    public readonly bool Holds(int region, int count) => region <= Length - count;

    /// <summary>The letter before the last <paramref name="count"/> ones.</summary>
    public readonly char Before(int count) => this[Length - count - 1];

    public void Cut(int count) => Length -= count;

    public void Swap(int count, string with)
    {
        Length -= count;
        with.CopyTo(buffer[Length..]);
        Length += with.Length;
    }

    public readonly void Write(int place, char letter) => buffer[place] = letter;

    public void Insert(int place, char letter)
    {
        buffer[place..Length].CopyTo(buffer[(place + 1)..]);
        buffer[place] = letter;
        Length++;
    }

    public void Remove(int place)
    {
        buffer[(place + 1)..Length].CopyTo(buffer[place..]);
        Length--;
    }

    /// <summary>Cuts an ending if the word has it there and it lies in the region.</summary>
    public bool TryCut(string ending, int region)
    {
        if (!Ends(ending) || !Holds(region, ending.Length)) return false;
        Length -= ending.Length;
        return true;
    }

    /// <summary>The place after the next vowel, or -1.</summary>
    public readonly int PastVowel(int from, SearchValues<char> vowels)
    {
        int found = from < 0 || from > Length ? -1 : Letters[from..].IndexOfAny(vowels);
        return found < 0 ? -1 : from + found + 1;
    }

    /// <summary>The place after the next letter that is no vowel, or -1.</summary>
    public readonly int PastOther(int from, SearchValues<char> vowels)
    {
        int found = from < 0 || from > Length ? -1 : Letters[from..].IndexOfAnyExcept(vowels);
        return found < 0 ? -1 : from + found + 1;
    }

    /// <summary>R1 is what follows the first non-vowel after a vowel; R2 is the same again within R1.</summary>
    public void MarkR1AndR2(SearchValues<char> vowels, int from = 0)
    {
        int first = PastOther(PastVowel(from, vowels), vowels);
        if (first < 0) return;
        R1 = first;
        int second = PastOther(PastVowel(first, vowels), vowels);
        if (second >= 0) R2 = second;
    }

    /// <summary>RV of Spanish and Portuguese.</summary>
    public void MarkRV(SearchValues<char> vowels)
    {
        if (Length < 2) return;
        bool isFirstVowel = vowels.Contains(this[0]);
        bool isSecondVowel = vowels.Contains(this[1]);
        int found = !isSecondVowel ? PastVowel(2, vowels)
            : isFirstVowel ? PastOther(2, vowels)
            : Length >= 3 ? 3 : -1;
        if (found >= 0) RV = found;
    }
}
