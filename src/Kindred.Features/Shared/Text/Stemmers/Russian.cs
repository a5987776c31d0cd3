using System.Buffers;

namespace Kindred.Features.Shared.Text.Stemmers;

/// <summary>The Russian algorithm of Snowball (snowballstem.org/algorithms/russian/stemmer.html).</summary>
public sealed class Russian : Stemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("аеиоуыэюя");

    // The first group of these needs а or я before it.
    private static readonly Endings Gerunds = new("в вши вшись", "ив ивши ившись ыв ывши ывшись");
    private static readonly Endings Participles = new("ем нн вш ющ щ", "ивш ывш ующ");

    private static readonly Endings Verbs = new(
        "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
        "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю");

    private static readonly Endings Adjectives =
        new("ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею");

    private static readonly Endings Reflexives = new("ся сь");

    private static readonly Endings Nouns = new(
        "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я");

    private static readonly Endings Derivations = new("ост ость");
    private static readonly Endings Superlatives = new("ейш ейше");

    public override string Language => "ru";

    public override Script Script => Script.Cyrillic;

    public override int Stem(Span<char> buffer, int length)
    {
        buffer[..length].Replace('ё', 'е');
        var word = new SnowballWord(buffer, length);
        MarkRegions(ref word);
        if (!CutAfterA(ref word, Gerunds))
        {
            if (Reflexives.Find(word, word.RV, out int reflexive) != 0) word.Cut(reflexive);
            if (CutAny(ref word, Adjectives)) CutAfterA(ref word, Participles);
            else if (!CutAfterA(ref word, Verbs)) CutAny(ref word, Nouns);
        }
        word.TryCut("и", word.RV);
        if (Derivations.Find(word, word.RV, out int derivation) != 0 && word.Holds(word.R2, derivation)) word.Cut(derivation);
        Tidy(ref word);
        return word.Length;
    }

    private static void MarkRegions(ref SnowballWord word)
    {
        int first = word.PastVowel(0, Vowels);
        if (first < 0) return;
        word.RV = first;
        int second = word.PastOther(word.PastVowel(word.PastOther(first, Vowels), Vowels), Vowels);
        if (second >= 0) word.R2 = second;
    }

    private static bool CutAny(ref SnowballWord word, Endings endings)
    {
        bool isFound = endings.Find(word, word.RV, out int length) != 0;
        word.Cut(length);
        return isFound;
    }

    private static bool CutAfterA(ref SnowballWord word, Endings endings)
    {
        int group = endings.Find(word, word.RV, out int length);
        if (group == 0) return false;
        if (group == 1 && !(word.Holds(word.RV, length + 1) && word.Before(length) is 'а' or 'я')) return false;
        word.Cut(length);
        return true;
    }

    private static void Tidy(ref SnowballWord word)
    {
        if (CutAny(ref word, Superlatives) || word.Ends("н"))
        {
            if (word.Ends("нн") && word.Holds(word.RV, 2)) word.Cut(1);
        }
        else
        {
            word.TryCut("ь", word.RV);
        }
    }
}
