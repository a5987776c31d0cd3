namespace CommunityGraph.Groups;

/// <summary>Each node in one group. Groups are numbered from the largest on, of those of a size from the one with the lowest node: the same groups have the same numbers, however they were found.</summary>
public sealed class Grouping
{
    private readonly int[] groupOf;
    private readonly int[] starts;
    private readonly int[] members;

    private Grouping(int[] groupOf, int[] starts, int[] members)
    {
        (this.groupOf, this.starts, this.members) = (groupOf, starts, members);
    }

    public int Count => starts.Length - 1;

    public int NodeCount => groupOf.Length;

    /// <param name="labels">Nodes with the same label, from 0 to below their number, are of one group.</param>
    public static Grouping Of(ReadOnlySpan<int> labels)
    {
        int[] sizes = new int[labels.Length], lowest = new int[labels.Length];
        for (int node = labels.Length - 1; node >= 0; node--)
        {
            sizes[labels[node]]++;
            lowest[labels[node]] = node;
        }

        int[] used = [.. Enumerable.Range(0, sizes.Length).Where(label => sizes[label] > 0).OrderByDescending(label => sizes[label]).ThenBy(label => lowest[label])];
        int[] starts = new int[used.Length + 1], numbers = new int[labels.Length], groupOf = new int[labels.Length], members = new int[labels.Length];
        for (int at = 0; at < used.Length; at++)
        {
            starts[at + 1] = starts[at] + sizes[used[at]];
            numbers[used[at]] = at;
        }

        int[] free = starts[..used.Length];
        for (int node = 0; node < labels.Length; node++)
        {
            groupOf[node] = numbers[labels[node]];
            members[free[groupOf[node]]++] = node;
        }

        return new Grouping(groupOf, starts, members);
    }

    public int OfNode(int node) => groupOf[node];

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> Members(int group) => members.AsSpan(starts[group]..starts[group + 1]);

    /// <summary>By how much more of the edges' weight lies within groups than if each node's edges led anywhere alike: from -1/2 to below 1 (Newman and Girvan 2004, "Finding and evaluating
    /// community structure in networks", equation 5; Reichardt and Bornholdt 2006 for the resolution). 0 where there is no edge.</summary>
    /// <param name="resolution">More: smaller groups are worth more.</param>
    public double Modularity(WeightedGraph graph, double resolution = 1)
    {
        if (graph.Total == 0) return 0;
        double within = 0;
        double[] strengths = new double[Count];
        for (int node = 0; node < groupOf.Length; node++)
        {
            strengths[groupOf[node]] += graph.Strength(node);
            within += Within(graph, node);
        }

        double expected = 0;
        foreach (double strength in strengths) expected += strength * strength;
        return (within / (2 * graph.Total)) - (resolution * expected / (4 * graph.Total * graph.Total));
    }

    /// <summary>How far a group is turned outwards: the edges that leave it less those within it, of all of them; -1: it is joined with none but itself, 1: no two of it are joined (Krackhardt and
    /// Stern 1988, "Informal networks and organizational crises"). Null: it has no edge.</summary>
    public double? ExternalInternal(CompactGraph graph, int group)
    {
        long within = 0, leaving = 0;
        foreach (int node in Members(group))
        {
            foreach (int other in graph.Neighbours(node))
            {
                if (groupOf[other] == group) within++;
                else leaving++;
            }
        }

        // Those within were counted at both ends.
        return within + leaving == 0 ? null : (leaving - (within / 2.0)) / (leaving + (within / 2.0));
    }

    /// <summary>Of all groups together: each edge between two of them is external once.</summary>
    public double? ExternalInternal(CompactGraph graph)
    {
        long within = 0, all = 0;
        for (int node = 0; node < groupOf.Length; node++)
        {
            foreach (int other in graph.Neighbours(node))
            {
                all++;
                if (groupOf[other] == groupOf[node]) within++;
            }
        }

        return all == 0 ? null : (double)(all - (2 * within)) / all;
    }

    private double Within(WeightedGraph graph, int node)
    {
        ReadOnlySpan<int> others = graph.Graph.Neighbours(node);
        ReadOnlySpan<float> weights = graph.Weights(node);
        double within = 0;
        for (int at = 0; at < others.Length; at++)
        {
            if (groupOf[others[at]] == groupOf[node]) within += weights[at];
        }

        return within;
    }
}
