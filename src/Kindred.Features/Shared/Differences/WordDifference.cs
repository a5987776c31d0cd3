using System.Globalization;

namespace Kindred.Features.Shared.Differences;

/// <summary>What changed from one text to another, word by word (Myers 1986, <c>O(ND)</c>): words and the space between them are the units, so that
/// what is put together again is the very text. Texts that differ in more than anyone reads word by word are told line by line, and where two passages
/// have little in common, as one removed and one added: coarser, never wrong. Its work is bounded, however long and strange the texts are.</summary>
public static class WordDifference
{
    /// <summary>Beyond so many changed words nobody reads them one by one, and finding them would take a long time.</summary>
    private const int MostChanges = 1_000;

    /// <summary>Comparisons for one way through two texts; some milliseconds.</summary>
    private const int MostSteps = 1_000_000;

    public enum Change
    {
        Same,
        Added,
        Removed,
    }

    public sealed record Run(Change Change, string Text);

    public static IReadOnlyList<Run> Between(string before, string after)
    {
        int steps = MostSteps;
        return Compared(before, after, EndOfWord, ref steps) ?? ByLines(before, after);
    }

    /// <summary>Lines first; then, in those that took the place of others, words, as long as there is work left to spend.</summary>
    private static List<Run> ByLines(string before, string after)
    {
        int steps = MostSteps;
        if (Compared(before, after, EndOfLine, ref steps) is not { } lines) return Whole(before, after);
        steps = MostSteps;
        List<Run> finer = [];
        foreach (Run run in lines)
        {
            bool isInPlace = run.Change == Change.Added && finer is [.., { Change: Change.Removed }];
            if (isInPlace && steps > 0 && Compared(finer[^1].Text, run.Text, EndOfWord, ref steps) is { } words)
            {
                finer.RemoveAt(finer.Count - 1);
                finer.AddRange(words);
            }
            else
            {
                finer.Add(run);
            }
        }

        return finer;
    }

    private static List<Run> Whole(string before, string after) =>
        [.. new[] { new Run(Change.Removed, before), new Run(Change.Added, after) }.Where(run => run.Text.Length > 0)];

    /// <summary>Null where finding it would take more steps than there are; those taken are counted down.</summary>
    /// <param name="endOf">Where the unit ends that begins at a place.</param>
    private static List<Run>? Compared(string before, string after, Func<string, int, int> endOf, ref int steps)
    {
        Dictionary<string, int> names = new(StringComparer.Ordinal);
        Units old = Units.Of(before, endOf, names), now = Units.Of(after, endOf, names);
        int start = old.Names.CommonPrefixLength(now.Names);
        ReadOnlySpan<int> oldMiddle = old.Names[start..], nowMiddle = now.Names[start..];
        int end = 0;
        while (end < oldMiddle.Length && end < nowMiddle.Length && oldMiddle[^(end + 1)] == nowMiddle[^(end + 1)]) end++;
        oldMiddle = oldMiddle[..^end];
        nowMiddle = nowMiddle[..^end];
        List<Change>? middle = oldMiddle.IsEmpty || nowMiddle.IsEmpty
            ? [.. Enumerable.Repeat(Change.Removed, oldMiddle.Length), .. Enumerable.Repeat(Change.Added, nowMiddle.Length)]
            : Path(oldMiddle, nowMiddle, ref steps);
        if (middle is null) return null;

        List<Run> runs = [];
        Add(runs, Change.Same, old.Text(0, start));
        (int atOld, int atNow) = (start, start);
        for (int at = 0; at < middle.Count;)
        {
            (int same, int removed, int added) = (0, 0, 0);
            for (; at < middle.Count && middle[at] == Change.Same; at++) same++;
            for (; at < middle.Count && middle[at] != Change.Same; at++)
            {
                if (middle[at] == Change.Removed) removed++;
                else added++;
            }

            Add(runs, Change.Same, old.Text(atOld, same));
            Add(runs, Change.Removed, old.Text(atOld + same, removed));
            Add(runs, Change.Added, now.Text(atNow + same, added));
            (atOld, atNow) = (atOld + same + removed, atNow + same + added);
        }

        Add(runs, Change.Same, old.Text(atOld, end));
        return runs;
    }

