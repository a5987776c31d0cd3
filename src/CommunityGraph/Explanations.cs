using System.Buffers;

namespace CommunityGraph;

/// <summary>How one node is joined with another: the way of fewest steps, and of these the one whose steps cost the least, such as those that are best sourced; then others that lead through other
/// nodes. Searched from both ends at once (Pohl 1971, "Bi-directional search"), a step at a time from that end where fewer edges are to be looked at, which leaves most of a large graph alone. Nothing is
/// held between two questions; while one is answered, 32 bytes for each node of the graph are borrowed.</summary>
public sealed class Explanations
{
    private readonly CompactGraph graph;
    private readonly Func<int, int, double> cost;
    private readonly Func<int, bool>? leadsOn;

    /// <param name="graph">Undirected.</param>
    /// <param name="cost">Of the step between two neighbours; not below 0, and the same from either end.</param>
    /// <param name="leadsOn">Whether a way may pass a node; its ends may be any. Null: all may be passed.</param>
    public Explanations(CompactGraph graph, Func<int, int, double> cost, Func<int, bool>? leadsOn = null)
    {
        if (graph.IsDirected) throw new ArgumentException("An explanation is read from either end.", nameof(graph));
        (this.graph, this.cost, this.leadsOn) = (graph, cost, leadsOn);
    }

