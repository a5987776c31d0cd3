using System.Buffers;

namespace Kindred.Features.Shared.Text.Stemmers;

/// <summary>
/// The French algorithm of Snowball (snowballstem.org/algorithms/french/stemmer.html). Capitals stand for vowels that act as
/// consonants while it works.
/// </summary>
public sealed class French : Stemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyâàëéêèïîôûù");

    private static readonly Endings Nouns = new(
        "ance iqUe isme able iste eux ances iqUes ismes ables istes",
        "atrice ateur ation atrices ateurs ations",
        "logie logies",
        "usion ution usions utions",
        "ence ences",
        "ement ements",
        "ité ités",
        "if ive ifs ives",
        "eaux",
        "aux",
        "oux",
        "euse euses",
        "issement issements",
        "amment",
        "emment",
        "ment ments");

    private static readonly Endings BeforeEment = new("iv", "eus", "abl iqU", "ièr Ièr");
    private static readonly Endings BeforeIte = new("abil", "ic", "iv");

    private static readonly Endings IVerbs = new(
        "îmes ît îtes i ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons iront is issaIent issais issait issant"
        + " issante issantes issants isse issent isses issez issiez issions issons it");

    private static readonly Endings Verbs = new(
        "ions",
        "é ée ées és èrent er era erai eraIent erais erait eras erez eriez erions erons eront ez iez eais",
        "âmes ât âtes a ai aIent ait ant ante antes ants as asse assent asses assiez assions",
        "ais aise aises");

    private static readonly Endings Residues = new("ion", "ier ière Ier Ière", "e");
    private static readonly Endings Doubled = new("enn onn ett ell eill");

    public override string Language => "fr";

    public override Script Script => Script.Latin;

    public override int Stem(Span<char> buffer, int length)
    {
        var word = new SnowballWord(buffer, length);
        CutElision(ref word);
        MarkConsonants(ref word);
        MarkRegions(ref word);
        if (CutNoun(ref word) || CutIVerb(ref word) || CutVerb(ref word))
        {
            if (word.Ends("Y")) word.Swap(1, "i");
            else if (word.Ends("ç")) word.Swap(1, "c");
        }
        else
        {
            CutResidue(ref word);
        }
        if (Doubled.Find(word, out _) != 0) word.Cut(1);
        Unaccent(word);
        Unmark(ref word);
        return word.Length;
    }

    /// <summary>liberee is libérée: without its accent no rule knows the ending. étrangers and étranger are cut alike.</summary>
    public override int StemUnmarked(Span<char> buffer, int length)
    {
        ReadOnlySpan<char> typed = buffer[..length];
        if (length > 4 && typed.EndsWith("ees")) buffer[--length - 1] = 's';
        else if (length > 4 && typed.EndsWith("ers")) length--;
        else if (length > 3 && typed.EndsWith("ee")) length--;
        return Stem(buffer, length);
    }

    private static void CutElision(ref SnowballWord word)
    {
        int apostrophe = word.Letters.IndexOf('\'');
        bool isElision = apostrophe == 1 ? "cdjlmnstz".Contains(word[0]) : apostrophe == 2 && word.Letters.StartsWith("qu");
        if (!isElision || word.Length == apostrophe + 1) return;
        for (int count = 0; count <= apostrophe; count++) word.Remove(0);
    }

    private static void MarkConsonants(ref SnowballWord word)
    {
        for (int place = 0; place < word.Length; place++)
        {
            char letter = word[place];
            bool isVowel = Vowels.Contains(letter);
            char next = word[place + 1];
            if (isVowel && next is 'u' or 'i' && Vowels.Contains(word[place + 2]))
            {
                word.Write(place + 1, char.ToUpperInvariant(next));
            }
            else if (isVowel && next == 'y')
            {
                word.Write(place + 1, 'Y');
            }
            else if (letter is 'ë' or 'ï')
            {
                word.Write(place, letter == 'ë' ? 'e' : 'i');
                word.Insert(place, 'H');
            }
            else if (letter == 'y' && Vowels.Contains(next))
            {
                word.Write(place, 'Y');
            }
            else if (letter == 'q' && next == 'u')
            {
                word.Write(place + 1, 'U');
            }
        }
    }

    private static void MarkRegions(ref SnowballWord word)
    {
        word.RV = word.R1 = word.R2 = word.Length;
        bool isThree = word.Length >= 3 && ((Vowels.Contains(word[0]) && Vowels.Contains(word[1]))
            || word.Letters.StartsWith("par") || word.Letters.StartsWith("col") || word.Letters.StartsWith("tap")
            || (word.Letters.StartsWith("ni") && Vowels.Contains(word[2])));
        int found = isThree ? 3 : word.PastVowel(1, Vowels);
        if (found >= 0) word.RV = found;
        word.MarkR1AndR2(Vowels);
    }

    /// <summary>False also where the ending was changed but a verb ending is to be looked for after it.</summary>
    private static bool CutNoun(ref SnowballWord word)
    {
        int group = Nouns.Find(word, out int length);
        if (group == 0) return false;
        bool isInRV = word.Holds(word.RV, length);
        bool isInR1 = word.Holds(word.R1, length);
        bool isInR2 = word.Holds(word.R2, length);
        switch (group)
        {
            case <= 5 or 7 or 8:
                if (!isInR2) return false;
                word.Swap(length, group switch { 3 => "log", 4 => "u", 5 => "ent", _ => "" });
                if (group == 2) CutIc(ref word);
                if (group == 7) CutBeforeIte(ref word);
                if (group == 8 && word.TryCut("at", word.R2)) CutIc(ref word);
                return true;
            case 6:
                if (!isInRV) return false;
                word.Cut(length);
                CutBeforeEment(ref word);
                return true;
            case 9:
                word.Swap(length, "eau");
                return true;
            case 10:
                if (isInR1) word.Swap(length, "al");
                return isInR1;
            case 11:
                bool isPlural = word.Before(length) is 'b' or 'h' or 'j' or 'l' or 'n' or 'p';
                if (isPlural) word.Swap(length, "ou");
                return isPlural;
            case 12:
                if (isInR1 || isInR2) word.Swap(length, isInR2 ? "" : "eux");
                return isInR1 || isInR2;
            case 13:
                bool isVerbal = isInR1 && word.Length > length && !Vowels.Contains(word.Before(length));
                if (isVerbal) word.Cut(length);
                return isVerbal;
            case 14 or 15:
                if (isInRV) word.Swap(length, group == 14 ? "ant" : "ent");
                return false;
            default:
                if (Vowels.Contains(word.Before(length)) && word.Holds(word.RV, length + 1)) word.Cut(length);
                return false;
        }
    }

    private static void CutIc(ref SnowballWord word)
    {
        if (word.Ends("ic")) word.Swap(2, word.Holds(word.R2, 2) ? "" : "iqU");
    }

    private static void CutBeforeEment(ref SnowballWord word)
    {
        int group = BeforeEment.Find(word, out int length);
        bool isInR2 = word.Holds(word.R2, length);
        if (group == 1 && isInR2)
        {
            word.Cut(length);
            word.TryCut("at", word.R2);
        }
        else if (group == 2 && (isInR2 || word.Holds(word.R1, length)))
        {
            word.Swap(length, isInR2 ? "" : "eux");
        }
        else if (group == 3 && isInR2)
        {
            word.Cut(length);
        }
        else if (group == 4 && word.Holds(word.RV, length))
        {
            word.Swap(length, "i");
        }
    }

    private static void CutBeforeIte(ref SnowballWord word)
    {
        int group = BeforeIte.Find(word, out int length);
        if (group == 0) return;
        if (word.Holds(word.R2, length)) word.Cut(length);
        else if (group != 3) word.Swap(length, group == 1 ? "abl" : "iqU");
    }

    private static bool CutIVerb(ref SnowballWord word)
    {
        if (IVerbs.Find(word, word.RV, out int length) == 0 || !word.Holds(word.RV, length + 1)) return false;
        char before = word.Before(length);
        if (before == 'H' || Vowels.Contains(before)) return false;
        word.Cut(length);
        return true;
    }

    private static bool CutVerb(ref SnowballWord word)
    {
        int group = Verbs.Find(word, word.RV, out int length);
        if (group == 0 || (group == 1 && !word.Holds(word.R2, length))) return false;
        if (group == 4 && (word.Ends("auv", length) || word.Ends("épl", length)
            || (word.Ends("al", length) && word.Length - length == 3))) return false;
        word.Cut(length);
        if (group == 3 && word.Ends("e") && word.Holds(word.RV, 1)) word.Cut(1);
        return true;
    }

    private static void CutResidue(ref SnowballWord word)
    {
        if (word.Length > 1 && word.Ends("s") && (word.Ends("Hi", 1) || !"aiouès".Contains(word.Before(1)))) word.Cut(1);
        switch (Residues.Find(word, word.RV, out int length))
        {
            case 1 when word.Holds(word.R2, length) && word.Holds(word.RV, length + 1) && word.Before(length) is 's' or 't':
                word.Cut(length);
                break;
            case 2:
                word.Swap(length, "i");
                break;
            case 3:
                word.Cut(length);
                break;
        }
    }

    /// <summary>é and è before a last consonant.</summary>
    private static void Unaccent(SnowballWord word)
    {
        int last = word.Letters.LastIndexOfAny(Vowels);
        if (last >= 0 && last < word.Length - 1 && word[last] is 'é' or 'è') word.Write(last, 'e');
    }

    private static void Unmark(ref SnowballWord word)
    {
        for (int place = 0; place < word.Length; place++)
        {
            switch (word[place])
            {
                case 'H':
                    if (word[place + 1] is 'e' or 'i') word.Write(place + 1, word[place + 1] == 'e' ? 'ë' : 'ï');
                    word.Remove(place);
                    break;
                case 'I' or 'U' or 'Y':
                    word.Write(place, char.ToLowerInvariant(word[place]));
                    break;
            }
        }
    }
}
