namespace CommunityGraph.Layouts;

/// <summary>Lines along the free space between boxes, each the shortest with few bends and where no other lies (Lee 1961, "An algorithm for path connections and its applications"; sought towards its
/// end as Hart, Nilsson and Raphael 1968, "A formal basis for the heuristic determination of minimum cost paths"). All lengths are whole numbers of steps.</summary>
public sealed class ChannelRouting
{
    /// <summary>Free steps beyond the outermost boxes.</summary>
    public const int Outside = 2;

    private const int Step = 2, Bend = 5, OverAnother = 9;

    private readonly GridBox[] boxes;
    private readonly int columns;
    private readonly int[] owners;
    private readonly int[] right;
    private readonly int[] down;
    private readonly int most;

    private ChannelRouting(IReadOnlyList<GridBox> given, int most)
    {
        boxes = [.. given.Select(box => box with { X = box.X + Outside, Y = box.Y + Outside })];
        columns = boxes.Max(box => box.X + box.Width) + Outside + 1;
        int size = columns * (boxes.Max(box => box.Y + box.Height) + Outside + 1);
        (owners, right, down, this.most) = (new int[size], new int[size], new int[size], most);
        foreach ((int at, GridBox box) in boxes.Index())
        {
            for (int y = box.Y; y <= box.Y + box.Height; y++) Array.Fill(owners, at + 1, (y * columns) + box.X, box.Width + 1);
        }
    }

    /// <param name="boxes">With two free steps at least between any two, and each two wide and high at least; the sheet begins at 0, 0.</param>
    /// <param name="wires">From the middle of a side of one box to a side of another; those from the same box may lie over each other.</param>
    /// <param name="most">So many places are looked at for each.</param>
    /// <returns>The corners of each, the first and last on the outlines; null: none was found.</returns>
    public static IReadOnlyList<(int X, int Y)>?[] Route(IReadOnlyList<GridBox> boxes, IReadOnlyList<(int From, int To)> wires, int most = 200_000, CancellationToken cancel = default)
    {
        IReadOnlyList<(int X, int Y)>?[] routes = new IReadOnlyList<(int, int)>?[wires.Count];
        if (wires.Count == 0) return routes;
        ChannelRouting routing = new(boxes, most);
        // What stands near each other first: its way is the plainest, and others can go around it.
        foreach (int wire in Enumerable.Range(0, wires.Count).OrderBy(at => routing.Apart(wires[at].From, wires[at].To)).ThenBy(at => at))
        {
            cancel.ThrowIfCancellationRequested();
            routes[wire] = routing.Way(wires[wire].From, wires[wire].To);
        }

        return routes;
    }

    private int Apart(int one, int other) => boxes[one] is var box ? Least(box.X + (box.Width / 2), box.Y + (box.Height / 2), boxes[other]) : 0;

    private static int Least(int x, int y, GridBox to) => Math.Max(0, Math.Max(to.X - x, x - to.X - to.Width)) + Math.Max(0, Math.Max(to.Y - y, y - to.Y - to.Height));

    /// <summary>A state is a place and whether it was come to along the sheet (0) or down it (1).</summary>
    private List<(int X, int Y)>? Way(int from, int to)
    {
        GridBox begin = boxes[from], end = boxes[to];
        Dictionary<int, (int Cost, int Before)> known = [];
        PriorityQueue<int, (int, int)> next = new();
        int middleX = begin.X + (begin.Width / 2), middleY = begin.Y + (begin.Height / 2);
        Put(At(begin.X, middleY), 0, 0, -1);
        Put(At(begin.X + begin.Width, middleY), 0, 0, -1);
        Put(At(middleX, begin.Y), 1, 0, -1);
        Put(At(middleX, begin.Y + begin.Height), 1, 0, -1);
        HashSet<int> done = [];
        while (next.TryDequeue(out int state, out _) && done.Count < most)
        {
            if (!done.Add(state)) continue;
            (int place, int along) = (state / 2, state % 2);
            if (owners[place] == to + 1) return Taken(state, known, from);
            for (int side = 0; side < 4; side++)
            {
                int way = side / 2;
                int beside = place + (way == 0 ? 1 : columns) * (side % 2 == 0 ? 1 : -1);
                if (beside < 0 || beside >= owners.Length || (way == 0 && beside / columns != place / columns)) continue;
                int owner = owners[beside];
                if (owner != 0 && (owner != to + 1 || IsCorner(beside, end))) continue;
                int lies = (way == 0 ? right : down)[Math.Min(place, beside)];
                Put(beside, way, known[state].Cost + Step + (way == along ? 0 : Bend) + (lies == 0 || lies == from + 1 ? 0 : OverAnother), state);
            }
        }

        return null;

        void Put(int place, int way, int cost, int before)
        {
            int state = (place * 2) + way;
            if (known.TryGetValue(state, out (int Cost, int Before) there) && there.Cost <= cost) return;
            known[state] = (cost, before);
            next.Enqueue(state, (cost + (Step * Least(place % columns, place / columns, end)), state));
        }
    }

    private List<(int X, int Y)> Taken(int last, Dictionary<int, (int Cost, int Before)> known, int from)
    {
        List<(int X, int Y)> corners = [];
        for (int state = last, after = -1; state >= 0; (after, state) = (state, known[state].Before))
        {
            int place = state / 2;
            if (after >= 0) (after % 2 == 0 ? right : down)[Math.Min(place, after / 2)] = from + 1;
            // Where it goes on as it came there is no corner.
            if (corners.Count > 0 && known[state].Before >= 0 && after >= 0 && after % 2 == state % 2) continue;
            corners.Add(((place % columns) - Outside, (place / columns) - Outside));
        }

        corners.Reverse();
        return corners;
    }

    private bool IsCorner(int place, GridBox box) => (place % columns == box.X || place % columns == box.X + box.Width) && (place / columns == box.Y || place / columns == box.Y + box.Height);

    private int At(int x, int y) => (y * columns) + x;
}

/// <summary>A box on a sheet of squares.</summary>
public readonly record struct GridBox(int X, int Y, int Width, int Height);
