namespace Kindred.Features.Picturing.Maps;

/// <summary>A point of the globe, in degrees.</summary>
public readonly record struct GeoPoint(double Longitude, double Latitude);

/// <summary>A point of a sheet: rightwards and downwards.</summary>
public readonly record struct SheetPoint(double X, double Y);

/// <summary>From the globe, taken as a sphere of radius 1, onto a plane: x to the east, y to the north. Both ways keep areas: no country is drawn larger than it is beside another.</summary>
public abstract record MapProjection
{
    private MapProjection()
    {
    }

    public abstract (double X, double Y) Place(GeoPoint point);

    /// <summary>Radians.</summary>
    protected static double Radians(double degrees) => degrees * Math.PI / 180;

    /// <summary>The whole world: Equal Earth (Šavrič, Patterson and Jenny 2019, "The Equal Earth map projection", International Journal of Geographical Information Science 33(3), equations 7 to 10).</summary>
    public sealed record EqualEarth : MapProjection
    {
        private const double A1 = 1.340264, A2 = -0.081106, A3 = 0.000893, A4 = 0.003796;
        private static readonly double HalfRootOf3 = Math.Sqrt(3) / 2;

        public override (double X, double Y) Place(GeoPoint point)
        {
            double theta = Math.Asin(HalfRootOf3 * Math.Sin(Radians(point.Latitude))), square = theta * theta, sixth = square * square * square;
            double slope = A1 + (3 * A2 * square) + (sixth * ((7 * A3) + (9 * A4 * square)));
            return (Radians(point.Longitude) * Math.Cos(theta) / (HalfRootOf3 * slope), theta * (A1 + (A2 * square) + (sixth * (A3 + (A4 * square)))));
        }
    }

    /// <summary>A part of it: Lambert's azimuthal equal-area (Snyder 1987, "Map Projections: A Working Manual", US Geological Survey Professional Paper 1395, equations 22-4, 22-5 and 24-2).</summary>
    /// <param name="Centre">At 0, 0.</param>
    public sealed record AzimuthalEqualArea(GeoPoint Centre) : MapProjection
    {
        private readonly double sine = Math.Sin(Radians(Centre.Latitude)), cosine = Math.Cos(Radians(Centre.Latitude));

        public override (double X, double Y) Place(GeoPoint point)
        {
            double latitude = Radians(point.Latitude), turn = Radians(point.Longitude - Centre.Longitude);
            double up = (cosine * Math.Sin(latitude)) - (sine * Math.Cos(latitude) * Math.Cos(turn));
            // Opposite the centre there is no one point: as far away as anything can be will do.
            double scale = Math.Sqrt(2 / Math.Max(1e-12, 1 + CosineOfDistance(point)));
            return (scale * Math.Cos(latitude) * Math.Sin(turn), scale * up);
        }

        /// <summary>Whether it lies on this half of the globe.</summary>
        public bool IsNear(GeoPoint point) => CosineOfDistance(point) > 0;

        private double CosineOfDistance(GeoPoint point)
        {
            double latitude = Radians(point.Latitude);
            return (sine * Math.Sin(latitude)) + (cosine * Math.Cos(latitude) * Math.Cos(Radians(point.Longitude - Centre.Longitude)));
        }
    }
}
