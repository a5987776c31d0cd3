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
    RightAbove,
    RightBelow,
    LeftAbove,
    LeftBelow,
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

    /// <summary>Where no side is free, the four corners are tried.</summary>
    public bool HasCorners { get; init; }

    /// <summary>Lines that no label crosses, such as the rings of a circle.</summary>
    public IReadOnlyList<(Point From, Point To)> Barred { get; init; } = [];

    /// <summary>Lines that a label crosses only where it would otherwise have no room, such as edges.</summary>
    public IReadOnlyList<(Point From, Point To)> Avoided { get; init; } = [];
}

/// <summary>Labels beside points, in the order in which they are given: each at the first of its four sides, or eight with the corners, where it covers no mark, no line and no label before it and could not be taken for that of another point, or nowhere,
/// trying first the sides to which fewest edges lead (the greedy way that
/// Christensen, Marks and Shieber 1995, "An empirical study of algorithms for point-feature label placement", measure the others against).</summary>
public static class LabelPlacement
{
    private const double Cell = 48;

    /// <summary>How much nearer than any other point its own must be to a label.</summary>
    private const double Nearer = 4;

    /// <param name="sizes">Of each point's label; one without width is wanted nowhere.</param>
    /// <param name="order">Whose label is placed first; who is not named has none.</param>
    /// <param name="graph">Between the points; null: there are no edges.</param>
    public static LabelSide[] Place(ReadOnlySpan<Point> points, ReadOnlySpan<(double Width, double Height)> sizes, ReadOnlySpan<int> order, LabelOptions options, CompactGraph? graph = null)
    {
        Taken taken = new(options);
        double radius = options.Radius;
        foreach (Point point in points) taken.Add(new Box(point.X - radius, point.Y - radius, point.X + radius, point.Y + radius));
        Marks marks = new(points);
        Lines barred = new(options.Barred), avoided = new(options.Avoided);
        LabelSide[] sides = new LabelSide[points.Length];
        Span<LabelSide> tried = stackalloc LabelSide[8];
        ((ReadOnlySpan<LabelSide>)[LabelSide.RightAbove, LabelSide.RightBelow, LabelSide.LeftAbove, LabelSide.LeftBelow]).CopyTo(tried[4..]);
        foreach (int at in order)
        {
            if (sizes[at].Width <= 0) continue;
            Order(tried[..4], graph, points, at);
            sides[at] = First(taken, marks, barred, avoided, options.HasCorners ? tried : tried[..4], points[at], sizes[at], options);
            if (sides[at] != LabelSide.None) taken.Add(Of(points[at], sizes[at], sides[at], options));
        }

        return sides;
    }

    /// <summary>The first side that is free and crosses nothing; where there is none, the first that is free.</summary>
    private static LabelSide First(Taken taken, Marks marks, Lines barred, Lines avoided, ReadOnlySpan<LabelSide> tried, Point point, (double Width, double Height) size, LabelOptions options)
    {
        LabelSide free = LabelSide.None;
        foreach (LabelSide side in tried)
        {
            Box box = Of(point, size, side, options);
            if (!taken.IsFree(box) || barred.Cross(box) || marks.IsOfAnother(box, point, side)) continue;
            if (!avoided.Cross(box)) return side;
            if (free == LabelSide.None) free = side;
        }

        return free;
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
        // A corner touches what is left free around the mark, and no more.
        double away = options.Radius + options.Gap, aside = options.Radius + (options.Gap / 2) + 0.01;
        (double left, double top) = side switch
        {
            LabelSide.Right => (point.X + away, point.Y - (size.Height / 2)),
            LabelSide.Left => (point.X - away - size.Width, point.Y - (size.Height / 2)),
            LabelSide.Below => (point.X - (size.Width / 2), point.Y + away),
            LabelSide.Above => (point.X - (size.Width / 2), point.Y - away - size.Height),
            LabelSide.RightAbove => (point.X + aside, point.Y - aside - size.Height),
            LabelSide.RightBelow => (point.X + aside, point.Y + aside),
            LabelSide.LeftAbove => (point.X - aside - size.Width, point.Y - aside - size.Height),
            LabelSide.LeftBelow => (point.X - aside - size.Width, point.Y + aside),
            _ => throw new ArgumentOutOfRangeException(nameof(side)),
        };
        return new Box(left, top, left + size.Width, top + size.Height);
    }

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

