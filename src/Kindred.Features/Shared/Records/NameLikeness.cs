using System.Collections.Frozen;
using Kindred.Domain.Depositing;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Shared.Records;

/// <summary>In what two names differ, where they may well be of one thing; ordered from the surest.</summary>
public enum Likeness
{
    /// <summary>Letter for letter but for capitals, accents, spaces and signs: Deliveroo and deliveroo.</summary>
    Writing,

    /// <summary>Words that say what it is in law, articles, "local" and "no.": Fruehauf Corp and Fruehauf Corporation, IBT 117 and IBT Local 117.</summary>
    Form,

    /// <summary>One is the other shortened, or says so in brackets: IBM and International Business Machines (IBM).</summary>
    Abbreviation,

    /// <summary>The same words in another order: Harris, Victor and Victor Harris.</summary>
    Order,

    /// <summary>A slip or two: Allegheny and Alleghany.</summary>
    Spelling,
}

/// <summary>Compares names that may be of one thing. It offers, and decides nothing: two names that are alike may be of two things, and where their numbers differ they are
/// (Local 12, Local 13). Pure; words are compared without capitals and accents.</summary>
public sealed class NameLikeness
{
    private const int LongestName = 300;
    private const int ShortestForSpelling = 5;
    private const int PrefixLength = 6;

    private static readonly FrozenSet<string> FormWords = FrozenSet.Create(StringComparer.Ordinal,
        "inc", "incorporated", "corp", "corporation", "co", "company", "cos", "ltd", "limited", "llc", "llp", "lp", "plc", "gmbh", "ag", "kg", "ev", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "oy", "as",
        "the", "el", "la", "los", "las", "le", "les", "der", "die", "das", "al", "of", "de", "del", "des", "du", "and", "y", "et", "und", "e", "local", "no", "nr", "num", "number", "branch", "chapter");

    private readonly string[] words;
    private readonly string[] telling;
    private readonly string joined;
    private readonly string tellingJoined;
    private readonly string numbers;

    /// <summary>What stands in brackets at its end, and what stands before; null: nothing does.</summary>
    private readonly NameLikeness? bracketed;
    private readonly NameLikeness? before;

    private NameLikeness(string name, bool mayHaveBrackets)
    {
        Name = name.Length > LongestName ? name[..LongestName] : name;
        words = [.. FoldedWords.Of(Name).Select(word => Folding.Fold(word)).Where(word => word.Length > 0)];
        telling = [.. words.Where(word => !FormWords.Contains(word))];
        // Of a name that is nothing else, they are the name.
        if (telling.Length == 0) telling = words;
        joined = string.Concat(words);
        tellingJoined = string.Concat(telling);
        numbers = string.Join(' ', words.Select(word => string.Concat(word.Where(char.IsDigit))).Where(digits => digits.Length > 0).Select(digits => digits.TrimStart('0')));
        if (!mayHaveBrackets || !Name.TrimEnd().EndsWith(')') || Name.IndexOf('(', StringComparison.Ordinal) is not (> 0 and var open)) return;
        bracketed = new NameLikeness(Name[(open + 1)..].TrimEnd().TrimEnd(')'), mayHaveBrackets: false);
        before = new NameLikeness(Name[..open], mayHaveBrackets: false);
    }

    public string Name { get; }

    /// <summary>All letters of it, one after the other: what is nearly the same stands near each other in this order.</summary>
    public string Folded => tellingJoined;

    public static NameLikeness Of(string name) => new(name, mayHaveBrackets: true);

    public static Likeness? Between(string one, string other) => Of(one).To(Of(other));

    /// <summary>Null: they are not alike.</summary>
    public Likeness? To(NameLikeness other)
    {
        if (joined.Length == 0 || other.joined.Length == 0) return null;
        if (joined == other.joined) return Likeness.Writing;
        if (IsShortOf(other) || other.IsShortOf(this)) return Likeness.Abbreviation;
        if (numbers != other.numbers) return null;
        if (tellingJoined == other.tellingJoined) return Likeness.Form;
        if (telling.Length > 1 && telling.Order(StringComparer.Ordinal).SequenceEqual(other.telling.Order(StringComparer.Ordinal))) return Likeness.Order;
        return IsNear(other) ? Likeness.Spelling : null;
    }

