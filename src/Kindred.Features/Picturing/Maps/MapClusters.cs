using System.Collections.Immutable;

namespace Kindred.Features.Picturing.Maps;

/// <summary>Points that lie too near each other on a sheet to be told apart, gathered: the same groups for the same points, whatever their order.</summary>
public static class MapClusters
{
    /// <summary>Numbers of the points of each group, ascending; groups in the order of their first.</summary>
    /// <param name="least">Between the middles of two groups, in pixels.</param>
    /// <param name="most">Groups; where more would be left, they are gathered from further away.</param>
    public static ImmutableArray<ImmutableArray<int>> Of(IReadOnlyList<SheetPoint> points, double least, int most)
    {
        for (double apart = least; ; apart *= 1.3)
        {
            List<Group> groups = Gathered(points, apart);
            if (groups.Count <= Math.Max(1, most)) return [.. groups.Select(group => (ImmutableArray<int>)[.. group.Members.Order()]).OrderBy(members => members[0])];
        }
    }

    /// <summary>Where a group stands: in the middle of its points.</summary>
    public static SheetPoint Middle(IReadOnlyList<SheetPoint> points, IReadOnlyCollection<int> members) =>
        new(members.Average(member => points[member].X), members.Average(member => points[member].Y));

    /// <summary>First by the squares of a grid, so that thousands become hundreds; then whatever is nearer than that, the nearest first.</summary>
    private static List<Group> Gathered(IReadOnlyList<SheetPoint> points, double apart)
    {
        double square = apart / 2;
        List<Group> groups =
        [
            .. Enumerable.Range(0, points.Count).GroupBy(at => (X: Math.Floor(points[at].X / square), Y: Math.Floor(points[at].Y / square)))
                .OrderBy(cell => cell.Key.Y).ThenBy(cell => cell.Key.X).Select(cell => Group.Of(points, cell)),
        ];
        while (Pairs(groups, apart) is [_, ..] pairs)
        {
            // Each is joined to one at a time: with whom it is nearest may be another after that.
            HashSet<int> joined = [];
            foreach ((double _, int one, int other) in pairs)
            {
                if (joined.Contains(one) || joined.Contains(other)) continue;
                joined.UnionWith([one, other]);
                groups[one] = Group.Of(points, groups[one].Members.Concat(groups[other].Members));
                groups[other] = Group.Gone;
            }

            groups.RemoveAll(group => group.Members.IsEmpty);
        }

        return groups;
    }

    /// <summary>Those nearer than that to each other, the nearest first.</summary>
    private static List<(double Square, int One, int Other)> Pairs(List<Group> groups, double apart)
    {
        List<(double Square, int One, int Other)> pairs = [];
        for (int one = 0; one < groups.Count; one++)
        {
            for (int other = one + 1; other < groups.Count; other++)
            {
                double x = groups[one].Middle.X - groups[other].Middle.X, y = groups[one].Middle.Y - groups[other].Middle.Y, square = (x * x) + (y * y);
                if (square < apart * apart) pairs.Add((square, one, other));
            }
        }

        pairs.Sort();
        return pairs;
    }

    private sealed record Group(ImmutableArray<int> Members, SheetPoint Middle)
    {
        public static Group Gone { get; } = new([], default);

        public static Group Of(IReadOnlyList<SheetPoint> points, IEnumerable<int> members)
        {
            // Summed in one order always: sums of fractions are not the same in another.
            ImmutableArray<int> ordered = [.. members.OrderBy(at => points[at].X).ThenBy(at => points[at].Y)];
            return new Group(ordered, MapClusters.Middle(points, ordered));
        }
    }
}
