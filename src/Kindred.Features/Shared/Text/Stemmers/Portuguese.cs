using System.Buffers;

namespace Kindred.Features.Shared.Text.Stemmers;

/// <summary>
/// The Portuguese algorithm of Snowball (snowballstem.org/algorithms/portuguese/stemmer.html). A nasal vowel is written a~ or o~
/// while it works: the tilde counts as a consonant.
/// </summary>
public sealed class Portuguese : Stemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouáéíóúâêô");

    private static readonly Endings Nouns = new(
        "eza ezas ico ica icos icas ismo ismos ável ível ista istas oso osa osos osas amento amentos imento imentos adora ador aça~o"
        + " adoras adores aço~es ante antes ância",
        "logia logias",
        "uça~o uço~es",
        "ência ências",
        "amente",
        "mente",
        "idade idades",
        "iva ivo ivas ivos",
        "ira iras");

    private static readonly Endings Adverbs = new("iv", "os ic ad");
    private static readonly Endings Adjectives = new("ante avel ível");
    private static readonly Endings Qualities = new("abil ic iv");

    private static readonly Endings Verbs = new(
        "ada ida ia aria eria iria ará ara erá era irá ava asse esse isse aste este iste ei arei erei irei am iam ariam eriam iriam aram"
        + " eram iram avam em arem erem irem assem essem issem ado ido ando endo indo ara~o era~o ira~o ar er ir as adas idas ias arias"
        + " erias irias arás aras erás eras irás avas es ardes erdes irdes ares eres ires asses esses isses astes estes istes is ais eis"
        + " íeis aríeis eríeis iríeis áreis areis éreis ereis íreis ireis ásseis ésseis ísseis áveis ados idos ámos amos íamos aríamos"
        + " eríamos iríamos áramos éramos íramos ávamos emos aremos eremos iremos ássemos êssemos íssemos imos armos ermos irmos eu iu ou"
        + " ira iras");

    private static readonly Endings Residues = new("os a i o á í ó");

    public override string Language => "pt";

    public override Script Script => Script.Latin;

    public override int Stem(Span<char> buffer, int length)
    {
        var word = new SnowballWord(buffer, length);
        PartTildes(ref word);
        word.RV = word.R1 = word.R2 = word.Length;
        word.MarkRV(Vowels);
        word.MarkR1AndR2(Vowels);
        if (CutNoun(ref word) || CutVerb(ref word))
        {
            if (word.Ends("ci") && word.Holds(word.RV, 1)) word.Cut(1);
        }
        else if (Residues.Find(word, out int residue) != 0 && word.Holds(word.RV, residue))
        {
            word.Cut(residue);
        }
        CutResidualForm(ref word);
        JoinTildes(ref word);
        return word.Length;
    }

    /// <summary>educacao and educacoes are educação and educações, prisoes is prisões, which the rules of the language leave apart from prisão: without
    /// its tilde a plural is stemmed as its singular.</summary>
    public override int StemUnmarked(Span<char> buffer, int length)
    {
        ReadOnlySpan<char> typed = buffer[..length];
        bool isPlural = length > 4 && (typed.EndsWith("oes") || typed.EndsWith("aes") || typed.EndsWith("aos"));
        if (isPlural) "ao".CopyTo(buffer[(--length - 2)..]);
        else if (length > 4 && typed.EndsWith("ns")) buffer[--length - 1] = 'm';
        Span<char> word = buffer[..length];
        if (word.EndsWith("cao")) "ção".CopyTo(word[^3..]);
        Span<char> stem = buffer[..Stem(buffer, length)];
        stem.Replace('ç', 'c');
        stem.Replace('ã', 'a');
        stem.Replace('õ', 'o');
        return stem.Length;
    }

    private static void PartTildes(ref SnowballWord word)
    {
        for (int place = 0; place < word.Length; place++)
        {
            if (word[place] is not ('ã' or 'õ')) continue;
            word.Write(place, word[place] == 'ã' ? 'a' : 'o');
            word.Insert(++place, '~');
        }
    }

    private static void JoinTildes(ref SnowballWord word)
    {
        for (int place = 1; place < word.Length; place++)
        {
            if (word[place] != '~' || word[place - 1] is not ('a' or 'o')) continue;
            word.Write(place - 1, word[place - 1] == 'a' ? 'ã' : 'õ');
            word.Remove(place);
        }
    }

    private static bool CutNoun(ref SnowballWord word)
    {
        int group = Nouns.Find(word, out int length);
        if (group == 0) return false;
        if (group == 9)
        {
            if (!word.Holds(word.RV, length) || word.Before(length) != 'e') return false;
            word.Swap(length, "ir");
            return true;
        }
        if (!word.Holds(group == 5 ? word.R1 : word.R2, length)) return false;
        word.Swap(length, group switch { 2 => "log", 3 => "u", 4 => "ente", _ => "" });
        int more;
        switch (group)
        {
            case 5:
                int adverb = Adverbs.Find(word, out more);
                if (adverb == 0 || !word.Holds(word.R2, more)) break;
                word.Cut(more);
                if (adverb == 1) word.TryCut("at", word.R2);
                break;
            case 6 when Adjectives.Find(word, out more) != 0 && word.Holds(word.R2, more):
            case 7 when Qualities.Find(word, out more) != 0 && word.Holds(word.R2, more):
                word.Cut(more);
                break;
            case 8:
                word.TryCut("at", word.R2);
                break;
        }
        return true;
    }

    private static bool CutVerb(ref SnowballWord word)
    {
        if (Verbs.Find(word, word.RV, out int length) == 0) return false;
        word.Cut(length);
        return true;
    }

    private static void CutResidualForm(ref SnowballWord word)
    {
        if (word[word.Length - 1] is 'e' or 'é' or 'ê')
        {
            if (!word.Holds(word.RV, 1)) return;
            word.Cut(1);
            if ((word.Ends("gu") || word.Ends("ci")) && word.Holds(word.RV, 1)) word.Cut(1);
        }
        else if (word.Ends("ç"))
        {
            word.Swap(1, "c");
        }
    }
}
