namespace CommunityGraph;

/// <summary>How one node is joined with another: the way of fewest steps, and of these the one whose steps cost the least, such as those that are best sourced; then others that lead through other
/// nodes. Searched from both ends at once (Pohl 1971, "Bi-directional search"), a step at a time, which leaves most of a large graph alone. Used by one thread at a time; sixteen bytes a node.</summary>
public sealed class Explanations
{
    private readonly CompactGraph graph;
    private readonly Func<int, int, double> cost;
    private readonly Side near;
    private readonly Side far;
    private readonly HashSet<int> avoided = [];
    private readonly HashSet<(int, int)> avoidedSteps = [];

    /// <param name="graph">Undirected.</param>
    /// <param name="cost">Of the step between two neighbours; not below 0, and the same from either end.</param>
    public Explanations(CompactGraph graph, Func<int, int, double> cost)
    {
        if (graph.IsDirected) throw new ArgumentException("An explanation is read from either end.", nameof(graph));
        (this.graph, this.cost, near, far) = (graph, cost, new Side(graph.NodeCount), new Side(graph.NodeCount));
    }

    /// <param name="most">So many ways at most, the shortest first. Each leads through some node that none before it does; where that is not possible, by a step that none does.</param>
    /// <param name="mostSteps">Longer ones are not looked for.</param>
    /// <returns>Nodes of each way, with both ends; empty where there is none.</returns>
    public IReadOnlyList<IReadOnlyList<int>> Between(int from, int to, int most = 5, int mostSteps = 8, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)from, (uint)graph.NodeCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)to, (uint)graph.NodeCount);
        avoided.Clear();
        avoidedSteps.Clear();
        List<IReadOnlyList<int>> ways = [];
        if (from == to) return ways;
        while (ways.Count < most)
        {
            cancel.ThrowIfCancellationRequested();
            if (Shortest(from, to, mostSteps) is not { } way)
            {
                // All ways lead through a node that was taken: by another step, then.
                if (avoided.Count == 0) break;
                avoided.Clear();
                continue;
            }

            if (ways.Any(before => before.SequenceEqual(way))) break;
            ways.Add(way);
            foreach (int node in way.Skip(1).SkipLast(1)) avoided.Add(node);
            for (int at = 1; at < way.Count; at++) Avoid(way[at - 1], way[at]);
        }

        return [.. ways.OrderBy(way => way.Count)];
    }

    private void Avoid(int one, int other)
    {
        avoidedSteps.Add((one, other));
        avoidedSteps.Add((other, one));
    }

    private List<int>? Shortest(int from, int to, int mostSteps)
    {
        near.Begin(from);
        far.Begin(to);
        for (int steps = 1; steps <= mostSteps; steps++)
        {
            Side side = near.Frontier.Count <= far.Frontier.Count ? near : far, other = side == near ? far : near;
            if (side.Frontier.Count == 0) return null;
            Step(side);
            // What was met in this step lies as many steps from both ends together.
            int met = -1;
            double least = double.MaxValue;
            foreach (int node in side.Frontier)
            {
                if (!other.IsSeen(node) || other.StepsTo(node) + side.StepsTo(node) != steps) continue;
                double all = side.CostTo(node) + other.CostTo(node);
                if (all < least || (all == least && node < met)) (met, least) = (node, all);
            }

            if (met >= 0) return Way(met);
        }

        return null;
    }

    private void Step(Side side)
    {
        List<int> frontier = side.Take();
        foreach (int node in frontier)
        {
            foreach (int other in graph.Neighbours(node))
            {
                if (avoided.Contains(other) || avoidedSteps.Contains((node, other)) || (side.IsSeen(other) && side.StepsTo(other) <= side.StepsTo(node))) continue;
                side.Reach(other, node, side.CostTo(node) + cost(node, other));
            }
        }
    }

    private List<int> Way(int met)
    {
        List<int> way = [];
        for (int node = met; node >= 0; node = near.Before(node)) way.Add(node);
        way.Reverse();
        for (int node = far.Before(met); node >= 0; node = far.Before(node)) way.Add(node);
        return way;
    }

    /// <summary>What was reached from one end.</summary>
    private sealed class Side(int nodes)
    {
        private readonly int[] seenIn = new int[nodes];
        private readonly int[] before = new int[nodes];
        private readonly Dictionary<int, (int Steps, double Cost)> reached = [];
        private int search;

        public List<int> Frontier { get; private set; } = [];

        public void Begin(int node)
        {
            search++;
            reached.Clear();
            Frontier = [node];
            (seenIn[node], before[node]) = (search, -1);
            reached[node] = (0, 0);
        }

        public bool IsSeen(int node) => seenIn[node] == search;

        public int StepsTo(int node) => reached[node].Steps;

        public double CostTo(int node) => reached[node].Cost;

        public int Before(int node) => before[node];

        /// <summary>The frontier, and a new one in its place.</summary>
        public List<int> Take()
        {
            List<int> frontier = Frontier;
            Frontier = [];
            return frontier;
        }

        /// <summary>The cheapest of the ways with as few steps is kept, of those as cheap the one through the lower node.</summary>
        public void Reach(int node, int by, double cost)
        {
            if (seenIn[node] != search)
            {
                Frontier.Add(node);
                seenIn[node] = search;
            }
            else if (cost > reached[node].Cost || (cost == reached[node].Cost && by > before[node]))
            {
                return;
            }

            before[node] = by;
            reached[node] = (reached[by].Steps + 1, cost);
        }
    }
}
