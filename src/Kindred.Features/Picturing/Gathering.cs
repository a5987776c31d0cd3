namespace Kindred.Features.Picturing;

/// <summary>Decides which groups of a picture are shut, each behind one mark, so that it has no more marks than it may. Pure.</summary>
public static class Gathering
{
    /// <summary>As many marks as a picture in a page has (interface.md, rule 4).</summary>
    public const int MostMarks = 150;

    /// <summary>The largest are shut first, of equals the last; the one that somebody opened stays open, and where even that is too much, as much of it as there is room for.</summary>
    /// <param name="sizes">How many are in each group.</param>
    /// <param name="open">Number of the group that was opened; null: none.</param>
    /// <returns>Of each group how many stand in the picture for themselves: all, some, or none; one mark stands for the rest.</returns>
    public static int[] Shown(IReadOnlyList<int> sizes, int most, int? open = null)
    {
        int[] shown = [.. sizes];
        int marks = sizes.Sum();
        foreach (int group in Enumerable.Range(0, sizes.Count).Where(group => group != open && sizes[group] > 1).OrderByDescending(group => sizes[group]).ThenByDescending(group => group))
        {
            if (marks <= most) return shown;
            (shown[group], marks) = (0, marks - sizes[group] + 1);
        }

        if (marks > most && open is { } cut) shown[cut] = Math.Max(0, sizes[cut] - (marks - most) - 1);
        return shown;
    }
}
