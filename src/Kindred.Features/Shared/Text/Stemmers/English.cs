using System.Buffers;

namespace Kindred.Features.Shared.Text.Stemmers;

/// <summary>Porter2, the English algorithm of Snowball (snowballstem.org/algorithms/english/stemmer.html).</summary>
public sealed class English : Stemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");
    private static readonly SearchValues<char> NotShort = SearchValues.Create("aeiouywxY");

    private static readonly string[] Beginnings = ["gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter"];

    private static readonly Dictionary<string, string> Irregular = new()
    {
        ["skis"] = "ski", ["skies"] = "sky", ["idly"] = "idl", ["gently"] = "gentl", ["ugly"] = "ugli", ["early"] = "earli",
        ["only"] = "onli", ["singly"] = "singl", ["sky"] = "sky", ["news"] = "news", ["howe"] = "howe", ["atlas"] = "atlas",
        ["cosmos"] = "cosmos", ["bias"] = "bias", ["andes"] = "andes",
    };

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> IrregularBySpan =
        Irregular.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly Endings Plurals = new("sses", "ied ies", "s", "us ss");
    private static readonly Endings Pasts = new("eed eedly", "ed edly ingly", "ing");
    private static readonly Endings Kept = new("inn out cann herr earr even");
    private static readonly Endings Unrounded = new("at bl iz", "bb dd ff gg mm nn pp rr tt");

    private static readonly string[] SecondReplacements = ["tion", "ence", "ance", "able", "ent", "ize", "ate", "al", "ful", "ous", "ive",
        "ble", "og", "og", "ful", "less", ""];

    private static readonly Endings Second = new("tional", "enci", "anci", "abli", "entli", "izer ization", "ational ation ator",
        "alism aliti alli", "fulness", "ousli ousness", "iveness iviti", "biliti bli", "ogist", "ogi", "fulli", "lessli", "li");

    private static readonly Endings Third = new("tional", "ational", "alize", "icate iciti ical", "ful ness", "ative");

    private static readonly Endings Fourth =
        new("al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize", "ion");

    public override string Language => "en";

    public override Script Script => Script.Latin;

    public override int Stem(Span<char> buffer, int length)
    {
        if (length is >= 3 and <= 6 && IrregularBySpan.TryGetValue(buffer[..length], out string? known))
        {
            known.CopyTo(buffer);
            return known.Length;
        }
        if (length < 3) return length;

        var word = new SnowballWord(buffer, length);
        if (word[0] == '\'') word.Remove(0);
        MarkConsonantY(word);
        MarkRegions(ref word);
        CutPlural(ref word);
        CutPast(ref word);
        if (word[word.Length - 1] is 'y' or 'Y' && word.Length > 2 && !Vowels.Contains(word.Before(1))) word.Swap(1, "i");
        CutSecond(ref word);
        CutThird(ref word);
        CutFourth(ref word);
        CutLast(ref word);
        word.Letters.Replace('Y', 'y');
        return word.Length;
    }

    private static void MarkConsonantY(SnowballWord word)
    {
        if (!word.Letters.Contains('y')) return;
        for (int place = 0; place < word.Length; place++)
        {
            if (word[place] == 'y' && (place == 0 || Vowels.Contains(word[place - 1]))) word.Write(place, 'Y');
        }
    }

    private static void MarkRegions(ref SnowballWord word)
    {
        word.RV = word.R1 = word.R2 = word.Length;
        foreach (string beginning in Beginnings)
        {
            if (!word.Letters.StartsWith(beginning)) continue;
            word.R1 = beginning.Length;
            int second = word.PastOther(word.PastVowel(word.R1, Vowels), Vowels);
            if (second >= 0) word.R2 = second;
            return;
        }
        word.MarkR1AndR2(Vowels);
    }

    /// <summary>A short syllable before the last <paramref name="count"/> letters.</summary>
    private static bool EndsShort(in SnowballWord word, int count)
    {
        char last = word.Before(count);
        char middle = word.Before(count + 1);
        if (word.Length - count >= 3 && !NotShort.Contains(last) && Vowels.Contains(middle) && !Vowels.Contains(word.Before(count + 2)))
            return true;
        return (word.Length - count == 2 && !Vowels.Contains(last) && Vowels.Contains(middle)) || word.Ends("past", count);
    }

    private static void CutPlural(ref SnowballWord word)
    {
        if (word.Ends("'s'")) word.Cut(3);
        else if (word.Ends("'s")) word.Cut(2);
        else if (word.Ends("'")) word.Cut(1);

        switch (Plurals.Find(word, out int length))
        {
            case 1:
                word.Cut(2);
                break;
            case 2:
                word.Swap(3, word.Length - length >= 2 ? "i" : "ie");
                break;
            case 3 when word.Length > 2 && word.Letters[..^2].ContainsAny(Vowels):
                word.Cut(1);
                break;
        }
    }

    private static void CutPast(ref SnowballWord word)
    {
        int group = Pasts.Find(word, out int length);
        if (group == 0) return;
        if (group == 1)
        {
            bool isWhole = word.Length - length is 3 or 4 && (word.Letters.StartsWith("proc") || word.Letters.StartsWith("exc")
                || word.Letters.StartsWith("succ"));
            isWhole &= word.Length - length == (word[0] == 'e' ? 3 : 4);
            if (!isWhole && word.Holds(word.R1, length)) word.Swap(length, "ee");
            return;
        }
        if (group == 3)
        {
            if (word.Length == 5 && word[1] == 'y' && !Vowels.Contains(word[0]))
            {
                word.Swap(4, "ie");
                return;
            }
            var before = new SnowballWord(word.Letters, word.Length - length);
            if (Kept.Find(before, out int kept) != 0 && kept == before.Length) return;
        }
        if (!word.Letters[..^length].ContainsAny(Vowels)) return;
        word.Cut(length);
        switch (Unrounded.Find(word, out _))
        {
            case 1:
                word.Swap(0, "e");
                break;
            case 2:
                if (!(word.Length == 3 && word[0] is 'a' or 'e' or 'o')) word.Cut(1);
                break;
            default:
                if (word.Length == word.R1 && EndsShort(word, 0)) word.Swap(0, "e");
                break;
        }
    }

    private static void CutSecond(ref SnowballWord word)
    {
        int group = Second.Find(word, out int length);
        if (group == 0 || !word.Holds(word.R1, length)) return;
        if (group == 14 && word.Before(length) != 'l') return;
        if (group == 17 && word.Before(length) is not ('c' or 'd' or 'e' or 'g' or 'h' or 'k' or 'm' or 'n' or 'r' or 't')) return;
        word.Swap(length, SecondReplacements[group - 1]);
    }

    private static void CutThird(ref SnowballWord word)
    {
        int group = Third.Find(word, out int length);
        if (group == 0 || !word.Holds(word.R1, length) || (group == 6 && !word.Holds(word.R2, length))) return;
        word.Swap(length, group switch { 1 => "tion", 2 => "ate", 3 => "al", 4 => "ic", _ => "" });
    }

    private static void CutFourth(ref SnowballWord word)
    {
        int group = Fourth.Find(word, out int length);
        if (group == 0 || !word.Holds(word.R2, length)) return;
        if (group == 1 || word.Before(length) is 's' or 't') word.Cut(length);
    }

    private static void CutLast(ref SnowballWord word)
    {
        if (word.Ends("e"))
        {
            if (word.Holds(word.R2, 1) || (word.Holds(word.R1, 1) && !EndsShort(word, 1))) word.Cut(1);
        }
        else if (word.Ends("ll") && word.Holds(word.R2, 1))
        {
            word.Cut(1);
        }
    }
}