    private static void Add(List<Run> runs, Change change, string text)
    {
        if (text.Length > 0) runs.Add(new Run(change, text));
    }

    /// <summary>The shortest way from old to now; null where it is longer than anyone would read.</summary>
    private static List<Change>? Path(ReadOnlySpan<int> old, ReadOnlySpan<int> now, ref int steps)
    {
        int most = Math.Min(old.Length + now.Length, MostChanges);
        int[] reached = new int[(2 * most) + 2];
        List<int[]> trail = [];
        for (int changes = 0; changes <= most; changes++)
        {
            trail.Add([.. reached.AsSpan(most - changes, (2 * changes) + 2)]);
            for (int k = -changes; k <= changes; k += 2)
            {
                bool isDown = k == -changes || (k != changes && reached[most + k - 1] < reached[most + k + 1]);
                int x = isDown ? reached[most + k + 1] : reached[most + k - 1] + 1;
                int came = x;
                while (x < old.Length && x - k < now.Length && old[x] == now[x - k]) x++;
                reached[most + k] = x;
                if (x >= old.Length && x - k >= now.Length) return Back(trail, old.Length, now.Length);
                if ((steps -= x - came + 1) < 0) return null;
            }
        }

        return null;
    }

    private static List<Change> Back(List<int[]> trail, int x, int y)
    {
        List<Change> way = [];
        for (int changes = trail.Count - 1; changes > 0; changes--)
        {
            // trail[changes] begins at diagonal -changes.
            int[] reached = trail[changes];
            int k = x - y;
            bool isDown = k == -changes || (k != changes && reached[k - 1 + changes] < reached[k + 1 + changes]);
            int from = isDown ? k + 1 : k - 1;
            int fromX = reached[from + changes];
            int fromY = fromX - from;
            for (; x > fromX + (isDown ? 0 : 1) && y > fromY + (isDown ? 1 : 0); x--, y--) way.Add(Change.Same);
            way.Add(isDown ? Change.Added : Change.Removed);
            (x, y) = (fromX, fromY);
        }

        way.AddRange(Enumerable.Repeat(Change.Same, x));
        way.Reverse();
        return way;
    }

    /// <summary>The line with the sign that ends it.</summary>
    private static int EndOfLine(string text, int at)
    {
        int end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end + 1;
    }

    /// <summary>Runs of letters and digits, runs of space, and every other character alone; in scripts without spaces each letter is a word.</summary>
    private static int EndOfWord(string text, int at)
    {
        int kind = KindOf(text[at]);
        int end = at + 1;
        while (kind != 0 && end < text.Length && KindOf(text[end]) == kind) end++;
        return char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? at + 2 : end;
    }

    private static int KindOf(char c) => c < 128 ? (char.IsAsciiLetterOrDigit(c) ? 1 : char.IsWhiteSpace(c) ? 2 : 0)
        : c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\u0E00' and <= '\u0E7F' ? 0
        : char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark ? 1
        : char.IsWhiteSpace(c) ? 2
        : 0;

    /// <summary>A text cut into units. Each has a number that is the same for the same words, so that two are compared at once and none is copied.</summary>
    private readonly ref struct Units(string text, int[] names, int[] ends)
    {
        public ReadOnlySpan<int> Names => names;

        public static Units Of(string text, Func<string, int, int> endOf, Dictionary<string, int> names)
        {
            List<int> found = [], ends = [];
            Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
            for (int at = 0, end; at < text.Length; at = end)
            {
                end = endOf(text, at);
                ReadOnlySpan<char> unit = text.AsSpan(at, end - at);
                if (!lookup.TryGetValue(unit, out int name)) lookup[unit] = name = names.Count;
                found.Add(name);
                ends.Add(end);
            }

            return new Units(text, [.. found], [.. ends]);
        }

        public string Text(int from, int count)
        {
            if (count == 0) return "";
            int begin = from == 0 ? 0 : ends[from - 1];
            return text[begin..ends[from + count - 1]];
        }
    }
}
