namespace CommunityGraph;

/// <summary>Takes edges in any order and makes a <see cref="CompactGraph"/> of them. Holds eight bytes an edge meanwhile.</summary>
public sealed class GraphBuilder
{
    private readonly int nodes;
    private readonly bool isDirected;
    private readonly List<(int From, int To)> edges = [];

    public GraphBuilder(int nodes, bool isDirected = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nodes);
        (this.nodes, this.isDirected) = (nodes, isDirected);
    }

    /// <summary>Edges may join a node to itself, and two nodes more than once.</summary>
    public void Add(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfNegative(to);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, nodes);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(to, nodes);
        edges.Add((from, to));
    }

    public CompactGraph Build()
    {
        int[] starts = new int[nodes + 1];
        foreach ((int from, int to) in edges)
        {
            starts[from + 1]++;
            if (!isDirected) starts[to + 1]++;
        }

        for (int node = 0; node < nodes; node++) starts[node + 1] = checked(starts[node] + starts[node + 1]);
        int[] targets = new int[starts[nodes]];
        int[] free = starts[..nodes];
        foreach ((int from, int to) in edges)
        {
            targets[free[from]++] = to;
            if (!isDirected) targets[free[to]++] = from;
        }

        // The order in which edges were added is nobody's business, and would be seen in every layout.
        for (int node = 0; node < nodes; node++) targets.AsSpan(starts[node]..starts[node + 1]).Sort();
        return new CompactGraph(starts, targets, isDirected);
    }
}
