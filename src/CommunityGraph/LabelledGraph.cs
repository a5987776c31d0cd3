namespace CommunityGraph;

/// <summary>An undirected graph in which something is said of each end of each edge, in a byte, such as what sort of an edge it is and which way it reads. Five bytes for each end of an edge, four a
/// node. Immutable: what changes of it is another one, made in the time of a copy.</summary>
public sealed class LabelledGraph
{
    private readonly byte[] labels;

    private LabelledGraph(CompactGraph graph, byte[] labels)
    {
        (Graph, this.labels) = (graph, labels);
    }

    public static LabelledGraph Empty { get; } = new(new CompactGraph([0], [], isDirected: false), []);

    public CompactGraph Graph { get; }

    public int NodeCount => Graph.NodeCount;

    public int EdgeCount => Graph.EdgeCount;

    /// <summary>Of the edges to <see cref="CompactGraph.Neighbours"/>, in their order.</summary>
    public ReadOnlySpan<byte> Labels(int node) => labels.AsSpan(Graph.Start(node), Graph.Neighbours(node).Length);

    /// <param name="nodes">How many; edges may only join these.</param>
    public static LabelledGraph Of(int nodes, IReadOnlyCollection<LabelledEdge> edges) => Empty.With([], nodes, edges);

    /// <summary>The same graph, but for all edges of some nodes: in their stead it has these.</summary>
    /// <param name="anew">Nodes whose edges are all forgotten; numbers that are no nodes yet may be among them.</param>
    /// <param name="nodes">How many there are now, at least; none are taken away.</param>
    /// <param name="edges">What is there now.</param>
    public LabelledGraph With(IReadOnlyCollection<int> anew, int nodes, IReadOnlyCollection<LabelledEdge> edges)
    {
        nodes = Math.Max(nodes, NodeCount);
        bool[] isAnew = new bool[nodes];
        foreach (int node in anew)
        {
            if (node < nodes) isAnew[node] = true;
        }

        int[] starts = new int[nodes + 1];
        foreach (LabelledEdge edge in edges)
        {
            starts[edge.From + 1]++;
            starts[edge.To + 1]++;
        }

        bool[] hasMore = new bool[nodes];
        for (int node = 0; node < nodes; node++)
        {
            hasMore[node] = starts[node + 1] > 0;
            starts[node + 1] += starts[node] + (node < NodeCount && !isAnew[node] ? Kept(node, isAnew) : 0);
        }

        int[] targets = new int[starts[nodes]], free = starts[..nodes];
        byte[] said = new byte[starts[nodes]];
        for (int node = 0; node < NodeCount; node++)
        {
            if (isAnew[node]) continue;
            ReadOnlySpan<int> others = Graph.Neighbours(node);
            ReadOnlySpan<byte> ends = Labels(node);
            for (int at = 0; at < others.Length; at++)
            {
                if (isAnew[others[at]]) continue;
                (targets[free[node]], said[free[node]++]) = (others[at], ends[at]);
            }
        }

        foreach (LabelledEdge edge in edges)
        {
            (targets[free[edge.From]], said[free[edge.From]++]) = (edge.To, edge.AtFrom);
            (targets[free[edge.To]], said[free[edge.To]++]) = (edge.From, edge.AtTo);
        }

        for (int node = 0; node < nodes; node++)
        {
            if (hasMore[node]) Sort(targets.AsSpan(starts[node]..starts[node + 1]), said.AsSpan(starts[node]..starts[node + 1]));
        }

        return new LabelledGraph(new CompactGraph(starts, targets, isDirected: false), said);
    }

    private int Kept(int node, bool[] isAnew)
    {
        int kept = 0;
        foreach (int other in Graph.Neighbours(node)) kept += isAnew[other] ? 0 : 1;
        return kept;
    }

    /// <summary>By the other end, then by what is said: the order in which edges came is nobody's business.</summary>
    private static void Sort(Span<int> targets, Span<byte> labels)
    {
        long[] keys = new long[targets.Length];
        for (int at = 0; at < keys.Length; at++) keys[at] = ((long)targets[at] << 8) | labels[at];
        keys.AsSpan().Sort();
        for (int at = 0; at < keys.Length; at++) (targets[at], labels[at]) = ((int)(keys[at] >> 8), (byte)keys[at]);
    }
}

/// <param name="AtFrom">What is said where the edge is looked at from <paramref name="From"/>.</param>
/// <param name="AtTo">And from its other end.</param>
public readonly record struct LabelledEdge(int From, int To, byte AtFrom, byte AtTo);