    /// <param name="most">So many ways at most, the shortest first, of those as short the cheapest. Each leads through some node that none before it does; where that is not possible, by a step that none
    /// does.</param>
    /// <param name="mostSteps">Longer ones are not looked for.</param>
    /// <returns>Nodes of each way, with both ends; empty where there is none.</returns>
    public IReadOnlyList<IReadOnlyList<int>> Between(int from, int to, int most = 5, int mostSteps = 8, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)from, (uint)graph.NodeCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)to, (uint)graph.NodeCount);
        if (from == to) return [];
        using Search search = new(graph, cost, leadsOn, from, to, mostSteps, cancel);
        List<(IReadOnlyList<int> Nodes, double Cost)> ways = [];
        bool isAvoiding = false;
        while (ways.Count < most)
        {
            if (search.Shortest() is not { } way)
            {
                // All ways lead through a node that was taken: by another step, then.
                if (!isAvoiding) break;
                search.AllowAll();
                isAvoiding = false;
                continue;
            }

            if (ways.Any(before => before.Nodes.SequenceEqual(way.Nodes))) break;
            ways.Add(way);
            search.Avoid(way.Nodes);
            isAvoiding |= way.Nodes.Count > 2;
        }

        return [.. ways.OrderBy(way => way.Nodes.Count).ThenBy(way => way.Cost).Select(way => way.Nodes)];
    }

    /// <summary>What is known while one question is answered.</summary>
    private sealed class Search : IDisposable
    {
        private readonly CompactGraph graph;
        private readonly Func<int, int, double> cost;
        private readonly Func<int, bool>? leadsOn;
        private readonly int from;
        private readonly int to;
        private readonly int mostSteps;
        private readonly CancellationToken cancel;
        private readonly Side near;
        private readonly Side far;
        private readonly HashSet<int> avoided = [];
        private readonly HashSet<int> onWays = [];
        private readonly HashSet<(int, int)> avoidedSteps = [];

        public Search(CompactGraph graph, Func<int, int, double> cost, Func<int, bool>? leadsOn, int from, int to, int mostSteps, CancellationToken cancel)
        {
            (this.graph, this.cost, this.leadsOn, this.from, this.to, this.mostSteps, this.cancel) = (graph, cost, leadsOn, from, to, mostSteps, cancel);
            (near, far) = (new Side(graph, mostSteps), new Side(graph, mostSteps));
        }

        public void Dispose()
        {
            near.Dispose();
            far.Dispose();
        }

        /// <summary>That leads through nothing that is avoided.</summary>
        public (IReadOnlyList<int> Nodes, double Cost)? Shortest()
        {
            near.Begin(from);
            far.Begin(to);
            for (int steps = 1; steps <= mostSteps; steps++)
            {
                Side side = near.Ahead <= far.Ahead ? near : far, other = side == near ? far : near;
                if (near.Frontier.Count == 0 || far.Frontier.Count == 0) return null;
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

                if (met >= 0) return (Way(met), least);
            }

            return null;
        }

        /// <summary>A way is taken: others lead through other nodes, and by other steps.</summary>
        public void Avoid(IReadOnlyList<int> way)
        {
            foreach (int node in way.Skip(1).SkipLast(1)) avoided.Add(node);
            onWays.UnionWith(way);
            foreach ((int one, int other) in way.Zip(way.Skip(1)))
            {
                avoidedSteps.Add((one, other));
                avoidedSteps.Add((other, one));
            }
        }

        /// <summary>Nodes, but no steps.</summary>
        public void AllowAll() => avoided.Clear();

        private void Step(Side side)
        {
            List<int> frontier = side.Take();
            for (int at = 0; at < frontier.Count; at++)
            {
                if (at % 1024 == 0) cancel.ThrowIfCancellationRequested();
                int node = frontier[at];
                bool isOnWay = onWays.Contains(node);
                foreach (int other in graph.Neighbours(node))
                {
                    if (side.IsSeen(other))
                    {
                        if (side.StepsTo(other) <= side.StepsTo(node)) continue;
                    }
                    else if (!MayPass(other)) continue;

                    if (isOnWay && avoidedSteps.Contains((node, other))) continue;
                    side.Reach(other, node, side.CostTo(node) + cost(node, other));
                }
            }
        }

        private bool MayPass(int node) => node == from || node == to || (!avoided.Contains(node) && leadsOn?.Invoke(node) != false);

        private List<int> Way(int met)
        {
            List<int> way = [];
            for (int node = met; node >= 0; node = near.Before(node)) way.Add(node);
            way.Reverse();
            for (int node = far.Before(met); node >= 0; node = far.Before(node)) way.Add(node);
            return way;
        }
    }

    /// <summary>What was reached from one end. A node was seen in this search where its number is not below that with which the search begins, and as many steps away as it is above.</summary>
    private sealed class Side : IDisposable
    {
        private readonly CompactGraph graph;
        private readonly int stride;
        private readonly int[] seen;
        private readonly int[] before;
        private readonly double[] costs;
        private List<int> spare = [];
        private int begin;

        public Side(CompactGraph graph, int mostSteps)
        {
            (this.graph, stride) = (graph, Math.Min(mostSteps, graph.NodeCount) + 1);
            (seen, before, costs) = (ArrayPool<int>.Shared.Rent(graph.NodeCount), ArrayPool<int>.Shared.Rent(graph.NodeCount), ArrayPool<double>.Shared.Rent(graph.NodeCount));
            seen.AsSpan(0, graph.NodeCount).Clear();
        }

        public List<int> Frontier { get; private set; } = [];

        /// <summary>How many edges the next step looks at.</summary>
        public long Ahead { get; private set; }

        public void Dispose()
        {
            ArrayPool<int>.Shared.Return(seen);
            ArrayPool<int>.Shared.Return(before);
            ArrayPool<double>.Shared.Return(costs);
        }

        public void Begin(int node)
        {
            begin = begin == 0 ? 1 : begin + stride;
            Frontier.Clear();
            Frontier.Add(node);
            Ahead = graph.Neighbours(node).Length;
            (seen[node], before[node], costs[node]) = (begin, -1, 0);
        }

        public bool IsSeen(int node) => seen[node] >= begin;

        public int StepsTo(int node) => seen[node] - begin;

        public double CostTo(int node) => costs[node];

        public int Before(int node) => before[node];

        /// <summary>The frontier, and a new one in its place.</summary>
        public List<int> Take()
        {
            (Frontier, spare) = (spare, Frontier);
            Frontier.Clear();
            Ahead = 0;
            return spare;
        }

        /// <summary>The cheapest of the ways with as few steps is kept, of those as cheap the one through the lower node.</summary>
        public void Reach(int node, int by, double cost)
        {
            if (seen[node] < begin)
            {
                Frontier.Add(node);
                Ahead += graph.Neighbours(node).Length;
                seen[node] = seen[by] + 1;
            }
            else if (cost > costs[node] || (cost == costs[node] && by > before[node]))
            {
                return;
            }

            (before[node], costs[node]) = (by, cost);
        }
    }
}
