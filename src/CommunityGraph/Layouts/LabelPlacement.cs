namespace CommunityGraph.Layouts;

/// <summary>Where a label stands beside its node.</summary>
public enum LabelSide
{
    /// <summary>There was no room for it.</summary>
    None,
    Right,
    Left,
    Below,
    Above,
}

/// <summary>How large labels are, and what they must keep clear of.</summary>
public sealed record LabelOptions
{
    /// <summary>The sheet, from 0, 0: no label leaves it.</summary>
    public required double Width { get; init; }

    public required double Height { get; init; }

    /// <summary>Of the node's mark, which no label covers.</summary>
    public double Radius { get; init; } = 7;

    /// <summary>Between a mark and its label, and between labels.</summary>
    public double Gap { get; init; } = 3;
}

/// <summary>Labels beside points, in the order in which they are given: each at the first of its four sides where it covers no mark and no label before it, or nowhere, trying first the sides to which
/// fewest edges lead (the greedy way that
/// Christensen, Marks and Shieber 1995, "An empirical study of algorithms for point-feature label placement", measure the others against).</summary>
public static class LabelPlacement
{
    private const double Cell = 48;

    /// <param name="sizes">Of each point's label; one without width is wanted nowhere.</param>
    /// <param name="order">Whose label is placed first; who is not named has none.</param>
    /// <param name="graph">Between the points; null: there are no edges.</param>
    public static LabelSide[] Place(ReadOnlySpan<Point> points, ReadOnlySpan<(double Width, double Height)> sizes, ReadOnlySpan<int> order, LabelOptions options, CompactGraph? graph = null)
    {
        Taken taken = new(options);
        double radius = options.Radius;
        foreach (Point point in points) taken.Add(new Box(point.X - radius, point.Y - radius, point.X + radius, point.Y + radius));
        LabelSide[] sides = new LabelSide[points.Length];
        Span<LabelSide> tried = stackalloc LabelSide[4];
        foreach (int at in order)
        {
            if (sizes[at].Width <= 0) continue;
            Order(tried, graph, points, at);
            foreach (LabelSide side in tried)
            {
                Box box = Of(points[at], sizes[at], side, options);
                if (!taken.IsFree(box)) continue;
                taken.Add(box);
                sides[at] = side;
                break;
            }
        }

        return sides;
    }

    /// <summary>The upper left corner of a label at this side.</summary>
    public static Point Corner(Point point, (double Width, double Height) size, LabelSide side, LabelOptions options)
    {
        Box box = Of(point, size, side, options);
        return new Point(box.Left, box.Top);
    }

    /// <summary>By how many edges lead to a side; of sides alike to the right first, then to the left, below, above.</summary>
    private static void Order(Span<LabelSide> sides, CompactGraph? graph, ReadOnlySpan<Point> points, int at)
    {
        Span<int> edges = stackalloc int[5];
        if (graph is not null)
        {
            foreach (int other in graph.Neighbours(at))
            {
                double dx = points[other].X - points[at].X, dy = points[other].Y - points[at].Y;
                // A label is wider than high: what leads to its corner crosses it at the side.
                LabelSide side = Math.Abs(dy) <= 0.6 * Math.Abs(dx) ? dx > 0 ? LabelSide.Right : LabelSide.Left : dy > 0 ? LabelSide.Below : LabelSide.Above;
                edges[(int)side]++;
            }
        }

        for (int place = 0; place < 4; place++)
        {
            LabelSide side = (LabelSide)(place + 1);
            int to = place;
            for (; to > 0 && edges[(int)sides[to - 1]] > edges[(int)side]; to--) sides[to] = sides[to - 1];
            sides[to] = side;
        }
    }

    private static Box Of(Point point, (double Width, double Height) size, LabelSide side, LabelOptions options)
    {
        double away = options.Radius + options.Gap;
        (double left, double top) = side switch
        {
            LabelSide.Right => (point.X + away, point.Y - (size.Height / 2)),
            LabelSide.Left => (point.X - away - size.Width, point.Y - (size.Height / 2)),
            LabelSide.Below => (point.X - (size.Width / 2), point.Y + away),
            LabelSide.Above => (point.X - (size.Width / 2), point.Y - away - size.Height),
            _ => throw new ArgumentOutOfRangeException(nameof(side)),
        };
        return new Box(left, top, left + size.Width, top + size.Height);
    }

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }

    private sealed class Taken(LabelOptions options)
    {
        private readonly Dictionary<(int, int), List<Box>> cells = [];

        public void Add(Box box)
        {
            foreach ((int, int) cell in Cells(box))
            {
                if (!cells.TryGetValue(cell, out List<Box>? here)) cells[cell] = here = [];
                here.Add(box);
            }
        }

        public bool IsFree(Box box)
        {
            if (box.Left < 0 || box.Top < 0 || box.Right > options.Width || box.Bottom > options.Height) return false;
            Box wide = new(box.Left - (options.Gap / 2), box.Top - (options.Gap / 2), box.Right + (options.Gap / 2), box.Bottom + (options.Gap / 2));
            foreach ((int, int) cell in Cells(wide))
            {
                if (!cells.TryGetValue(cell, out List<Box>? here)) continue;
                foreach (Box other in here)
                {
                    if (wide.Meets(other)) return false;
                }
            }

            return true;
        }

        private static IEnumerable<(int, int)> Cells(Box box)
        {
            for (int row = (int)Math.Floor(box.Top / Cell); row <= (int)Math.Floor(box.Bottom / Cell); row++)
            {
                for (int column = (int)Math.Floor(box.Left / Cell); column <= (int)Math.Floor(box.Right / Cell); column++) yield return (column, row);
            }
        }
    }
}
