using System.Buffers;

namespace Kindred.Features.Shared.Text.Stemmers;

/// <summary>The Spanish algorithm of Snowball (snowballstem.org/algorithms/spanish/stemmer.html).</summary>
public sealed class Spanish : Stemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouáéíóúü");

    private static readonly Endings Pronouns = new("me se sela selo selas selos la le lo las les los nos");
    private static readonly Endings BeforePronoun = new("iéndo", "ándo", "ár", "ér", "ír", "ando iendo ar er ir", "yendo");
    private static readonly string[] Unaccented = ["iendo", "ando", "ar", "er", "ir"];

    private static readonly Endings Nouns = new(
        "anza anzas ico ica icos icas ismo ismos able ables ible ibles ista istas oso osa osos osas amiento amientos imiento imientos",
        "adora ador ación adoras adores aciones ante antes ancia ancias acion",
        "logía logías",
        "ución uciones ucion",
        "encia encias",
        "amente",
        "mente",
        "idad idades",
        "iva ivo ivas ivos");

    private static readonly Endings Adverbs = new("iv", "os ic ad");
    private static readonly Endings Adjectives = new("ante able ible");
    private static readonly Endings Qualities = new("abil ic iv");
    private static readonly Endings YVerbs = new("ya ye yan yen yeron yendo yo yó yas yes yais yamos");

    private static readonly Endings Verbs = new(
        "en es éis emos",
        "arían arías arán arás aríais aría aréis aríamos aremos ará aré erían erías erán erás eríais ería eréis eríamos eremos erá eré"
        + " irían irías irán irás iríais iría iréis iríamos iremos irá iré aba ada ida ía ara iera ad ed id ase iese aste iste an aban ían"
        + " aran ieran asen iesen aron ieron ado ido ando iendo ió ar er ir as abas adas idas ías aras ieras ases ieses ís áis abais íais"
        + " arais ierais aseis ieseis asteis isteis ados idos amos ábamos íamos imos áramos iéramos iésemos ásemos");

    private static readonly Endings Residues = new("os a o á í ó", "e é");

    public override string Language => "es";

    public override Script Script => Script.Latin;

    public override int Stem(Span<char> buffer, int length)
    {
        var word = new SnowballWord(buffer, length);
        word.MarkRV(Vowels);
        word.MarkR1AndR2(Vowels);
        CutPronoun(ref word);
        if (!CutNoun(ref word) && !CutYVerb(ref word)) CutVerb(ref word);
        CutResidue(ref word);
        Unaccent(word.Letters);
        return word.Length;
    }

    /// <summary>Snowball takes the ending of a verb from <c>huracan</c> and <c>joven</c>, and from their plurals that of a plural only: these give their
    /// <c>es</c> away first. The z of <c>luz</c> is a c in <c>luces</c>.</summary>
    public override int StemUnmarked(Span<char> buffer, int length)
    {
        ReadOnlySpan<char> typed = buffer[..length];
        if (length > 5 && (typed.EndsWith("anes") || typed.EndsWith("enes"))) length -= 2;
        else if (length > 2 && typed[^1] == 'z') buffer[length - 1] = 'c';
        return Stem(buffer, length);
    }

    private static void CutPronoun(ref SnowballWord word)
    {
        if (Pronouns.Find(word, out int pronoun) == 0) return;
        var before = new SnowballWord(word.Letters, word.Length - pronoun);
        int group = BeforePronoun.Find(before, out int length);
        if (group == 0 || !word.Holds(word.RV, pronoun + length)) return;
        if (group <= 5) word.Swap(pronoun + length, Unaccented[group - 1]);
        else if (group == 6 || before.Before(length) == 'u') word.Cut(pronoun);
    }

    private static bool CutNoun(ref SnowballWord word)
    {
        int group = Nouns.Find(word, out int length);
        if (group == 0 || !word.Holds(group == 6 ? word.R1 : word.R2, length)) return false;
        word.Swap(length, group switch { 3 => "log", 4 => "u", 5 => "ente", _ => "" });
        int more;
        switch (group)
        {
            case 2:
                word.TryCut("ic", word.R2);
                break;
            case 6:
                int adverb = Adverbs.Find(word, out more);
                if (adverb == 0 || !word.Holds(word.R2, more)) break;
                word.Cut(more);
                if (adverb == 1) word.TryCut("at", word.R2);
                break;
            case 7 when Adjectives.Find(word, out more) != 0 && word.Holds(word.R2, more):
            case 8 when Qualities.Find(word, out more) != 0 && word.Holds(word.R2, more):
                word.Cut(more);
                break;
            case 9:
                word.TryCut("at", word.R2);
                break;
        }
        return true;
    }

    private static bool CutYVerb(ref SnowballWord word)
    {
        if (YVerbs.Find(word, word.RV, out int length) == 0 || word.Before(length) != 'u') return false;
        word.Cut(length);
        return true;
    }

    private static void CutVerb(ref SnowballWord word)
    {
        int group = Verbs.Find(word, word.RV, out int length);
        if (group == 0) return;
        word.Cut(length);
        if (group == 1 && word.Ends("gu")) word.Cut(1);
    }

    private static void CutResidue(ref SnowballWord word)
    {
        int group = Residues.Find(word, out int length);
        if (group == 0 || !word.Holds(word.RV, length)) return;
        word.Cut(length);
        if (group == 2 && word.Ends("gu") && word.Holds(word.RV, 1)) word.Cut(1);
    }

    private static void Unaccent(Span<char> letters)
    {
        letters.Replace('á', 'a');
        letters.Replace('é', 'e');
        letters.Replace('í', 'i');
        letters.Replace('ó', 'o');
        letters.Replace('ú', 'u');
    }
}
