namespace CommunityGraph;

/// <summary>On how many of the shortest ways between others a node lies (Freeman 1977, "A set of measures of centrality based on betweenness"; Brandes 2001, "A faster algorithm for betweenness
/// centrality"). Of large graphs it is estimated from some nodes as ends of these ways (Brandes and Pich 2007, "Centrality estimation in large networks"), with its error.</summary>
public sealed class Betweenness
{
    private Betweenness(double[] values, double[] errors, int sources)
    {
        (Values, Errors, Sources) = (values, errors, sources);
    }

    /// <summary>Of each node: pairs of others, where several ways are as short each by its share. Each pair of an undirected graph is counted once.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>One standard error of each, in the same unit; 0 where every end was taken.</summary>
    public IReadOnlyList<double> Errors { get; }

    /// <summary>From how many ends it was counted.</summary>
    public int Sources { get; }

    /// <summary>Takes the time of its edges for each end: a tenth of a second for some hundred thousand. Forty bytes a node meanwhile.</summary>
    /// <param name="ends">Nodes between which ways are looked at; null: all.</param>
    /// <param name="most">Of more ends so many are drawn.</param>
    public static Betweenness Of(CompactGraph graph, IReadOnlyList<int>? ends = null, int most = int.MaxValue, ulong seed = 1, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        int[] from = [.. ends ?? [.. Enumerable.Range(0, graph.NodeCount)]];
        int all = from.Length;
        bool[] isEnd = new bool[graph.NodeCount];
        foreach (int end in from) isEnd[end] = true;
        if (all > most) from = Drawn(from, most, seed);
        double[] sums = new double[graph.NodeCount], squares = new double[graph.NodeCount];
        Walk walk = new(graph, isEnd);
        for (int at = 0; at < from.Length; at++)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report((double)at / from.Length);
            walk.From(from[at], sums, squares);
        }

        progress?.Report(1);
        double perPair = graph.IsDirected ? 1 : 0.5;
        double[] errors = new double[graph.NodeCount];
        for (int node = 0; node < sums.Length; node++)
        {
            double mean = from.Length == 0 ? 0 : sums[node] / from.Length;
            // Drawn without putting back: with all of them there is none.
            if (from.Length > 1 && from.Length < all)
                errors[node] = perPair * all * Math.Sqrt(Math.Max(0, (squares[node] - (from.Length * mean * mean)) / (from.Length - 1)) / from.Length * (1 - ((double)from.Length / all)));
            sums[node] = perPair * all * mean;
        }

        return new Betweenness(sums, errors, from.Length);
    }

    private static int[] Drawn(int[] from, int most, ulong seed)
    {
        SeededChance chance = new(seed);
        for (int at = 0; at < most; at++)
        {
            int place = at + chance.Below(from.Length - at);
            (from[at], from[place]) = (from[place], from[at]);
        }

        return from[..most];
    }

    private sealed class Walk(CompactGraph graph, bool[] isEnd)
    {
        private readonly int[] order = new int[graph.NodeCount];
        private readonly int[] steps = Unseen(graph.NodeCount);
        private readonly double[] ways = new double[graph.NodeCount];
        private readonly double[] shares = new double[graph.NodeCount];

        public void From(int end, double[] sums, double[] squares)
        {
            int count = 1;
            (order[0], steps[end], ways[end]) = (end, 0, 1);
            for (int at = 0; at < count; at++)
            {
                int node = order[at];
                foreach (int other in graph.Neighbours(node))
                {
                    if (steps[other] < 0)
                    {
                        steps[other] = steps[node] + 1;
                        order[count++] = other;
                    }

                    if (steps[other] == steps[node] + 1) ways[other] += ways[node];
                }
            }

            // Back from the furthest: what a node passes on is divided among those before it by how many ways lead through each.
            for (int at = count - 1; at >= 0; at--)
            {
                int node = order[at];
                foreach (int other in graph.Neighbours(node))
                {
                    if (steps[other] == steps[node] + 1) shares[node] += ways[node] / ways[other] * (shares[other] + (isEnd[other] ? 1 : 0));
                }

                if (node == end) continue;
                sums[node] += shares[node];
                squares[node] += shares[node] * shares[node];
            }

            for (int at = 0; at < count; at++) (steps[order[at]], ways[order[at]], shares[order[at]]) = (-1, 0, 0);
        }

        private static int[] Unseen(int nodes)
        {
            int[] steps = new int[nodes];
            Array.Fill(steps, -1);
            return steps;
        }
    }
}
