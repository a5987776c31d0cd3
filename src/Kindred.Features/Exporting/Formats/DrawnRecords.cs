using CommunityGraph;

namespace Kindred.Features.Exporting.Formats;

/// <summary>Which records of an archive a picture holds: whole components, the largest first, as long as there is room. Nobody is chosen for how much is connected to them: that would be a
/// ranking.</summary>
/// <param name="Nodes">Ascending.</param>
/// <param name="NearTo">Where even the largest component has no room: the node whose surroundings are drawn, which stands first by its id and was chosen for nothing else. Null: what is drawn is whole.</param>
public sealed record DrawnRecords(int[] Nodes, int? NearTo)
{
    /// <summary>More would be dust, and take longer than anyone waits.</summary>
    public const int MostRecords = 2_000;

    /// <summary>Pairs of records with a line between them.</summary>
    public const int MostPairs = 6_000;

    public static DrawnRecords Of(CompactGraph graph, CancellationToken cancel)
    {
        Components components = Components.Of(graph, cancel);
        List<int> chosen = [];
        int pairs = 0;
        for (int component = 0; component < components.Count && chosen.Count < MostRecords; component++)
        {
            ReadOnlySpan<int> members = components.Members(component);
            if (chosen.Count + members.Length > MostRecords || Pairs(graph, members) is var more && pairs + more > MostPairs)
            {
                if (component == 0) return Around(graph, members[0], cancel);
                continue;
            }

            pairs += more;
            chosen.AddRange(members);
        }

        chosen.Sort();
        return new DrawnRecords([.. chosen], null);
    }

    /// <summary>What lies nearest to a node, ring by ring, until there is no room.</summary>
    private static DrawnRecords Around(CompactGraph graph, int node, CancellationToken cancel)
    {
        HashSet<int> chosen = [];
        int pairs = 0;
        foreach (int next in Rings.From(graph, node, cancel: cancel).Order)
        {
            int before = -1, more = 0;
            foreach (int other in graph.Neighbours(next))
            {
                if (other != before && chosen.Contains(other)) more++;
                before = other;
            }

            // Whoever has more lines than there is room for is passed over; others may still have some.
            if (pairs + more > MostPairs) continue;
            pairs += more;
            chosen.Add(next);
            if (chosen.Count == MostRecords) break;
        }

        return new DrawnRecords([.. chosen.Order()], node);
    }

    private static int Pairs(CompactGraph graph, ReadOnlySpan<int> members)
    {
        int pairs = 0;
        foreach (int node in members)
        {
            int before = -1;
            foreach (int other in graph.Neighbours(node))
            {
                if (other > node && other != before) pairs++;
                before = other;
            }
        }

        return pairs;
    }
}
