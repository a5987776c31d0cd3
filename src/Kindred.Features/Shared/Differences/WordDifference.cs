using System.Text;

namespace Kindred.Features.Shared.Differences;

/// <summary>What changed from one text to another, word by word (Myers 1986, <c>O(ND)</c>): words and the space between them are the units, so that
/// what is put together again is the very text. Two texts that have little in common are told as one removed and one added.</summary>
public static class WordDifference
{
    /// <summary>Beyond so many changed words nobody reads them one by one, and finding them would take a long time.</summary>
    private const int MostChanges = 1_500;

    public enum Change
    {
        Same,
        Added,
        Removed,
    }

    public sealed record Run(Change Change, string Text);

    public static IReadOnlyList<Run> Between(string before, string after)
    {
        string[] old = [.. Words(before)];
        string[] now = [.. Words(after)];
        int start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start]) start++;
        int end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)]) end++;

        List<(Change Change, string Text)> steps = [.. old[..start].Select(word => (Change.Same, word))];
        steps.AddRange(Middle(old[start..^end], now[start..^end]));
        steps.AddRange(old[(old.Length - end)..].Select(word => (Change.Same, word)));
        return Joined(steps);
    }

    private static IEnumerable<(Change, string)> Middle(string[] old, string[] now)
    {
        if (old.Length == 0) return now.Select(word => (Change.Added, word));
        if (now.Length == 0) return old.Select(word => (Change.Removed, word));
        return Path(old, now) ?? [.. old.Select(word => (Change.Removed, word)), .. now.Select(word => (Change.Added, word))];
    }

    /// <summary>The shortest way from old to now; null where it is longer than anyone would read.</summary>
    private static List<(Change, string)>? Path(string[] old, string[] now)
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
                while (x < old.Length && x - k < now.Length && old[x] == now[x - k]) x++;
                reached[most + k] = x;
                if (x >= old.Length && x - k >= now.Length) return Back(trail, old, now);
            }
        }

        return null;
    }

    private static List<(Change, string)> Back(List<int[]> trail, string[] old, string[] now)
    {
        List<(Change, string)> steps = [];
        (int x, int y) = (old.Length, now.Length);
        for (int changes = trail.Count - 1; changes > 0; changes--)
        {
            // trail[changes] begins at diagonal -changes.
            int[] reached = trail[changes];
            int k = x - y;
            bool isDown = k == -changes || (k != changes && reached[k - 1 + changes] < reached[k + 1 + changes]);
            int from = isDown ? k + 1 : k - 1;
            int fromX = reached[from + changes];
            int fromY = fromX - from;
            for (; x > fromX + (isDown ? 0 : 1) && y > fromY + (isDown ? 1 : 0); x--, y--) steps.Add((Change.Same, old[x - 1]));
            steps.Add(isDown ? (Change.Added, now[fromY]) : (Change.Removed, old[fromX]));
            (x, y) = (fromX, fromY);
        }

        for (; x > 0; x--) steps.Add((Change.Same, old[x - 1]));
        steps.Reverse();
        return steps;
    }

    private static List<Run> Joined(List<(Change Change, string Text)> steps)
    {
        List<Run> runs = [];
        StringBuilder removed = new(), added = new(), same = new();
        foreach ((Change change, string text) in steps)
        {
            if (change == Change.Same)
            {
                Flush(Change.Removed, removed);
                Flush(Change.Added, added);
                same.Append(text);
            }
            else
            {
                Flush(Change.Same, same);
                (change == Change.Removed ? removed : added).Append(text);
            }
        }

        Flush(Change.Same, same);
        Flush(Change.Removed, removed);
        Flush(Change.Added, added);
        return runs;

        void Flush(Change change, StringBuilder text)
        {
            if (text.Length > 0) runs.Add(new Run(change, text.ToString()));
            text.Clear();
        }
    }

    /// <summary>Runs of letters and digits, runs of space, and every other character alone; in scripts without spaces each letter is a word.</summary>
    private static IEnumerable<string> Words(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            int kind = KindOf(text[at]);
            int length = 1;
            while (kind != 0 && at + length < text.Length && KindOf(text[at + length]) == kind) length++;
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length) length = 2;
            yield return text.Substring(at, length);
            at += length;
        }
    }

    private static int KindOf(char c) =>
        c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\u0E00' and <= '\u0E7F' ? 0
        : char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark ? 1
        : char.IsWhiteSpace(c) ? 2
        : 0;
}
