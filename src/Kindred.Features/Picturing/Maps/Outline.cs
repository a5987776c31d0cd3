using System.Globalization;
using System.Text;

namespace Kindred.Features.Picturing.Maps;

/// <summary>Rings of borders on a sheet: cut off at its edge, and without what is too small to be seen.</summary>
internal static class Outline
{
    /// <summary>Beyond the edge of the sheet, so that no line is drawn along it.</summary>
    private const double Beyond = 4;

    /// <summary>The rings of a country as they lie on the sheet; none where nothing of it does.</summary>
    public static List<SheetPoint[]> Of(Country country, MapView view)
    {
        List<SheetPoint[]> rings = [];
        foreach (IReadOnlyList<GeoPoint> ring in country.Rings)
        {
            // What lies all on the other side of the globe would be drawn around this one.
            if (!ring.Any(view.IsNear)) continue;
            List<SheetPoint> cut = Cut([.. ring.Select(view.Place)], view.Height);
            if (cut.Count > 2) rings.Add([.. cut]);
        }

        return rings;
    }

    /// <summary>The attribute <c>d</c> of a path: whole steps of the pen, each from where the last one ended.</summary>
    /// <param name="steps">Of the pen in a pixel.</param>
    /// <param name="least">Pixels² of the triangle of a point and its neighbours; below, it is left out.</param>
    public static void Write(StringBuilder path, IReadOnlyList<SheetPoint[]> rings, double steps, double least)
    {
        for (int at = 0; at < rings.Count; at++)
        {
            List<(int X, int Y)> points = Reduced(rings[at], steps, least * steps * steps);
            if (points.Count > 2) Write(path, points, steps);
            // The only ring of a small island state is not nothing.
            else if (at == 0) Write(path, Speck(rings[at][0], steps), steps);
        }
    }

    /// <summary>The middle of the area within a ring, for what is written on it.</summary>
    public static SheetPoint Middle(SheetPoint[] ring)
    {
        double area = 0, x = 0, y = 0;
        for (int at = 0; at < ring.Length; at++)
        {
            (SheetPoint a, SheetPoint b) = (ring[at], ring[(at + 1) % ring.Length]);
            double cross = (a.X * b.Y) - (b.X * a.Y);
            (area, x, y) = (area + cross, x + ((a.X + b.X) * cross), y + ((a.Y + b.Y) * cross));
        }

        return Math.Abs(area) < 1e-6 ? ring[0] : new SheetPoint(x / (3 * area), y / (3 * area));
    }

    public static double Area(SheetPoint[] ring)
    {
        double area = 0;
        for (int at = 0; at < ring.Length; at++) area += (ring[at].X * ring[(at + 1) % ring.Length].Y) - (ring[(at + 1) % ring.Length].X * ring[at].Y);
        return Math.Abs(area) / 2;
    }

    private static void Write(StringBuilder path, List<(int X, int Y)> points, double steps)
    {
        (int x, int y) = points[0];
        path.Append('M');
        Pair(path, x, y, steps);
        path.Append('l');
        for (int at = 1; at < points.Count; at++)
        {
            if (at > 1 && points[at].X >= x) path.Append(' ');
            Pair(path, points[at].X - x, points[at].Y - y, steps);
            (x, y) = points[at];
        }

        path.Append('z');
    }

    private static void Pair(StringBuilder path, int x, int y, double steps)
    {
        path.Append((x / steps).ToString("0.#", CultureInfo.InvariantCulture));
        if (y >= 0) path.Append(' ');
        path.Append((y / steps).ToString("0.#", CultureInfo.InvariantCulture));
    }

    private static List<(int X, int Y)> Speck(SheetPoint at, double steps)
    {
        (int x, int y, int one) = ((int)Math.Round(at.X * steps), (int)Math.Round(at.Y * steps), (int)Math.Ceiling(steps));
        return [(x, y), (x + one, y), (x + one, y + one), (x, y + one)];
    }

    private static List<(int X, int Y)> Reduced(SheetPoint[] ring, double steps, double least)
    {
        List<(int X, int Y)> points = new(ring.Length);
        foreach (SheetPoint point in ring)
        {
            (int X, int Y) step = ((int)Math.Round(point.X * steps), (int)Math.Round(point.Y * steps));
            if (points.Count == 0 || points[^1] != step) points.Add(step);
        }

        if (points.Count > 1 && points[^1] == points[0]) points.RemoveAt(points.Count - 1);
        // Pass by pass, the flattest corners first, so that a bend of many small steps is not lost with the first of them.
        for (double flat = least / 8; flat <= least; flat *= 2)
        {
            for (int at = points.Count - 1; at >= 0 && points.Count > 2; at--)
            {
                ((int X, int Y) before, (int X, int Y) here, (int X, int Y) after) = (points[(at + points.Count - 1) % points.Count], points[at], points[(at + 1) % points.Count]);
                long twice = ((long)(here.X - before.X) * (after.Y - before.Y)) - ((long)(after.X - before.X) * (here.Y - before.Y));
                if (Math.Abs(twice) <= 2 * flat) points.RemoveAt(at);
            }
        }

        return points;
    }

    /// <summary>Sutherland and Hodgman 1974, one edge after the other.</summary>
    private static List<SheetPoint> Cut(List<SheetPoint> ring, double height)
    {
        ring = Cut(ring, point => point.X >= -Beyond, (a, b) => AtX(a, b, -Beyond));
        ring = Cut(ring, point => point.X <= MapView.Width + Beyond, (a, b) => AtX(a, b, MapView.Width + Beyond));
        ring = Cut(ring, point => point.Y >= -Beyond, (a, b) => AtY(a, b, -Beyond));
        return Cut(ring, point => point.Y <= height + Beyond, (a, b) => AtY(a, b, height + Beyond));
    }

    private static List<SheetPoint> Cut(List<SheetPoint> ring, Func<SheetPoint, bool> isInside, Func<SheetPoint, SheetPoint, SheetPoint> edge)
    {
        List<SheetPoint> cut = new(ring.Count + 4);
        for (int at = 0; at < ring.Count; at++)
        {
            (SheetPoint before, SheetPoint here) = (ring[(at + ring.Count - 1) % ring.Count], ring[at]);
            if (isInside(before) != isInside(here)) cut.Add(edge(before, here));
            if (isInside(here)) cut.Add(here);
        }

        return cut;
    }

    private static SheetPoint AtX(SheetPoint a, SheetPoint b, double x) => new(x, a.Y + ((b.Y - a.Y) * (x - a.X) / (b.X - a.X)));

    private static SheetPoint AtY(SheetPoint a, SheetPoint b, double y) => new(a.X + ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)), y);
}
