namespace CommunityGraph.Layouts;

/// <summary>How the components of a graph are laid out on one sheet. Lengths are in whatever the picture is measured in.</summary>
public sealed record PackingOptions
{
    public static PackingOptions Usual { get; } = new();

    /// <summary>A node has the square of it to itself, taken together.</summary>
    public double Spacing { get; init; } = 60;

    /// <summary>No two nodes are nearer.</summary>
    public double Least { get; init; } = 16;

    /// <summary>Wished for: a component that is wider makes the sheet as wide. Null: about as wide as high.</summary>
    public double? Width { get; init; }

    /// <summary>Kept free beside each component, to its left and its right.</summary>
    public double Beside { get; init; } = 30;

    /// <summary>Kept free above and below each component.</summary>
    public double Above { get; init; } = 30;

    /// <summary>How many times wider than high a component is drawn than the forces alone would: names are wider than high.</summary>
    public double Stretch { get; init; } = 1;

    /// <summary>How far crowds in the middle of a component are drawn out: 0, as the forces leave them; 1, until all rings about the middle are as full.</summary>
    public double Evenness { get; init; } = 0.7;

    public ForceOptions Forces { get; init; } = ForceOptions.Usual;
}

/// <summary>Where every node stands, on a sheet that begins at 0, 0.</summary>
public sealed record Placement(Point[] Places, double Width, double Height);

/// <summary>A whole graph: each component by <see cref="ForceLayout"/> for itself, and all of them side by side (as in Freivalds, Dogrusoz and Kikusts 2002, "Disconnected graph layout and the
/// polyomino packing approach", with boxes), so that what hangs together with nothing does not fly off.</summary>
public static class PackedLayout
{
    /// <param name="progress">The part that is done, from 0 to 1.</param>
    public static Placement Place(CompactGraph graph, PackingOptions? options = null, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        options ??= PackingOptions.Usual;
        Components components = Components.Of(graph, cancel);
        Point[][] parts = new Point[components.Count][];
        List<(double Width, double Height)> boxes = [];
        double done = 0, area = 0;
        int[] numbers = new int[graph.NodeCount];
        for (int at = 0; at < parts.Length; at++)
        {
            int[] members = [.. components.Members(at)];
            double before = done;
            parts[at] = Part(graph.Between(members, numbers), options, progress is null ? null : new Share(progress, before / graph.NodeCount, (double)members.Length / graph.NodeCount), cancel);
            done += members.Length;
            (double width, double height) = (parts[at].Max(place => place.X) + options.Beside, parts[at].Max(place => place.Y) + options.Above);
            boxes.Add((width, height));
            area += width * height;
        }

        if (parts.Length == 0) return new Placement([], 0, 0);
        double sheet = Math.Max(options.Width ?? Math.Sqrt(area), boxes.Max(box => box.Width));
        Point[] corners = BoxPacking.Pack(boxes, sheet), places = new Point[graph.NodeCount];
        double right = 0, bottom = 0;
        for (int at = 0; at < parts.Length; at++)
        {
            ReadOnlySpan<int> members = components.Members(at);
            for (int member = 0; member < members.Length; member++)
                places[members[member]] = new Point(corners[at].X + parts[at][member].X, corners[at].Y + parts[at][member].Y);
            right = Math.Max(right, corners[at].X + boxes[at].Width);
            bottom = Math.Max(bottom, corners[at].Y + boxes[at].Height);
        }

        progress?.Report(1);
        return new Placement(places, right, bottom);
    }

    /// <summary>One component, its upper left corner where there is as much free as is asked for.</summary>
    private static Point[] Part(CompactGraph graph, PackingOptions options, IProgress<double>? progress, CancellationToken cancel)
    {
        Point[] places = ForceLayout.Place(graph, options.Forces, progress, cancel);
        Even(places, options.Evenness);
        double stretch = Math.Sqrt(options.Stretch);
        // Upright, as a page is; what is then stretched comes near to a square.
        if (places.Max(place => place.X) - places.Min(place => place.X) > places.Max(place => place.Y) - places.Min(place => place.Y))
        {
            for (int node = 0; node < places.Length; node++) places[node] = new Point(places[node].Y, places[node].X);
        }

        double wide = (places.Max(place => place.X) - places.Min(place => place.X) + 1) * stretch, high = (places.Max(place => place.Y) - places.Min(place => place.Y) + 1) / stretch;
        double scale = options.Spacing * Math.Sqrt(places.Length / (wide * high));
        for (int node = 0; node < places.Length; node++) places[node] = new Point(places[node].X * scale * stretch, places[node].Y * scale / stretch);
        Separation.Make(places, options.Least, cancel);
        double left = places.Min(place => place.X) - options.Beside, top = places.Min(place => place.Y) - options.Above;
        for (int node = 0; node < places.Length; node++) places[node] = new Point(places[node].X - left, places[node].Y - top);
        return places;
    }

    /// <summary>Forces crowd the middle and leave the rim empty. Every node keeps its direction from the middle and its turn in being far from it; how far that is comes nearer to what would leave
    /// all of them as much room.</summary>
    private static void Even(Point[] places, double evenness)
    {
        if (places.Length < 3) return;
        double middleX = places.Sum(place => place.X) / places.Length, middleY = places.Sum(place => place.Y) / places.Length;
        double[] far = [.. places.Select(place => Math.Sqrt(((place.X - middleX) * (place.X - middleX)) + ((place.Y - middleY) * (place.Y - middleY))))];
        double furthest = far.Max();
        foreach ((int turn, int node) in Enumerable.Range(0, places.Length).OrderBy(node => far[node]).ThenBy(node => node).Index().ToArray())
        {
            if (far[node] < 1e-9) continue;
            double evened = ((1 - evenness) * far[node]) + (evenness * furthest * Math.Sqrt((turn + 0.5) / places.Length));
            places[node] = new Point(middleX + ((places[node].X - middleX) * evened / far[node]), middleY + ((places[node].Y - middleY) * evened / far[node]));
        }
    }

    private sealed class Share(IProgress<double> whole, double before, double part) : IProgress<double>
    {
        public void Report(double value) => whole.Report(before + (value * part));
    }
}
