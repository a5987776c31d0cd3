namespace CommunityGraph;

/// <summary>Who is joined to whom: nodes are the numbers from 0, and the neighbours of each stand one after another in one array (compressed sparse rows; Tinney and
/// Walker 1967, "Direct solutions of sparse network equations by optimally ordered triangular factorization"). Four bytes a node and four for each end of an edge, eight bytes an
/// undirected one. Immutable, and the same whatever the order in which its edges were added.</summary>
public sealed class CompactGraph
{
    private readonly int[] starts;
    private readonly int[] targets;

    internal CompactGraph(int[] starts, int[] targets, bool isDirected)
    {
        (this.starts, this.targets, IsDirected) = (starts, targets, isDirected);
    }

    public int NodeCount => starts.Length - 1;

    /// <summary>Each as often as it was added.</summary>
    public int EdgeCount => IsDirected ? targets.Length : targets.Length / 2;

    public bool IsDirected { get; }

    /// <summary>Where the neighbours of a node begin among all, for whatever is said of each.</summary>
    internal int Start(int node) => starts[node];

    /// <summary>Ascending. Where edges are directed, those that they lead to. A node that is joined to another twice stands twice; of an undirected graph, one that is joined to itself
    /// stands twice beside itself, so that these lengths add up to twice the edges.</summary>
    public ReadOnlySpan<int> Neighbours(int node) => targets.AsSpan(starts[node], starts[node + 1] - starts[node]);

    /// <summary>The graph between some of its nodes, numbered in the order in which they are given.</summary>
    /// <param name="nodes">Each once.</param>
    public CompactGraph Between(ReadOnlySpan<int> nodes) => Between(nodes, new int[NodeCount]);

    /// <param name="numbers">Zeros, one for each node; zeros again afterwards, for whoever takes many parts.</param>
    internal CompactGraph Between(ReadOnlySpan<int> nodes, int[] numbers)
    {
        for (int at = 0; at < nodes.Length; at++)
        {
            if (numbers[nodes[at]] != 0) throw new ArgumentException($"Node {nodes[at]} is given twice.", nameof(nodes));
            numbers[nodes[at]] = at + 1;
        }

        GraphBuilder part = new(nodes.Length, IsDirected);
        for (int at = 0; at < nodes.Length; at++)
        {
            int loops = 0;
            foreach (int other in Neighbours(nodes[at]))
            {
                int to = numbers[other] - 1;
                // An undirected edge stands at both of its ends: it is taken at the lower, and of the two at a loop's one end the first.
                if (to < 0 || (!IsDirected && (to < at || (to == at && loops++ % 2 == 1)))) continue;
                part.Add(at, to);
            }
        }

        foreach (int node in nodes) numbers[node] = 0;
        return part.Build();
    }
}
