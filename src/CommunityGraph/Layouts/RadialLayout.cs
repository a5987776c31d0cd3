namespace CommunityGraph.Layouts;

/// <summary>How far apart rings and the nodes on them stand, in whatever the picture is measured in.</summary>
public sealed record RadialOptions
{
    public static RadialOptions Usual { get; } = new();

    /// <summary>From ring to ring; a ring that has many on it is further out.</summary>
    public double RingWidth { get; init; } = 140;

    /// <summary>No two on a ring are nearer, along it.</summary>
    public double Least { get; init; } = 26;

    /// <summary>Where the first begins: 0 to the right, clockwise, in radians.</summary>
    public double Begin { get; init; } = -Math.PI / 2;
}

/// <summary>One node in the middle, and the others on the rings of their fewest steps from it (Yee, Fisher, Dhamija and Hearst 2001, "Animated exploration of dynamic graphs with radial layout"): each has
/// as much of its ring as there is behind it (Eades 1992, "Drawing free trees"), near to those by whom it is come to.</summary>
/// <param name="Nodes">Those that were come to, the nearest first; the middle is the first.</param>
/// <param name="Places">Of each of them, the middle at 0, 0.</param>
/// <param name="Radii">Of each ring; the first is 0.</param>
public sealed record RadialLayout(IReadOnlyList<int> Nodes, IReadOnlyList<Point> Places, IReadOnlyList<double> Radii)
{
    /// <param name="steps">How many rings.</param>
    /// <param name="groups">Those of a group stand together on the first ring, in their order, such as a kind of connection each; null: in the order of their numbers.</param>
    public static RadialLayout Of(CompactGraph graph, int middle, int steps, Func<int, int>? groups = null, RadialOptions? options = null, CancellationToken cancel = default)
    {
        options ??= RadialOptions.Usual;
        Rings rings = Rings.From(graph, middle, steps, cancel);
        int[] nodes = [.. rings.Order];
        Dictionary<int, int> at = nodes.Index().ToDictionary(one => one.Item, one => one.Index);
        List<int>[] behind = Behind(graph, rings, at);
        if (groups is not null) behind[0] = [.. behind[0].OrderBy(one => groups(nodes[one])).ThenBy(one => nodes[one])];
        double[] leaves = Leaves(behind), angles = Angles(behind, leaves, options.Begin), radii = new double[rings.Count];
        Point[] places = new Point[nodes.Length];
        for (int ring = 1, first = 1; ring < rings.Count; ring++)
        {
            int count = rings.Ring(ring).Length;
            // A fifth more than they need, so that they can stay near to where they belong.
            radii[ring] = Math.Max(radii[ring - 1] + options.RingWidth, 1.2 * count * options.Least / (2 * Math.PI));
            double[] apart = Apart(angles[first..(first + count)], options.Least / radii[ring]);
            for (int one = 0; one < count; one++) places[first + one] = new Point(radii[ring] * Math.Cos(apart[one]), radii[ring] * Math.Sin(apart[one]));
            first += count;
        }

        return new RadialLayout(nodes, places, radii);
    }

    /// <summary>Of each, who is come to by it: of several one ring further in by the one with the fewest behind it until then.</summary>
    private static List<int>[] Behind(CompactGraph graph, Rings rings, Dictionary<int, int> at)
    {
        List<int>[] behind = [.. at.Keys.Select(_ => new List<int>())];
        for (int ring = 1, first = 1; ring < rings.Count; ring++)
        {
            ReadOnlySpan<int> here = rings.Ring(ring);
            int before = first - rings.Ring(ring - 1).Length;
            for (int one = 0; one < here.Length; one++)
            {
                int by = -1;
                foreach (int other in graph.Neighbours(here[one]))
                {
                    if (!at.TryGetValue(other, out int place) || place < before || place >= first) continue;
                    if (by < 0 || behind[place].Count < behind[by].Count) by = place;
                }

                // Edges may lead one way alone: then it is the one that leads here.
                if (by < 0) by = Enumerable.Range(before, first - before).First(place => graph.Neighbours(rings.Order[place]).Contains(rings.Order[first + one]));
                behind[by].Add(first + one);
            }

            first += here.Length;
        }

        return behind;
    }

    private static double[] Leaves(List<int>[] behind)
    {
        double[] leaves = new double[behind.Length];
        // Who is come to later stands later.
        for (int one = behind.Length - 1; one >= 0; one--) leaves[one] = behind[one].Count == 0 ? 1 : behind[one].Sum(other => leaves[other]);
        return leaves;
    }

    private static double[] Angles(List<int>[] behind, double[] leaves, double begin)
    {
        double[] angles = new double[behind.Length], from = new double[behind.Length], wide = new double[behind.Length];
        (from[0], wide[0]) = (begin, 2 * Math.PI);
        for (int one = 0; one < behind.Length; one++)
        {
            angles[one] = from[one] + (wide[one] / 2);
            double next = from[one];
            foreach (int other in behind[one])
            {
                (from[other], wide[other]) = (next, wide[one] * leaves[other] / leaves[one]);
                next += wide[other];
            }
        }

        return angles;
    }

    /// <summary>As near to where they are wished as may be with so much between them, around the circle.</summary>
    private static double[] Apart(double[] wished, double least)
    {
        int[] order = [.. Enumerable.Range(0, wished.Length).OrderBy(one => wished[one]).ThenBy(one => one)];
        // It is cut open where there is most room.
        int cut = 0;
        double room = -1;
        for (int at = 0; at < order.Length; at++)
        {
            double before = at == 0 ? wished[order[^1]] - (2 * Math.PI) : wished[order[at - 1]];
            if (wished[order[at]] - before > room + 1e-12) (cut, room) = (at, wished[order[at]] - before);
        }

        double[] line = new double[order.Length];
        for (int at = 0; at < order.Length; at++)
        {
            int one = order[(cut + at) % order.Length];
            double angle = wished[one] + (cut + at >= order.Length ? 2 * Math.PI : 0);
            line[at] = at == 0 ? angle : Math.Max(angle, line[at - 1] + least);
        }

        double end = line[0] + (2 * Math.PI) - least;
        for (int at = line.Length - 1; at > 0 && line[at] > end; at--)
        {
            line[at] = end;
            end -= least;
        }

        double[] apart = new double[order.Length];
        for (int at = 0; at < order.Length; at++) apart[order[(cut + at) % order.Length]] = line[at];
        return apart;
    }
}
