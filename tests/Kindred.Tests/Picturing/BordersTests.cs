using Kindred.Features.Picturing.Maps;

namespace Kindred.Tests.Picturing;

/// <summary>A place finds the outline of the country that it is called like, in several languages, and no other.</summary>
public sealed class BordersTests
{
    private static readonly Borders Borders = Borders.Read();

    [Theory]
    [InlineData("United States", "US")]
    [InlineData("the united states of AMERICA", "")]
    [InlineData("USA", "US")]
    [InlineData("Estados Unidos", "US")]
    [InlineData("الولايات المتحدة", "US")]
    [InlineData("México", "MX")]
    [InlineData("mexico", "MX")]
    [InlineData("Palestine", "PS")]
    [InlineData("Tuvalu", "")]
    [InlineData("Nauru", "NR")]
    [InlineData("Côte d’Ivoire", "CI")]
    [InlineData("Queens", "")]
    [InlineData("", "")]
    public void A_name_finds_its_country(string name, string code) => Assert.Equal(code, CodeOf(name));

    [Fact]
    public void A_name_that_a_part_of_another_country_has_too_says_so()
    {
        Assert.True(Borders.Find(["Georgia"]).IsShared);
        Assert.False(Borders.Find(["Géorgie"]).IsShared);
        Assert.Equal("GE", CodeOf("Georgia"));
    }

    [Fact]
    public void Every_outline_is_on_the_globe_and_none_reaches_around_it()
    {
        Assert.Equal(241, Borders.Countries.Length);
        foreach (Country country in Borders.Countries)
        {
            Assert.NotEmpty(country.Rings);
            foreach (IReadOnlyList<GeoPoint> ring in country.Rings)
            {
                Assert.All(ring, point => Assert.True(Math.Abs(point.Longitude) <= 180 && Math.Abs(point.Latitude) <= 90));
                // A line from edge to edge would be one over the antimeridian that nobody cut; the south pole has one along the edge of the map.
                for (int at = 1; at < ring.Count; at++) Assert.True(Math.Abs(ring[at].Longitude - ring[at - 1].Longitude) < 180 || ring[at].Latitude == -90, country.Code);
            }
        }
    }

    private static string CodeOf(string name) => Borders.Find([name]) is ( >= 0 and var number, _) ? Borders.Countries[number].Code : "";
}
