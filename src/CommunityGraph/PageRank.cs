namespace CommunityGraph;

/// <summary>Where somebody ends up who walks along the edges and now and then begins anew: at any node alike, or at one node of which it then says what is near to it by many ways (Brin and
/// Page 1998, "The anatomy of a large-scale hypertextual web search engine"; Haveliwala 2002, "Topic-sensitive PageRank"). A node without edges begins anew.</summary>
public static class PageRank
{
    public const double UsualDamping = 0.85;

    /// <param name="start">Where the walk begins anew; null: at any node alike.</param>
    /// <param name="damping">How likely it goes on rather than begins anew, from 0 to below 1.</param>
    /// <param name="precision">It ends where a round changes all values together by less.</param>
    /// <returns>A value for each node, which add up to 1. Twenty-four bytes a node meanwhile.</returns>
    public static double[] Of(WeightedGraph graph, int? start = null, double damping = UsualDamping, double precision = 1e-9, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(damping);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(damping, 1);
        int nodes = graph.NodeCount;
        if (start is { } one) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)one, (uint)nodes, nameof(start));
        double[] ranks = new double[nodes], next = new double[nodes], shares = new double[nodes];
        for (int node = 0; node < nodes; node++) shares[node] = graph.Strength(node);
        if (start is { } begin) ranks[begin] = 1;
        else Array.Fill(ranks, 1.0 / Math.Max(1, nodes));
        for (double changed = double.MaxValue; changed > precision;)
        {
            cancel.ThrowIfCancellationRequested();
            double stuck = 0;
            for (int node = 0; node < nodes; node++)
            {
                if (shares[node] == 0) stuck += ranks[node];
                // What each edge takes along, by what it weighs.
                else next[node] = ranks[node] / shares[node];
            }

            changed = Walk(graph, ranks, next, start, damping, stuck);
        }

        return ranks;
    }

    private static double Walk(WeightedGraph graph, double[] ranks, double[] given, int? start, double damping, double stuck)
    {
        int nodes = graph.NodeCount;
        double changed = 0, anew = (1 - damping) + (damping * stuck);
        for (int node = 0; node < nodes; node++)
        {
            ReadOnlySpan<int> others = graph.Graph.Neighbours(node);
            ReadOnlySpan<float> weights = graph.Weights(node);
            double taken = 0;
            for (int at = 0; at < others.Length; at++) taken += given[others[at]] * weights[at];
            double rank = (damping * taken) + (start is { } one ? (one == node ? anew : 0) : anew / nodes);
            changed += Math.Abs(rank - ranks[node]);
            ranks[node] = rank;
        }

        return changed;
    }
}
