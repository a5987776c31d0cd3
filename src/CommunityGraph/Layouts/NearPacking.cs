namespace CommunityGraph.Layouts;

/// <summary>Boxes of their own sizes, each beside those that it is joined with, none over another: put down one after the other, the next always the one most joined with what lies there, at the free place
/// along the side of some box from which it has the least way to them (the constructive placement of circuits: Hanan and Kurtzberg 1972, "Placement techniques"). Parts that hang together with nothing
/// else are packed side by side.</summary>
public static class NearPacking
{
    /// <summary>Beside so many of those that were put down last it tries to stand, besides those that it is joined with.</summary>
    private const int Tried = 48;

    /// <summary>What a step away from the middle of its part costs, as against a step away from one that it is joined with.</summary>
    private const double Pull = 0.2;

    /// <param name="boxes">Width and height of each node.</param>
    /// <param name="graph">Undirected.</param>
    /// <param name="gap">Between any two.</param>
    /// <param name="width">Of the sheet; only a box that is wider by itself leaves it.</param>
    /// <returns>The upper left corner of each; the sheet begins at 0, 0.</returns>
    public static Point[] Place(IReadOnlyList<(double Width, double Height)> boxes, CompactGraph graph, double gap, double width, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(boxes.Count, graph.NodeCount, nameof(boxes));
        Components components = Components.Of(graph, cancel);
        Box[][] parts = [.. Enumerable.Range(0, components.Count).Select(part => Part(components.Members(part).ToArray(), boxes, graph, gap, width, cancel))];
        Point[] corners = BoxPacking.Pack([.. parts.Select(part => (part.Max(box => box.Right) + gap, part.Max(box => box.Bottom) + gap))], width + gap);
        Point[] places = new Point[boxes.Count];
        foreach ((int at, Box[] part) in parts.Index())
        {
            foreach (Box box in part) places[box.Node] = new Point(corners[at].X + box.Left, corners[at].Y + box.Top);
        }

        return places;
    }

    private static Box[] Part(int[] nodes, IReadOnlyList<(double Width, double Height)> boxes, CompactGraph graph, double gap, double width, CancellationToken cancel)
    {
        List<Box> placed = [];
        Dictionary<int, int> links = nodes.ToDictionary(node => node, _ => 0);
        Dictionary<int, Box> at = [];
        int next = nodes.MaxBy(node => (graph.Neighbours(node).Length, -node));
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            Box box = Best(new Box(next, 0, 0, boxes[next].Width, boxes[next].Height), placed, [.. graph.Neighbours(next).ToArray().Where(at.ContainsKey).Select(other => at[other])], gap, width);
            placed.Add(box);
            at[next] = box;
            links.Remove(next);
            foreach (int other in graph.Neighbours(next))
            {
                if (links.TryGetValue(other, out int count)) links[other] = count + 1;
            }

            if (links.Count == 0) break;
            next = links.MaxBy(one => (one.Value, graph.Neighbours(one.Key).Length, -one.Key)).Key;
        }

        double left = placed.Min(box => box.Left), top = placed.Min(box => box.Top);
        return [.. placed.Select(box => box with { Left = box.Left - left, Top = box.Top - top })];
    }

    private static Box Best(Box box, List<Box> placed, Box[] joined, double gap, double width)
    {
        if (placed.Count == 0) return box;
        double from = placed.Min(one => one.Left), to = placed.Max(one => one.Right), low = placed.Max(one => one.Bottom);
        double middleX = (from + to) / 2, middleY = (placed.Min(one => one.Top) + low) / 2;
        // Below everything there is always room.
        Box best = box with { Left = from, Top = low + gap };
        double least = Cost(best);
        foreach (Box beside in joined.Concat(placed.TakeLast(Tried)).Distinct())
        {
            foreach (Box free in Beside(box, beside, gap))
            {
                if (Math.Max(to, free.Right) - Math.Min(from, free.Left) > Math.Max(width, box.Width)) continue;
                double cost = Cost(free);
                if (cost >= least || placed.Exists(one => one.IsOver(free, gap))) continue;
                (best, least) = (free, cost);
            }
        }

        return best;

        double Cost(Box one) => joined.Sum(other => Math.Abs(one.MiddleX - other.MiddleX) + Math.Abs(one.MiddleY - other.MiddleY))
            + (Pull * (Math.Abs(one.MiddleX - middleX) + Math.Abs(one.MiddleY - middleY)));
    }

    /// <summary>Along each of the four sides: at its beginning, its middle and its end.</summary>
    private static IEnumerable<Box> Beside(Box box, Box other, double gap)
    {
        foreach (double top in (double[])[other.Top, other.MiddleY - (box.Height / 2), other.Bottom - box.Height])
        {
            yield return box with { Left = other.Right + gap, Top = top };
            yield return box with { Left = other.Left - gap - box.Width, Top = top };
        }

        foreach (double left in (double[])[other.Left, other.MiddleX - (box.Width / 2), other.Right - box.Width])
        {
            yield return box with { Left = left, Top = other.Bottom + gap };
            yield return box with { Left = left, Top = other.Top - gap - box.Height };
        }
    }

    private sealed record Box(int Node, double Left, double Top, double Width, double Height)
    {
        public double Right => Left + Width;

        public double Bottom => Top + Height;

        public double MiddleX => Left + (Width / 2);

        public double MiddleY => Top + (Height / 2);

        // A hair less than the gap: sums of lengths need not come out alike.
        public bool IsOver(Box other, double gap) => Left < other.Right + gap - 1e-6 && other.Left < Right + gap - 1e-6 && Top < other.Bottom + gap - 1e-6 && other.Top < Bottom + gap - 1e-6;
    }
}
