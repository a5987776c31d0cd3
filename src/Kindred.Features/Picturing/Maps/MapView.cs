using System.Globalization;
using Kindred.Domain;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Picturing.Maps;

/// <summary>What part of the world is looked at, and how that lies on a sheet.</summary>
public sealed record MapView
{
    /// <summary>The closest: 128 kilometres across. Closer there would be nothing but one town.</summary>
    public const int Closest = 7;

    /// <summary>Of the sheet, in CSS pixels.</summary>
    public const double Width = 960;

    private const double EarthRadiusKm = 6371.0088;
    private const double WidestKm = 8192;
    private const double HeightOfPart = 600;

    // Where people live; further only if something is told there.
    private const double North = 83.7, South = -56.5;

    private readonly MapProjection projection;
    private readonly double scale, middleX, middleY;

    private MapView(GeoPoint? around, int zoom, bool isToThePole)
    {
        (Around, Zoom) = (around, zoom);
        if (around is { } centre)
        {
            projection = new MapProjection.AzimuthalEqualArea(centre);
            (scale, Height) = (Width / WidthKm(zoom) * EarthRadiusKm, HeightOfPart);
            (middleX, middleY) = (Width / 2, Height / 2);
            return;
        }

        projection = new MapProjection.EqualEarth();
        scale = Width / 2 / projection.Place(new GeoPoint(180, 0)).X;
        middleX = Width / 2;
        middleY = Math.Ceiling(scale * projection.Place(new GeoPoint(0, North)).Y);
        Height = Math.Ceiling(middleY - (scale * projection.Place(new GeoPoint(0, isToThePole ? -90 : South)).Y));
    }

    /// <summary>The middle; null: the whole world.</summary>
    public GeoPoint? Around { get; }

    /// <summary>From 1, a continent, to <see cref="Closest"/>, a city and what lies around it: each is half as wide. 0: the whole world.</summary>
    public int Zoom { get; }

    public double Height { get; }

    public static MapView World(bool isToThePole = false) => new(null, 0, isToThePole);

    /// <param name="zoom">From 1 to <see cref="Closest"/>.</param>
    public static MapView Of(GeoPoint around, int zoom) => new(around, Math.Clamp(zoom, 1, Closest), false);

    /// <summary><c>around=longitude,latitude&amp;zoom=n</c>; the whole world where neither is there.</summary>
    public static MapView Read(IQueryCollection query, List<Finding> unreadable)
    {
        string around = query["around"].ToString(), zoom = query["zoom"].ToString();
        if (around.Length == 0 && zoom.Length == 0) return World();
        bool isPoint = TryPoint(around, out GeoPoint centre), isZoom = int.TryParse(zoom, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= Closest;
        if (isPoint && isZoom) return Of(centre, number);
        // Of the two what was sent is named: alone it says nothing.
        if (around.Length > 0 && (!isPoint || zoom.Length == 0)) unreadable.Add(new Finding("wrong-shape", "around", Short(around)));
        if (zoom.Length > 0 && (!isZoom || around.Length == 0)) unreadable.Add(new Finding("wrong-shape", "zoom", Short(zoom)));
        return World();
    }

    /// <summary>South of where people live nothing is drawn, unless something is told there.</summary>
    public static bool IsBelow(GeoPoint point) => point.Latitude < South + 2;

    public SheetPoint Place(GeoPoint point)
    {
        (double x, double y) = projection.Place(point);
        return new SheetPoint(middleX + (scale * x), middleY - (scale * y));
    }

    /// <summary>On this side of the globe. On a map of the whole world everything is.</summary>
    public bool IsNear(GeoPoint point) => projection is not MapProjection.AzimuthalEqualArea part || part.IsNear(point);

    public bool Holds(GeoPoint point) => IsNear(point) && Holds(Place(point), 0);

    /// <param name="inside">So far from the edge at least.</param>
    public bool Holds(SheetPoint point, double inside) => point.X >= inside && point.X <= Width - inside && point.Y >= inside && point.Y <= Height - inside;

    /// <summary>So many kilometres, near the middle, on the sheet.</summary>
    public double Length(double kilometres) => kilometres / EarthRadiusKm * scale;

    /// <summary>The closest view around one of the points that has all of them well inside; null: none is closer than this one.</summary>
    public MapView? Closer(IReadOnlyList<GeoPoint> points)
    {
        GeoPoint centre = Middle(points);
        for (int zoom = Closest; zoom > Zoom; zoom--)
        {
            MapView view = Of(centre, zoom);
            if (points.All(point => view.IsNear(point) && view.Holds(view.Place(point), 90))) return view;
        }

        return Zoom < 1 ? Of(centre, 1) : null;
    }

    /// <summary>The same view half as near; the whole world in the end.</summary>
    public MapView Wider() => Zoom <= 1 || Around is not { } centre ? World() : Of(centre, Zoom - 1);

    /// <summary>As it stands in an address; empty: the whole world.</summary>
    public string Query => Around is { } centre ? string.Create(CultureInfo.InvariantCulture, $"around={Math.Round(centre.Longitude, 2)},{Math.Round(centre.Latitude, 2)}&zoom={Zoom}") : "";

    private static double WidthKm(int zoom) => WidestKm / (1 << (zoom - 1));

    /// <summary>The point from which the farthest of the others is least far; of those alike the first.</summary>
    private GeoPoint Middle(IReadOnlyList<GeoPoint> points)
    {
        SheetPoint[] placed = [.. points.Select(Place)];
        double x = (placed.Min(one => one.X) + placed.Max(one => one.X)) / 2, y = (placed.Min(one => one.Y) + placed.Max(one => one.Y)) / 2;
        return points[Enumerable.Range(0, placed.Length).MinBy(at => Math.Pow(placed[at].X - x, 2) + Math.Pow(placed[at].Y - y, 2))];
    }

    private static bool TryPoint(string text, out GeoPoint point)
    {
        point = default;
        if (text.Length > 40 || text.Split(',') is not [var east, var north]) return false;
        if (!Degrees(east, 180, out double longitude) || !Degrees(north, 90, out double latitude)) return false;
        point = new GeoPoint(longitude, latitude);
        return true;
    }

    private static bool Degrees(string text, double most, out double degrees) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out degrees) && Math.Abs(degrees) <= most;

    private static string Short(string typed) => typed.Length <= 40 ? typed : typed[..40];
}
