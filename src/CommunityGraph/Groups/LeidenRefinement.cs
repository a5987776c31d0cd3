namespace CommunityGraph.Groups;

/// <summary>Parts each group into what is well joined within it: each node begins alone and may go, once, to a part of its group where something is gained, the more likely the more (Traag,
/// Waltman and van Eck 2019, RefinePartition and MergeNodesSubset).</summary>
internal sealed class LeidenRefinement
{
    private readonly LeidenLevel level;
    private readonly int[] groupOf;
    private readonly double perStrength;
    private readonly double randomness;
    private readonly double[] groupStrengths;
    private readonly int[] begins;
    private readonly int[] order;
    private readonly int[] partOf;
    private readonly double[] strengths;
    private readonly double[] outside;
    private readonly bool[] isAlone;
    private readonly double[] to;
    private readonly int[] met;
    private readonly double[] chances;

    /// <param name="groupOf">From 0 to below <paramref name="groups"/>.</param>
    public LeidenRefinement(LeidenLevel level, int[] groupOf, int groups, double perStrength, double randomness)
    {
        (this.level, this.groupOf, this.perStrength, this.randomness) = (level, groupOf, perStrength, randomness);
        int nodes = level.Count;
        (groupStrengths, begins, order) = (new double[groups], new int[groups + 1], new int[nodes]);
        (partOf, strengths, outside, isAlone) = (new int[nodes], [.. level.Strengths], new double[nodes], new bool[nodes]);
        (to, met, chances) = (new double[nodes], new int[nodes], new double[nodes]);
        for (int node = 0; node < nodes; node++)
        {
            (partOf[node], isAlone[node]) = (node, true);
            groupStrengths[groupOf[node]] += level.Strengths[node];
            begins[groupOf[node] + 1]++;
            for (int at = level.Starts[node]; at < level.Starts[node + 1]; at++)
            {
                if (groupOf[level.Targets[at]] == groupOf[node]) outside[node] += level.Weights[at];
            }
        }

        for (int group = 0; group < groups; group++) begins[group + 1] += begins[group];
        int[] free = begins[..groups];
        for (int node = 0; node < nodes; node++) order[free[groupOf[node]]++] = node;
    }

    /// <returns>The part of each node, below their number.</returns>
    public int[] Do(ref SeededChance chance, CancellationToken cancel)
    {
        for (int group = 0; group < groupStrengths.Length; group++)
        {
            if (group % 1024 == 0) cancel.ThrowIfCancellationRequested();
            Span<int> nodes = order.AsSpan(begins[group]..begins[group + 1]);
            for (int at = nodes.Length - 1; at > 0; at--)
            {
                int place = chance.Below(at + 1);
                (nodes[at], nodes[place]) = (nodes[place], nodes[at]);
            }

            foreach (int node in nodes)
            {
                if (isAlone[node] && IsWellJoined(node, groupStrengths[group])) Join(node, groupStrengths[group], ref chance);
            }
        }

        return partOf;
    }

    private bool IsWellJoined(int part, double ofGroup) => outside[part] >= perStrength * strengths[part] * (ofGroup - strengths[part]);

    private void Join(int node, double ofGroup, ref SeededChance chance)
    {
        int many = 0;
        for (int at = level.Starts[node]; at < level.Starts[node + 1]; at++)
        {
            int other = level.Targets[at];
            if (groupOf[other] != groupOf[node]) continue;
            int part = partOf[other];
            if (to[part] == 0) met[many++] = part;
            to[part] += level.Weights[at];
        }

        // Alone it gains nothing.
        double most = 0;
        for (int one = 0; one < many; one++)
        {
            int part = met[one];
            chances[one] = IsWellJoined(part, ofGroup) ? to[part] - (perStrength * level.Strengths[node] * strengths[part]) : -1;
            most = Math.Max(most, chances[one]);
        }

        double all = Math.Exp(-most / randomness);
        for (int one = 0; one < many; one++)
        {
            chances[one] = chances[one] < 0 ? 0 : Math.Exp((chances[one] - most) / randomness);
            all += chances[one];
        }

        double chosen = all * chance.Next();
        int into = -1;
        for (int one = 0; one < many && into < 0; one++)
        {
            if (chances[one] > 0 && (chosen -= chances[one]) < 0) into = met[one];
        }

        if (into >= 0) Put(node, into);
        for (int one = 0; one < many; one++) to[met[one]] = 0;
    }

    private void Put(int node, int part)
    {
        partOf[node] = part;
        isAlone[node] = isAlone[part] = false;
        strengths[part] += level.Strengths[node];
        // What led there from outside is within now.
        outside[part] += outside[node] - (2 * to[part]);
    }
}
