namespace CommunityGraph.Layouts;

/// <summary>How a layout by forces is made.</summary>
public sealed record ForceOptions
{
    public static ForceOptions Usual { get; } = new();

    /// <summary>The same seed gives the same places.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How often all nodes are moved; null: as often as the size of the graph asks for.</summary>
    public int? Rounds { get; init; }

    /// <summary>How wide a crowd may look from a node and still push as one (θ of Barnes and Hut): 0 is exact and slow.</summary>
    public double Openness { get; init; } = 0.9;

    /// <summary>How strongly everything is drawn to the middle, so that what hangs on by one edge does not stand far out (gravity, as in ForceAtlas2: Jacomy, Venturini, Heymann and Bastian
    /// 2014).</summary>
    public double Gravity { get; init; } = 0.02;

    internal int RoundsFor(int nodes) => Rounds ?? Math.Clamp(400_000 / Math.Max(nodes, 1), 50, 300);
}

/// <summary>A connected graph drawn by forces: all nodes push one another away, those that are joined pull one another near, and each round they may move less (Fruchterman and Reingold
/// 1991, "Graph drawing by force-directed placement"), the pushing by squares (<see cref="Quadrants"/>), from places that unfold it first (<see cref="PivotPlaces"/>).
/// Adds, multiplies, divides and takes roots, one after the other, which is the same on every machine: nothing else may stand here.</summary>
public static class ForceLayout
{
    /// <summary>Places about one apart where nodes are joined. Some two hundred bytes a node while it goes on.</summary>
    /// <param name="graph">Undirected and connected: what hangs together with nothing flies off.</param>
    /// <param name="progress">The part that is done, from 0 to 1.</param>
    public static Point[] Place(CompactGraph graph, ForceOptions? options = null, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        if (graph.IsDirected) throw new ArgumentException("A layout by forces is of an undirected graph.", nameof(graph));
        options ??= ForceOptions.Usual;
        int nodes = graph.NodeCount;
        if (nodes <= 1) return new Point[nodes];
        (double[] x, double[] y) = Begin(graph, options.Seed, cancel);
        double[] moveX = new double[nodes], moveY = new double[nodes];
        double[] weights = Weights(graph);
        Quadrants quadrants = new();
        Span<(int, double)> waiting = stackalloc (int, double)[Quadrants.MostWaiting];
        int rounds = options.RoundsFor(nodes);
        double begin = Math.Sqrt(nodes) * 0.15;
        for (int round = 0; round < rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report((double)round / rounds);
            double left = 1 - ((double)round / rounds);
            double most = Math.Max(begin * left * left, 0.01);
            quadrants.Build(x, y, weights);
            double gravity = options.Gravity / Math.Sqrt(nodes), middleX = x.Sum() / nodes, middleY = y.Sum() / nodes;
            for (int node = 0; node < nodes; node++)
            {
                (double pushX, double pushY) = quadrants.Push(node, x[node], y[node], options.Openness, waiting);
                pushX *= weights[node];
                pushY *= weights[node];
                double outX = x[node] - middleX, outY = y[node] - middleY, out2 = Math.Sqrt((outX * outX) + (outY * outY));
                pushX -= outX * gravity * out2;
                pushY -= outY * gravity * out2;
                foreach (int other in graph.Neighbours(node))
                {
                    double dx = x[other] - x[node], dy = y[other] - y[node], distance = Math.Sqrt((dx * dx) + (dy * dy));
                    pushX += dx * distance;
                    pushY += dy * distance;
                }

                (moveX[node], moveY[node]) = (pushX, pushY);
            }

            for (int node = 0; node < nodes; node++)
            {
                double length = Math.Sqrt((moveX[node] * moveX[node]) + (moveY[node] * moveY[node]));
                if (length < 1e-9) continue;
                double part = Math.Min(length, most) / length;
                x[node] += moveX[node] * part;
                y[node] += moveY[node] * part;
            }
        }

        progress?.Report(1);
        Point[] places = new Point[nodes];
        for (int node = 0; node < nodes; node++) places[node] = new Point(x[node], y[node]);
        return places;
    }

    /// <summary>Who has many edges is pulled by many, and pushes as strongly: otherwise all that is much connected would end in one heap (Noack 2007, "Energy models for graph clustering", where
    /// edges repel; so does ForceAtlas2). One on average.</summary>
    private static double[] Weights(CompactGraph graph)
    {
        double[] weights = new double[graph.NodeCount];
        double mean = 1 + (2.0 * graph.EdgeCount / graph.NodeCount);
        for (int node = 0; node < weights.Length; node++) weights[node] = (1 + graph.Neighbours(node).Length) / mean;
        return weights;
    }

    /// <summary>Unfolded, about as wide as it will be, and none at the place of another.</summary>
    private static (double[] X, double[] Y) Begin(CompactGraph graph, ulong seed, CancellationToken cancel)
    {
        (double[] x, double[] y) = PivotPlaces.Of(graph, cancel);
        double length = 0;
        long ends = 0;
        for (int node = 0; node < x.Length; node++)
        {
            foreach (int other in graph.Neighbours(node))
            {
                double dx = x[other] - x[node], dy = y[other] - y[node];
                length += Math.Sqrt((dx * dx) + (dy * dy));
                ends++;
            }
        }

        double scale = ends > 0 && length > 1e-9 ? ends / length : 1;
        SeededChance chance = new(seed);
        for (int node = 0; node < x.Length; node++)
        {
            x[node] = (x[node] * scale) + chance.Next() - 0.5;
            y[node] = (y[node] * scale) + chance.Next() - 0.5;
        }

        return (x, y);
    }
}
