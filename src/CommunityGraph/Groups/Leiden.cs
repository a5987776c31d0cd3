namespace CommunityGraph.Groups;

/// <summary>Finds groups of nodes that are joined among themselves more than with others, by modularity (Traag, Waltman and van Eck 2019, "From Louvain to Leiden: guaranteeing well-connected
/// communities", algorithm A.2). Every group hangs together. Seeded: the same graph and seed give the same groups on every machine. About fifty bytes a node and thirty-two an edge meanwhile.</summary>
public sealed class Leiden
{
    /// <summary>How readily a node goes, in a refinement, elsewhere than where it would gain most: θ of the paper.</summary>
    private const double Randomness = 0.01;
    private const double Gain = 1e-10;

    private readonly double perStrength;
    private readonly CancellationToken cancel;
    private SeededChance chance;

    private Leiden(WeightedGraph graph, double resolution, ulong seed, CancellationToken cancel)
    {
        (perStrength, chance, this.cancel) = (resolution / (2 * graph.Total), new SeededChance(seed), cancel);
    }

    /// <param name="resolution">More: smaller groups; see <see cref="Grouping.Modularity"/>.</param>
    /// <param name="rounds">How often it begins anew with what it found. It ends before where nothing is gained.</param>
    public static Grouping Of(WeightedGraph graph, ulong seed = 1, double resolution = 1, int rounds = 2, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        int[] groupOf = [.. Enumerable.Range(0, graph.NodeCount)];
        if (graph.Total == 0) return Grouping.Of(groupOf);
        Leiden leiden = new(graph, resolution, seed, cancel);
        LeidenLevel nodes = LeidenLevel.Of(graph);
        for (int round = 0; round < rounds; round++)
        {
            progress?.Report((double)round / rounds);
            if (!leiden.Round(nodes, groupOf)) break;
        }

        progress?.Report(1);
        return Grouping.Of(Connected(graph.Graph, groupOf));
    }

    /// <summary>Nodes are moved; groups are refined; what was refined is one node of the next, which begins with the groups as they were moved.</summary>
    /// <returns>Something was moved.</returns>
    private bool Round(LeidenLevel level, int[] groupOf)
    {
        int[] within = [.. groupOf], nodeOf = [.. Enumerable.Range(0, groupOf.Length)];
        bool isMoved = false;
        while (true)
        {
            LeidenMoves moves = new(level, within, perStrength);
            isMoved |= moves.Do(ref chance, Gain, cancel);
            for (int node = 0; node < groupOf.Length; node++) groupOf[node] = within[nodeOf[node]];
            int groups = Renumber(within, level.Count);
            if (groups == level.Count) return isMoved;
            int[] refined = new LeidenRefinement(level, within, groups, perStrength, Randomness).Do(ref chance, cancel);
            int parts = Renumber(refined, level.Count);
            // Nothing was put together: the groups themselves are the nodes of the next.
            if (parts == level.Count) (refined, parts) = ([.. within], groups);
            int[] next = new int[parts];
            for (int node = 0; node < level.Count; node++) next[refined[node]] = within[node];
            for (int node = 0; node < groupOf.Length; node++) nodeOf[node] = refined[nodeOf[node]];
            level = level.Together(refined, parts);
            within = next;
        }
    }

    /// <summary>Numbers from 0 on, in the order in which they are met.</summary>
    private static int Renumber(int[] labels, int labelsBelow)
    {
        int[] numbers = new int[labelsBelow];
        int count = 0;
        for (int at = 0; at < labels.Length; at++)
        {
            ref int number = ref numbers[labels[at]];
            if (number == 0) number = ++count;
            labels[at] = number - 1;
        }

        return count;
    }

    /// <summary>Refinement holds a group together; where it put nothing together at all a group may have come apart, and its parts are worth more by themselves.</summary>
    private static int[] Connected(CompactGraph graph, int[] groupOf)
    {
        int[] labels = new int[groupOf.Length], waiting = new int[groupOf.Length];
        Array.Fill(labels, -1);
        for (int node = 0; node < labels.Length; node++)
        {
            if (labels[node] >= 0) continue;
            labels[node] = waiting[0] = node;
            for (int count = 1; count > 0;)
            {
                int one = waiting[--count];
                foreach (int other in graph.Neighbours(one))
                {
                    if (labels[other] >= 0 || groupOf[other] != groupOf[node]) continue;
                    labels[other] = node;
                    waiting[count++] = other;
                }
            }
        }

        return labels;
    }
}
