using System.Numerics;

namespace Kindred.Features.Shared.Text;

/// <summary>
/// The archive's words, for "did you mean". All letters stand in one array (about 4 MB for 150,000 words), ordered by length; a mask of the
/// letters of each word rules out nearly all of them before any distance is counted.
/// </summary>
public sealed class Spelling
{
    private const int LongestWord = 32;

    private readonly char[] letters;
    private readonly int[] starts;
    private readonly uint[] masks;
    private readonly int[] documents;

    // firstOfLength[n]..firstOfLength[n + 1] are the words of n letters.
    private readonly int[] firstOfLength = new int[LongestWord + 2];

    private Spelling((string Word, int Documents)[] words)
    {
        letters = new char[words.Sum(one => one.Word.Length)];
        starts = new int[words.Length];
        masks = new uint[words.Length];
        documents = new int[words.Length];
        int end = 0;
        for (int index = 0; index < words.Length; index++)
        {
            string word = words[index].Word;
            word.CopyTo(letters.AsSpan(end));
            starts[index] = end;
            end += word.Length;
            masks[index] = Mask(word);
            documents[index] = words[index].Documents;
            firstOfLength[word.Length + 1] = index + 1;
        }
        for (int length = 1; length < firstOfLength.Length; length++)
            firstOfLength[length] = Math.Max(firstOfLength[length], firstOfLength[length - 1]);
    }

    /// <summary>Words are folded tokens of the index, each once, with the number of records it is in.</summary>
    public static Spelling Build(IEnumerable<(string Word, int Documents)> vocabulary)
    {
        var kept = vocabulary.Where(one => one.Word.Length is > 2 and <= LongestWord && !one.Word.AsSpan().ContainsAnyInRange('0', '9'));
        return new Spelling([.. kept.OrderBy(one => one.Word.Length).ThenBy(one => one.Word, StringComparer.Ordinal)]);
    }

    /// <summary>
    /// The word that was probably meant: one slip away, or two in words of six letters or more; among equally near ones that with the
    /// same first letter, then that of most records. Null where nothing is near or the word itself is known.
    /// </summary>
    public string? Nearest(ReadOnlySpan<char> folded)
    {
        if (folded.Length is < 3 or > LongestWord || folded.ContainsAnyInRange('0', '9')) return null;
        int reach = folded.Length < 6 ? 1 : 2;
        uint mask = Mask(folded);
        (int Distance, int OtherStart, int Documents) best = (reach + 1, 0, 0);
        int found = -1;
        int shortest = Math.Max(folded.Length - reach, 1);
        int longest = Math.Min(folded.Length + reach, LongestWord);
        for (int length = shortest; length <= longest; length++)
        {
            for (int index = firstOfLength[length]; index < firstOfLength[length + 1]; index++)
            {
                // Each slip changes at most two letters of the mask.
                if (BitOperations.PopCount(masks[index] ^ mask) > 2 * reach) continue;
                ReadOnlySpan<char> word = letters.AsSpan(starts[index], length);
                int distance = Distance(folded, word, reach);
                if (distance == 0) return null;
                if (distance > reach) continue;
                var here = (distance, word[0] == folded[0] ? 0 : 1, -documents[index]);
                if (here.CompareTo(best) >= 0) continue;
                best = here;
                found = index;
            }
        }
        return found < 0 ? null : new string(letters, starts[found], (found + 1 < starts.Length ? starts[found + 1] : letters.Length) - starts[found]);
    }

    private static uint Mask(ReadOnlySpan<char> word)
    {
        uint mask = 0;
        foreach (char letter in word) mask |= 1u << (letter & 31);
        return mask;
    }

    /// <summary>Damerau-Levenshtein (neighbours may change places); gives up beyond the reach.</summary>
    private static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int reach)
    {
        Span<int> before = stackalloc int[LongestWord + 1];
        Span<int> last = stackalloc int[LongestWord + 1];
        Span<int> row = stackalloc int[LongestWord + 1];
        for (int column = 0; column <= right.Length; column++) last[column] = column;
        for (int line = 1; line <= left.Length; line++)
        {
            row[0] = line;
            int least = line;
            for (int column = 1; column <= right.Length; column++)
            {
                bool isSame = left[line - 1] == right[column - 1];
                int cost = Math.Min(Math.Min(last[column], row[column - 1]) + 1, last[column - 1] + (isSame ? 0 : 1));
                if (line > 1 && column > 1 && left[line - 1] == right[column - 2] && left[line - 2] == right[column - 1])
                    cost = Math.Min(cost, before[column - 2] + 1);
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