    /// <summary>Under these another name is found that is alike: what is alike has one in common, but for slips in the first letters. A store or a dictionary holds names by
    /// them, and <see cref="To"/> says which of those found are.</summary>
    public IEnumerable<string> Keys()
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        AddKeys(keys);
        before?.AddKeys(keys);
        bracketed?.AddKeys(keys);
        keys.Remove("");
        return keys;
    }

    private void AddKeys(HashSet<string> keys)
    {
        keys.Add(tellingJoined);
        keys.Add(joined);
        if (telling.Length > 1)
        {
            keys.Add(string.Concat(telling.Order(StringComparer.Ordinal)));
            foreach (string initials in Initials()) keys.Add(initials);
        }

        if (tellingJoined.Length >= ShortestForSpelling)
        {
            keys.Add("^" + tellingJoined[..Math.Min(PrefixLength, tellingJoined.Length)]);
            keys.Add("$" + tellingJoined[^Math.Min(PrefixLength, tellingJoined.Length)..]);
        }
    }

    /// <summary>IBM of International Business Machines; with the brackets in which either says so.</summary>
    private bool IsShortOf(NameLikeness other)
    {
        // Numbers in brackets tell two things apart: (2019), (Local 2).
        if (other.bracketed is { numbers: "" } inside && other.before is { } outside && (before is null ? IsSame(inside) || IsSame(outside) : bracketed!.IsSame(inside))) return true;
        return words.Length == 1 && joined.Length is >= 2 and <= 8 && IsCapitals() && other.telling.Length > 1 && other.Initials().Contains(joined);
    }

    private bool IsSame(NameLikeness other) => joined.Length > 1 && (joined == other.joined || (tellingJoined == other.tellingJoined && numbers == other.numbers));

    private bool IsCapitals() => Name.Where(char.IsLetter).All(char.IsUpper);

    private IEnumerable<string> Initials()
    {
        if (telling.Length is < 2 or > 12) yield break;
        yield return string.Concat(telling.Select(word => word[0]));
        if (words.Length != telling.Length && words.Length <= 12) yield return string.Concat(words.Select(word => word[0]));
    }

    /// <summary>One slip in each eight letters, three at most; a short name is another name.</summary>
    private bool IsNear(NameLikeness other)
    {
        int shorter = Math.Min(tellingJoined.Length, other.tellingJoined.Length);
        if (shorter < ShortestForSpelling) return false;
        int reach = Math.Min(3, Math.Max(1, shorter / 8));
        return Math.Abs(tellingJoined.Length - other.tellingJoined.Length) <= reach && Distance(tellingJoined, other.tellingJoined, reach) <= reach;
    }

    /// <summary>Letters put in, left out, changed or exchanged with their neighbour; gives up beyond the reach.</summary>
    private static int Distance(string left, string right, int reach)
    {
        Span<int> before = stackalloc int[LongestName * 4 + 1], last = stackalloc int[LongestName * 4 + 1], row = stackalloc int[LongestName * 4 + 1];
        if (left.Length >= last.Length || right.Length >= last.Length) return reach + 1;
        for (int column = 0; column <= right.Length; column++) last[column] = column;
        for (int line = 1; line <= left.Length; line++)
        {
            row[0] = line;
            int least = line;
            for (int column = 1; column <= right.Length; column++)
            {
                int cost = Math.Min(Math.Min(last[column], row[column - 1]) + 1, last[column - 1] + (left[line - 1] == right[column - 1] ? 0 : 1));
                if (line > 1 && column > 1 && left[line - 1] == right[column - 2] && left[line - 2] == right[column - 1]) cost = Math.Min(cost, before[column - 2] + 1);
                row[column] = cost;
                least = Math.Min(least, cost);
            }

            if (least > reach) return reach + 1;
            Span<int> spare = before;
            before = last;
            last = row;
            row = spare;
        }

        return last[right.Length];
    }
}
