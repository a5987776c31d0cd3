namespace CommunityGraph.Groups;

/// <summary>The graph as one round sees it: of nodes, and later of groups of nodes. What a node is joined to itself by is only in its strength.</summary>
internal sealed class LeidenLevel
{
    private LeidenLevel(int[] starts, int[] targets, double[] weights, double[] strengths)
    {
        (Starts, Targets, Weights, Strengths) = (starts, targets, weights, strengths);
    }

    public int Count => Strengths.Length;

    public int[] Starts { get; }

    public int[] Targets { get; }

    public double[] Weights { get; }

    public double[] Strengths { get; }

    public static LeidenLevel Of(WeightedGraph graph)
    {
        int nodes = graph.NodeCount, count = 0;
        int[] starts = new int[nodes + 1], targets = new int[2 * graph.Graph.EdgeCount];
        double[] weights = new double[targets.Length], strengths = new double[nodes];
        for (int node = 0; node < nodes; node++)
        {
            ReadOnlySpan<int> others = graph.Graph.Neighbours(node);
            ReadOnlySpan<float> of = graph.Weights(node);
            for (int at = 0; at < others.Length; at++)
            {
                strengths[node] += of[at];
                if (others[at] == node) continue;
                (targets[count], weights[count]) = (others[at], of[at]);
                count++;
            }

            starts[node + 1] = count;
        }

        return new LeidenLevel(starts, targets, weights, strengths);
    }

    /// <summary>Each group of nodes is one.</summary>
    /// <param name="groupOf">From 0 to below <paramref name="groups"/>.</param>
    public LeidenLevel Together(int[] groupOf, int groups)
    {
        int[] begins = new int[groups + 1], order = new int[Count];
        foreach (int group in groupOf) begins[group + 1]++;
        for (int group = 0; group < groups; group++) begins[group + 1] += begins[group];
        int[] free = begins[..groups];
        for (int node = 0; node < Count; node++) order[free[groupOf[node]]++] = node;
        int[] starts = new int[groups + 1], targets = new int[Targets.Length], met = new int[groups];
        double[] weights = new double[Targets.Length], strengths = new double[groups], to = new double[groups];
        bool[] isMet = new bool[groups];
        int count = 0;
        for (int group = 0; group < groups; group++)
        {
            int many = 0;
            for (int place = begins[group]; place < begins[group + 1]; place++)
            {
                int node = order[place];
                strengths[group] += Strengths[node];
                for (int at = Starts[node]; at < Starts[node + 1]; at++)
                {
                    int other = groupOf[Targets[at]];
                    if (other == group) continue;
                    if (!isMet[other])
                    {
                        isMet[other] = true;
                        met[many++] = other;
                    }

                    to[other] += Weights[at];
                }
            }

            for (int one = 0; one < many; one++)
            {
                int other = met[one];
                (targets[count], weights[count]) = (other, to[other]);
                count++;
                (to[other], isMet[other]) = (0, false);
            }

            starts[group + 1] = count;
        }

        return new LeidenLevel(starts, targets[..count], weights[..count], strengths);
    }
}
