namespace CommunityGraph.Layouts;

/// <summary>How far apart layers and the nodes in them stand, in whatever the picture is measured in.</summary>
public sealed record LayeredOptions
{
    public static LayeredOptions Usual { get; } = new();

    public double LayerHeight { get; init; } = 90;

    /// <summary>No two in a layer are nearer.</summary>
    public double Least { get; init; } = 160;

    /// <summary>What an edge that passes through a layer takes of it; null: a quarter of what a node does.</summary>
    public double? Passing { get; init; }

    /// <summary>How much of its layer a node takes before its place and after it; null: half of <see cref="Least"/> on either side.</summary>
    public Func<int, (double Before, double After)>? Room { get; init; }

    /// <summary>How often the order is looked over.</summary>
    public int Sweeps { get; init; } = 24;
}

/// <summary>Nodes in given layers one below the other, such as years, ordered so that few edges cross (Sugiyama, Tagawa and Toda 1981, "Methods for visual understanding of hierarchical system
/// structures": barycentres; crossings counted as in Barth, Jünger and Mutzel 2002, "Simple and efficient bilayer cross counting"). An edge that passes layers has a place of its own in each.</summary>
/// <param name="Places">Of each node; the sheet begins at 0, 0.</param>
/// <param name="Bends">Of each edge that passes layers, where it does, from the upper end to the lower; the upper node first.</param>
/// <param name="Crossings">How many edges cross between neighbouring layers.</param>
public sealed record LayeredLayout(IReadOnlyList<Point> Places, IReadOnlyList<(int Upper, int Lower, IReadOnlyList<Point> Points)> Bends, double Width, double Height, long Crossings)
{
    private const int Settlings = 16;

    /// <param name="graph">Undirected; between nodes of one layer nothing is ordered.</param>
    /// <param name="layers">Of each node, from 0 at the top.</param>
    public static LayeredLayout Of(CompactGraph graph, IReadOnlyList<int> layers, LayeredOptions? options = null, CancellationToken cancel = default)
    {
        if (graph.IsDirected) throw new ArgumentException("Layers say which end is the upper.", nameof(graph));
        ArgumentOutOfRangeException.ThrowIfNotEqual(layers.Count, graph.NodeCount, nameof(layers));
        options ??= LayeredOptions.Usual;
        Layered layered = new(graph, layers);
        long crossings = layered.Order(options.Sweeps, cancel);
        (double, double) least = (options.Least / 2, options.Least / 2), passing = (options.Passing ?? (options.Least / 4)) is var wide ? (wide / 2, wide / 2) : default;
        (double Before, double After) Room(int one) => one >= graph.NodeCount ? passing : options.Room is { } room ? room(one) : least;
        double[] across = layered.Across(Room, Settlings);
        double left = across.Index().Select(one => one.Item - Room(one.Index).Before).DefaultIfEmpty().Min(), width = across.Index().Select(one => one.Item + Room(one.Index).After).DefaultIfEmpty().Max() - left;
        Point At(int node) => new(across[node] - left, (layered.LayerOf(node) + 0.5) * options.LayerHeight);
        return new LayeredLayout(
            [.. Enumerable.Range(0, graph.NodeCount).Select(At)],
            [.. layered.Passing.Select(edge => (edge.Upper, edge.Lower, (IReadOnlyList<Point>)[.. edge.Through.Select(At)]))],
            width, layered.Count * options.LayerHeight, crossings);
    }

    /// <summary>Nodes, and behind them the places where edges pass a layer.</summary>
    private sealed class Layered
    {
        private readonly List<int> layerOf;
        private readonly List<List<int>> above = [];
        private readonly List<List<int>> below = [];
        private readonly int[][] rows;
        private readonly int[] turns;

        public Layered(CompactGraph graph, IReadOnlyList<int> layers)
        {
            layerOf = [.. layers];
            int nodes = graph.NodeCount;
            for (int node = 0; node < nodes; node++) (_, _) = (Added(above), Added(below));
            for (int node = 0; node < nodes; node++)
            {
                int before = -1;
                foreach (int other in graph.Neighbours(node))
                {
                    if (other != before && layers[other] > layers[node]) Join(node, other);
                    before = other;
                }
            }

            Count = layerOf.Count == 0 ? 0 : layerOf.Max() + 1;
            rows = [.. Enumerable.Range(0, Count).Select(layer => Enumerable.Range(0, layerOf.Count).Where(one => layerOf[one] == layer).ToArray())];
            turns = new int[layerOf.Count];
            foreach (int[] row in rows) Number(row);
        }

        public int Count { get; }

        public List<(int Upper, int Lower, int[] Through)> Passing { get; } = [];

        public int LayerOf(int one) => layerOf[one];

