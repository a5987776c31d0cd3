using System.Runtime.InteropServices;

namespace Kindred.Features.Shared.Text;

/// <summary>Finds names in a text by their folded words, whole and in order, in one pass however many there are: a tree of words, so that many names that
/// begin alike cost as little as one. What is found is the number under which a name was added.</summary>
public sealed class NamesInText
{
    private readonly Dictionary<string, int> words = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Place, int Word), int> next = [];

    /// <summary>Names that end at a place of the tree; the first place is its root.</summary>
    private readonly List<List<int>> ending = [[]];
    private int count;

    /// <returns>Its number; null: it has no word.</returns>
    public int? Add(string name)
    {
        int place = 0;
        WordReader reader = new(name);
        while (reader.Read())
        {
            string word = Folding.Fold(reader.Current.In(name));
            if (word.Length == 0) continue;
            if (!words.TryGetValue(word, out int number)) words[word] = number = words.Count;
            ref int to = ref CollectionsMarshal.GetValueRefOrAddDefault(next, (place, number), out bool isThere);
            if (!isThere)
            {
                to = ending.Count;
                ending.Add([]);
            }

            place = to;
        }

        if (place == 0) return null;
        ending[place].Add(count);
        return count++;
    }

    public void Find(ReadOnlySpan<char> text, HashSet<int> found)
    {
        if (count == 0) return;
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> known = words.GetAlternateLookup<ReadOnlySpan<char>>();
        // How far names that begin at one of the last words have come: as many as the longest name has words, at most.
        List<int> places = [];
        Span<char> room = stackalloc char[Folding.LongestToken];
        WordReader reader = new(text);
        while (reader.Read())
        {
            ReadOnlySpan<char> word = room[..Folding.Fold(reader.Current.In(text), room)];
            if (word.IsEmpty) continue;
            if (!known.TryGetValue(word, out int number))
            {
                places.Clear();
                continue;
            }

            places.Add(0);
            int kept = 0;
            for (int at = 0; at < places.Count; at++)
            {
                if (!next.TryGetValue((places[at], number), out int to)) continue;
                foreach (int name in ending[to]) found.Add(name);
                places[kept++] = to;
            }

            places.RemoveRange(kept, places.Count - kept);
        }
    }
}
