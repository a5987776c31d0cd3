using System.Buffers;

namespace Kindred.Features.Shared.Text.Stemmers;

/// <summary>The German algorithm of Snowball (snowballstem.org/algorithms/german/stemmer.html): ä and ae are one letter to it.</summary>
public sealed class German : Stemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyäöü");

    private static readonly Endings First = new("em", "ern er erin erinnen", "e en es", "s", "ln lns");
    private static readonly Endings Second = new("en er est", "st", "et");
    private static readonly Endings KeptBeforeEt = new("geordn intern plan tick tr");
    private static readonly Endings Third = new("end ung", "ig ik isch", "lich heit", "keit");
    private static readonly Endings BeforeKeit = new("lich ig");

    public override string Language => "de";

    public override Script Script => Script.Latin;

    public override int Stem(Span<char> buffer, int length)
    {
        var word = new SnowballWord(buffer, length);
        MarkConsonants(word);
        JoinUmlauts(ref word);
        MarkRegions(ref word);
        CutFirst(ref word);
        CutSecond(ref word);
        CutThird(ref word);
        CutApostrophe(ref word);
        Unmark(word.Letters);
        return word.Length;
    }

    private static void MarkConsonants(SnowballWord word)
    {
        for (int place = 0; place + 2 < word.Length; place++)
        {
            if (word[place + 1] is 'u' or 'y' && Vowels.Contains(word[place]) && Vowels.Contains(word[place + 2]))
                word.Write(place + 1, char.ToUpperInvariant(word[place + 1]));
        }
    }

    private static void JoinUmlauts(ref SnowballWord word)
    {
        for (int place = 0; place < word.Length; place++)
        {
            char letter = word[place];
            char next = word[place + 1];
            if (letter == 'ß')
            {
                word.Write(place, 's');
                word.Insert(place++, 's');
            }
            else if (next == 'e' && letter is 'a' or 'o' or 'u')
            {
                word.Write(place, letter switch { 'a' => 'ä', 'o' => 'ö', _ => 'ü' });
                word.Remove(place + 1);
            }
            else if (letter == 'q' && next == 'u')
            {
                place++;
            }
        }
    }

    private static void MarkRegions(ref SnowballWord word)
    {
        word.RV = word.R1 = word.R2 = word.Length;
        if (word.Length < 3) return;
        word.MarkR1AndR2(Vowels);
        if (word.R1 < 3) word.R1 = 3;
    }

    private static void CutFirst(ref SnowballWord word)
    {
        int group = First.Find(word, out int length);
        if (group == 0 || !word.Holds(word.R1, length)) return;
        switch (group)
        {
            case 1 when word.Ends("syst", length):
                break;
            case 1 or 2:
                word.Cut(length);
                break;
            case 3:
                word.Cut(length);
                if (word.Ends("niss")) word.Cut(1);
                break;
            case 4 when "bdfghklmnrt".Contains(word.Before(1)):
                word.Cut(1);
                break;
            case 5:
                word.Swap(length, "l");
                break;
        }
    }

    private static void CutSecond(ref SnowballWord word)
    {
        int group = Second.Find(word, out int length);
        if (group == 0 || !word.Holds(word.R1, length)) return;
        bool isEnding = group switch
        {
            1 => true,
            2 => "bdfghklmnt".Contains(word.Before(length)) && word.Length - length >= 4,
            _ => "dfgklmnrstUzä".Contains(word.Before(length))
                && KeptBeforeEt.Find(new SnowballWord(word.Letters, word.Length - length), out _) == 0,
        };
        if (isEnding) word.Cut(length);
    }

    private static void CutThird(ref SnowballWord word)
    {
        int group = Third.Find(word, out int length);
        if (group == 0 || !word.Holds(word.R2, length) || (group == 2 && word.Before(length) == 'e')) return;
        word.Cut(length);
        switch (group)
        {
            case 1 when word.Ends("ig") && word.Before(2) != 'e':
                word.TryCut("ig", word.R2);
                break;
            case 3:
                if (!word.TryCut("er", word.R1)) word.TryCut("en", word.R1);
                break;
            case 4 when BeforeKeit.Find(word, out int more) != 0 && word.Holds(word.R2, more):
                word.Cut(more);
                break;
        }
    }

    private static void CutApostrophe(ref SnowballWord word)
    {
        int length = word.Ends("'sch") ? 4 : word.Ends("'s") ? 2 : word.Ends("'") ? 1 : 0;
        if (length > 0 && word.Length - length >= 2) word.Cut(length);
    }

    private static void Unmark(Span<char> letters)
    {
        letters.Replace('Y', 'y');
        letters.Replace('U', 'u');
        letters.Replace('ä', 'a');
        letters.Replace('ö', 'o');
        letters.Replace('ü', 'u');
    }
}