        /// <summary>Down and up again, each layer by the mean of those before it; the best of all orders is kept.</summary>
        public long Order(int sweeps, CancellationToken cancel)
        {
            long fewest = Crossings();
            int[][] best = [.. rows.Select(row => row.ToArray())];
            for (int sweep = 0; sweep < sweeps && fewest > 0; sweep++)
            {
                cancel.ThrowIfCancellationRequested();
                bool isDown = sweep % 2 == 0;
                for (int at = 1; at < Count; at++) Sort(rows[isDown ? at : Count - 1 - at], isDown ? above : below);
                long crossings = Crossings();
                if (crossings >= fewest) continue;
                (fewest, best) = (crossings, [.. rows.Select(row => row.ToArray())]);
            }

            for (int layer = 0; layer < Count; layer++) Number(rows[layer] = best[layer]);
            return fewest;
        }

        /// <summary>Where each stands across: in its order, and as near to the mean of those that it is joined with as the others leave room for.</summary>
        public double[] Across(Func<int, (double Before, double After)> room, int settlings)
        {
            double[] across = new double[layerOf.Count];
            foreach (int[] row in rows)
            {
                for (int at = 1; at < row.Length; at++) across[row[at]] = across[row[at - 1]] + Between(row[at - 1], row[at], room);
                double middle = row.Length == 0 ? 0 : across[row[^1]] / 2;
                foreach (int one in row) across[one] -= middle;
            }

            for (int round = 0; round < settlings; round++)
            {
                bool isDown = round % 2 == 0;
                for (int at = 1; at < Count; at++)
                {
                    int layer = isDown ? at : Count - 1 - at;
                    Settle(rows[layer], isDown ? above : below, across, room);
                }
            }

            return across;
        }

        private static List<int> Added(List<List<int>> lists)
        {
            lists.Add([]);
            return lists[^1];
        }

        private void Join(int upper, int lower)
        {
            int from = upper;
            List<int> through = [];
            for (int layer = layerOf[upper] + 1; layer < layerOf[lower]; layer++)
            {
                int passing = layerOf.Count;
                layerOf.Add(layer);
                (_, _) = (Added(above), Added(below));
                through.Add(passing);
                Beside(from, passing);
                from = passing;
            }

            Beside(from, lower);
            if (through.Count > 0) Passing.Add((upper, lower, [.. through]));
        }

        private void Beside(int upper, int lower)
        {
            below[upper].Add(lower);
            above[lower].Add(upper);
        }

        private static double Between(int one, int other, Func<int, (double Before, double After)> room) => room(one).After + room(other).Before;

        private void Number(int[] row)
        {
            for (int at = 0; at < row.Length; at++) turns[row[at]] = at;
        }

        private void Sort(int[] row, List<List<int>> beside)
        {
            double[] means = [.. row.Select(one => beside[one].Count == 0 ? turns[one] : beside[one].Average(other => (double)turns[other]))];
            // Alike ones change places: an order that is stuck comes loose.
            int[] sorted = [.. Enumerable.Range(0, row.Length).OrderBy(at => means[at]).ThenByDescending(at => at).Select(at => row[at])];
            sorted.CopyTo(row, 0);
            Number(row);
        }

        private long Crossings()
        {
            long crossings = 0;
            for (int layer = 1; layer < Count; layer++)
            {
                // Edges by their upper ends: each crosses those before it whose lower ends are further right.
                long[] counted = new long[rows[layer].Length + 1];
                long all = 0;
                foreach (int upper in rows[layer - 1])
                {
                    int[] ends = [.. below[upper].Select(lower => turns[lower])];
                    foreach (int end in ends)
                    {
                        long upTo = 0;
                        for (int at = end + 1; at > 0; at -= at & -at) upTo += counted[at];
                        crossings += all - upTo;
                    }

                    foreach (int end in ends)
                    {
                        for (int at = end + 1; at < counted.Length; at += at & -at) counted[at]++;
                        all++;
                    }
                }
            }

            return crossings;
        }

        /// <summary>What wishes to stand too near is drawn together and stands about the mean of its wishes (as pools of adjacent violators: Barlow and others 1972).</summary>
        private static void Settle(int[] row, List<List<int>> beside, double[] across, Func<int, (double Before, double After)> room)
        {
            List<(double Wish, int Count, int First)> pools = [];
            double[] from = new double[row.Length];
            for (int at = 0; at < row.Length; at++)
            {
                from[at] = at == 0 ? 0 : from[at - 1] + Between(row[at - 1], row[at], room);
                double wish = beside[row[at]].Count == 0 ? across[row[at]] : beside[row[at]].Average(other => across[other]);
                (double Wish, int Count, int First) pool = (wish - from[at], 1, at);
                while (pools is [.., var last] && last.Wish > pool.Wish)
                {
                    pools.RemoveAt(pools.Count - 1);
                    pool = (((last.Wish * last.Count) + (pool.Wish * pool.Count)) / (last.Count + pool.Count), last.Count + pool.Count, last.First);
                }

                pools.Add(pool);
            }

            foreach ((double wish, int count, int first) in pools)
            {
                for (int at = first; at < first + count; at++) across[row[at]] = wish + from[at];
            }
        }
    }
}
