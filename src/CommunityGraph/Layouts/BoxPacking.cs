namespace CommunityGraph.Layouts;

/// <summary>Boxes side by side on a sheet of a given width, each as far up and then as far left as it fits, the tallest first (Baker, Coffman and Rivest 1980, "Orthogonal packings in two
/// dimensions").</summary>
internal static class BoxPacking
{
    /// <returns>The upper left corner of each.</returns>
    public static Point[] Pack(IReadOnlyList<(double Width, double Height)> boxes, double width)
    {
        Point[] corners = new Point[boxes.Count];
        // The lower edge of what is there already, from left to right.
        List<(double From, double Y)> edge = [(0, 0)];
        foreach (int box in Enumerable.Range(0, boxes.Count).OrderByDescending(at => boxes[at].Height).ThenByDescending(at => boxes[at].Width).ThenBy(at => at))
        {
            (double wide, double high) = boxes[box];
            (double bestX, double bestY) = (0, double.PositiveInfinity);
            for (int at = 0; at < edge.Count; at++)
            {
                double x = edge[at].From;
                if (x > 0 && x + wide > width) break;
                double y = 0;
                for (int under = at; under < edge.Count && edge[under].From < x + wide; under++) y = Math.Max(y, edge[under].Y);
                if (y < bestY) (bestX, bestY) = (x, y);
            }

            corners[box] = new Point(bestX, bestY);
            Lower(edge, bestX, bestX + wide, bestY + high);
        }

        return corners;
    }

    private static void Lower(List<(double From, double Y)> edge, double from, double to, double y)
    {
        double after = edge.FindLast(one => one.From <= to).Y;
        int first = edge.FindIndex(one => one.From >= from);
        if (first < 0) first = edge.Count;
        int last = first;
        while (last < edge.Count && edge[last].From <= to) last++;
        edge.RemoveRange(first, last - first);
        edge.Insert(first, (from, y));
        edge.Insert(first + 1, (to, after));
    }
}
