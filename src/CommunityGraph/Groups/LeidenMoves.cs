namespace CommunityGraph.Groups;

/// <summary>Moves each node to the group where most is gained, and then whoever is joined to it, until nobody gains by going (Traag, Waltman and van Eck 2019, MoveNodesFast).</summary>
internal sealed class LeidenMoves
{
    private readonly LeidenLevel level;
    private readonly int[] groupOf;
    private readonly double perStrength;
    private readonly double[] strengths;
    private readonly int[] sizes;
    private readonly double[] to;
    private readonly int[] met;
    private readonly int[] empty;
    private int empties;

    /// <param name="groupOf">Below the number of nodes; changed.</param>
    public LeidenMoves(LeidenLevel level, int[] groupOf, double perStrength)
    {
        (this.level, this.groupOf, this.perStrength) = (level, groupOf, perStrength);
        (strengths, sizes, to, met, empty) = (new double[level.Count], new int[level.Count], new double[level.Count], new int[level.Count], new int[level.Count]);
        for (int node = 0; node < level.Count; node++)
        {
            strengths[groupOf[node]] += level.Strengths[node];
            sizes[groupOf[node]]++;
        }

        for (int group = level.Count - 1; group >= 0; group--)
        {
            if (sizes[group] == 0) empty[empties++] = group;
        }
    }

    /// <returns>Something was moved.</returns>
    public bool Do(ref SeededChance chance, double leastGain, CancellationToken cancel)
    {
        int[] waiting = new int[level.Count];
        for (int at = 0; at < waiting.Length; at++)
        {
            int place = chance.Below(at + 1);
            (waiting[at], waiting[place]) = (waiting[place], at);
        }

        bool[] isWaiting = new bool[level.Count];
        Array.Fill(isWaiting, true);
        bool isMoved = false;
        int head = 0;
        for (int count = waiting.Length, steps = 0; count > 0; count--, steps++)
        {
            if (steps % 4096 == 0) cancel.ThrowIfCancellationRequested();
            int node = waiting[head];
            if (++head == waiting.Length) head = 0;
            isWaiting[node] = false;
            int before = groupOf[node], group = Best(node, leastGain);
            if (group == before) continue;
            isMoved = true;
            groupOf[node] = group;
            for (int at = level.Starts[node]; at < level.Starts[node + 1]; at++)
            {
                int other = level.Targets[at];
                if (isWaiting[other] || groupOf[other] == group) continue;
                isWaiting[other] = true;
                int tail = head + count - 1;
                waiting[tail < waiting.Length ? tail : tail - waiting.Length] = other;
                count++;
            }
        }

        return isMoved;
    }

    /// <summary>Takes the node out of its group and puts it where most is gained: there again, in one of its neighbours', or alone.</summary>
    private int Best(int node, double leastGain)
    {
        int own = groupOf[node], many = 0;
        double strength = level.Strengths[node] * perStrength;
        for (int at = level.Starts[node]; at < level.Starts[node + 1]; at++)
        {
            int group = groupOf[level.Targets[at]];
            // Nothing weighs nothing: a group that was not met has no weight yet.
            if (to[group] == 0) met[many++] = group;
            to[group] += level.Weights[at];
        }

        strengths[own] -= level.Strengths[node];
        if (--sizes[own] == 0) empty[empties++] = own;
        int best = own;
        double most = to[own] - (strength * strengths[own]);
        for (int one = 0; one < many; one++)
        {
            int group = met[one];
            double gain = to[group] - (strength * strengths[group]);
            if (gain > most + leastGain) (best, most) = (group, gain);
            to[group] = 0;
        }

        if (most < -leastGain) best = empty[empties - 1];
        strengths[best] += level.Strengths[node];
        if (sizes[best]++ == 0) empties--;
        return best;
    }
}
