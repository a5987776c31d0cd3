using Kindred.Features.Picturing.Maps;

namespace Kindred.Tests.Picturing;

/// <summary>The projections give what their authors published, and keep areas.</summary>
public sealed class MapProjectionTests
{
    // Šavrič, Patterson and Jenny 2019: the map is 2.05458 times as wide as high. Its poles are 0.59247 as long as its equator by the equations themselves.
    [Fact]
    public void The_whole_world_has_the_proportions_of_Equal_Earth()
    {
        MapProjection.EqualEarth world = new();
        (double width, _) = world.Place(new GeoPoint(180, 0));
        (double pole, double height) = world.Place(new GeoPoint(180, 90));
        Assert.Equal(2.05458, width / height, 4);
        Assert.Equal(0.59247, pole / width, 4);
        Assert.Equal((0, 0), world.Place(new GeoPoint(0, 0)));
        Assert.Equal(2.70663, width, 4);
        Assert.Equal(1.31735, height, 4);
    }

    // Snyder 1987, appendix A, page 332: radius 3, centre 40° N 100° W.
    [Fact]
    public void A_part_lies_where_Snyders_example_has_it()
    {
        (double x, double y) = new MapProjection.AzimuthalEqualArea(new GeoPoint(-100, 40)).Place(new GeoPoint(100, -20));
        Assert.Equal(-4.2339303, x * 3, 5);
        Assert.Equal(4.0257775, y * 3, 5);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-74, 40.7)]
    [InlineData(150, -60)]
    [InlineData(30, 75)]
    public void Both_keep_areas(double longitude, double latitude)
    {
        foreach (MapProjection projection in (MapProjection[])[new MapProjection.EqualEarth(), new MapProjection.AzimuthalEqualArea(new GeoPoint(20, 10))])
        {
            const double step = 1e-4;
            (double x, double y) = projection.Place(new GeoPoint(longitude, latitude));
            (double eastX, double eastY) = projection.Place(new GeoPoint(longitude + step, latitude));
            (double northX, double northY) = projection.Place(new GeoPoint(longitude, latitude + step));
            double drawn = ((eastX - x) * (northY - y)) - ((northX - x) * (eastY - y));
            double real = Math.Cos(latitude * Math.PI / 180) * Math.Pow(step * Math.PI / 180, 2);
            Assert.Equal(1, drawn / real, 4);
        }
    }

    [Fact]
    public void The_other_side_of_the_globe_is_not_near()
    {
        MapProjection.AzimuthalEqualArea part = new(new GeoPoint(-74, 40));
        Assert.True(part.IsNear(new GeoPoint(-10, 50)));
        Assert.False(part.IsNear(new GeoPoint(106, -40)));
        (double x, double y) = part.Place(new GeoPoint(106, -40));
        Assert.True(double.IsFinite(x) && double.IsFinite(y));
    }
}
