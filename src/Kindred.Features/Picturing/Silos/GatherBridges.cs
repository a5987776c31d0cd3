using System.Collections.Immutable;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Puts bridges between the same silos together, and chooses what a picture has room for.</summary>
public static class GatherBridges
{
    private const int MostNamed = 2;

    /// <summary>Of no more than these each is named.</summary>
    public static bool AreFew(ImmutableArray<Bridge> group) => group.Length <= MostNamed;

    /// <summary>Where there are more than there is room for: first what leads to a silo that nothing leads to yet, so that none seems to stand alone that does not; then what leaves the fewest out.</summary>
    /// <param name="bridges">The earliest first.</param>
    /// <param name="silos">Numbers of those that are drawn; what joins only one of them is no bridge here.</param>
    public static ImmutableArray<ImmutableArray<Bridge>> Between(IReadOnlyList<Bridge> bridges, IReadOnlySet<int> silos, int most)
    {
        (int[] Silos, ImmutableArray<Bridge> Bridges)[] groups =
        [
            .. bridges.Select(bridge => (Bridge: bridge, Joined: bridge.Silos.Where(silos.Contains).ToArray())).Where(one => one.Joined.Length > 1).GroupBy(one => string.Join(',', one.Joined))
                .Select(group => (group.First().Joined, group.Select(one => one.Bridge).ToImmutableArray())).OrderByDescending(group => group.Item2.Length),
        ];
        if (groups.Length <= most) return [.. groups.Select(group => group.Bridges)];
        HashSet<int> reached = [];
        HashSet<int> chosen = [];
        foreach ((int at, (int[] joined, _)) in groups.Index())
        {
            if (chosen.Count == most) break;
            if (joined.All(reached.Contains)) continue;
            reached.UnionWith(joined);
            chosen.Add(at);
        }

        foreach (int other in Enumerable.Range(0, groups.Length).TakeWhile(_ => chosen.Count < most)) chosen.Add(other);
        return [.. chosen.Order().Select(group => groups[group].Bridges)];
    }
}