        /// <summary>The line is cut to the box: something of it is left (Liang and Barsky 1984, "A new concept and method for line clipping").</summary>
        public bool IsCrossed(Point from, Point to)
        {
            (double first, double last) = (0, 1);
            return Cut(from.X - to.X, from.X - Left) && Cut(to.X - from.X, Right - from.X) && Cut(from.Y - to.Y, from.Y - Top) && Cut(to.Y - from.Y, Bottom - from.Y) && first < last;

            bool Cut(double along, double room)
            {
                if (along < 0) first = Math.Max(first, room / along);
                else if (along > 0) last = Math.Min(last, room / along);
                return along != 0 || room > 0;
            }
        }

        public double Distance(Point point) => Math.Sqrt(Math.Pow(Math.Max(0, Math.Max(Left - point.X, point.X - Right)), 2) + Math.Pow(Math.Max(0, Math.Max(Top - point.Y, point.Y - Bottom)), 2));

        public Box Wider(double by) => new(Left - by, Top - by, Right + by, Bottom + by);

        public IEnumerable<(int, int)> Cells()
        {
            for (int row = (int)Math.Floor(Top / Cell); row <= (int)Math.Floor(Bottom / Cell); row++)
            {
                for (int column = (int)Math.Floor(Left / Cell); column <= (int)Math.Floor(Right / Cell); column++) yield return (column, row);
            }
        }
    }

    /// <summary>Points by where they are, to find whose a label seems to be.</summary>
    private sealed class Marks
    {
        private readonly Dictionary<(int, int), List<Point>> cells = [];

        public Marks(ReadOnlySpan<Point> points)
        {
            foreach (Point point in points)
            {
                (int, int) cell = ((int)Math.Floor(point.X / Cell), (int)Math.Floor(point.Y / Cell));
                if (!cells.TryGetValue(cell, out List<Point>? here)) cells[cell] = here = [];
                here.Add(point);
            }
        }

        /// <summary>Another point is hardly further from it than its own: from a corner any that is near, else one that it would be beside as well, at another of its sides.</summary>
        public bool IsOfAnother(Box box, Point own, LabelSide side)
        {
            double near = box.Distance(own) + Nearer;
            foreach ((int, int) cell in box.Wider(near).Cells())
            {
                if (!cells.TryGetValue(cell, out List<Point>? here)) continue;
                foreach (Point other in here)
                {
                    if (other != own && box.Distance(other) < near && IsBeside(other)) return true;
                }
            }

            return false;

            bool IsBeside(Point other) => side switch
            {
                LabelSide.Right => IsLevel(other) && other.X > box.Right,
                LabelSide.Left => IsLevel(other) && other.X < box.Left,
                LabelSide.Below => IsLevel(other) || (IsPlumb(other) && other.Y > box.Bottom),
                LabelSide.Above => IsLevel(other) || (IsPlumb(other) && other.Y < box.Top),
                _ => true,
            };

            bool IsLevel(Point other) => other.Y >= box.Top && other.Y <= box.Bottom;

            bool IsPlumb(Point other) => other.X >= box.Left && other.X <= box.Right;
        }
    }

    private sealed class Lines
    {
        private readonly Dictionary<(int, int), List<(Point From, Point To)>> cells = [];

        public Lines(IEnumerable<(Point From, Point To)> lines)
        {
            foreach ((Point from, Point to) in lines)
            {
                Box around = new(Math.Min(from.X, to.X), Math.Min(from.Y, to.Y), Math.Max(from.X, to.X), Math.Max(from.Y, to.Y));
                foreach ((int column, int row) in around.Cells())
                {
                    if (!new Box((column * Cell) - 1, (row * Cell) - 1, ((column + 1) * Cell) + 1, ((row + 1) * Cell) + 1).IsCrossed(from, to)) continue;
                    if (!cells.TryGetValue((column, row), out List<(Point, Point)>? here)) cells[(column, row)] = here = [];
                    here.Add((from, to));
                }
            }
        }

        public bool Cross(Box box) => box.Cells().Any(cell => cells.TryGetValue(cell, out List<(Point From, Point To)>? here) && here.Any(line => box.IsCrossed(line.From, line.To)));
    }

    private sealed class Taken(LabelOptions options)
    {
        private readonly Dictionary<(int, int), List<Box>> cells = [];

        public void Add(Box box)
        {
            foreach ((int, int) cell in box.Cells())
            {
                if (!cells.TryGetValue(cell, out List<Box>? here)) cells[cell] = here = [];
                here.Add(box);
            }
        }

        public bool IsFree(Box box)
        {
            if (box.Left < 0 || box.Top < 0 || box.Right > options.Width || box.Bottom > options.Height) return false;
            Box wide = box.Wider(options.Gap / 2);
            foreach ((int, int) cell in wide.Cells())
            {
                if (!cells.TryGetValue(cell, out List<Box>? here)) continue;
                foreach (Box other in here)
                {
                    if (wide.Meets(other)) return false;
                }
            }

            return true;
        }
    }
}
