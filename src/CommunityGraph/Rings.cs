using System.Buffers;

namespace CommunityGraph;

/// <summary>What lies one step from a node, what two, and so on: each node in the ring of its fewest steps (breadth-first search; Moore 1959, "The shortest path through a maze"; Lee 1961,
/// "An algorithm for path connections and its applications"). Edges are followed in their direction. Within a ring nodes stand in the order in which they are come to, which is that of
/// their numbers.</summary>
public sealed class Rings
{
    private readonly int[] order;
    private readonly List<int> starts;

    private Rings(int[] order, List<int> starts)
    {
        (this.order, this.starts) = (order, starts);
    }

    /// <summary>The node itself is the first.</summary>
    public int Count => starts.Count - 1;

    /// <summary>All of them, the nearest first.</summary>
    public ReadOnlySpan<int> Order => order;

    /// <param name="steps">Further nothing is looked for.</param>
    public static Rings From(CompactGraph graph, int node, int steps = int.MaxValue, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(node);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(node, graph.NodeCount);
        bool[] isSeen = ArrayPool<bool>.Shared.Rent(graph.NodeCount);
        try
        {
            isSeen.AsSpan(0, graph.NodeCount).Clear();
            return From(graph, node, steps, isSeen, cancel);
        }
        finally
        {
            ArrayPool<bool>.Shared.Return(isSeen);
        }
    }

    /// <param name="steps">From the node: 0 is the node itself.</param>
    public ReadOnlySpan<int> Ring(int steps) => order.AsSpan(starts[steps]..starts[steps + 1]);

    private static Rings From(CompactGraph graph, int node, int steps, bool[] isSeen, CancellationToken cancel)
    {
        List<int> order = [node], starts = [0, 1];
        isSeen[node] = true;
        for (int ring = 0; ring < steps; ring++)
        {
            for (int at = starts[ring]; at < starts[ring + 1]; at++)
            {
                if (at % 4096 == 0) cancel.ThrowIfCancellationRequested();
                foreach (int other in graph.Neighbours(order[at]))
                {
                    if (isSeen[other]) continue;
                    isSeen[other] = true;
                    order.Add(other);
                }
            }

            if (order.Count == starts[^1]) break;
            starts.Add(order.Count);
        }

        return new Rings([.. order], starts);
    }
}
