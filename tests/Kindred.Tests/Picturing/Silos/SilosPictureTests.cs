using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Kindred.Features.Picturing.Silos;

namespace Kindred.Tests.Picturing.Silos;

public partial class SilosPictureTests
{
    [Theory]
    [InlineData("/silos")]
    [InlineData("/silos.svg")]
    [InlineData("/silos?lang=ar")]
    public async Task Boxes_lie_apart_every_line_ends_at_two_and_passes_behind_none_and_as_many_bridges_are_drawn_as_are_told(string address)
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = new(archive);
        const int count = 30;
        for (int at = 0; at < count; at++) await acted.Did($"Day {at}", "action", "2017", Enumerable.Range(0, 4).Select(one => $"{at}-{one}"));
        for (int at = 0; at < count; at++)
        {
            // Many between some, few between others.
            for (int again = 0; again < 5 - (2 * (at % 3)); again++) await acted.Did($"Bridge {at} {again}", "action", "2018", [$"{at}-{again % 4}", $"{(at * 7 + 1) % count}-{again % 4}"]);
        }

        using HttpClient anyone = archive.Anyone();
        string answer = await anyone.GetStringAsync(address);
        XDocument picture = address.Contains(".svg", StringComparison.Ordinal) ? XDocument.Parse(answer) : Picture(answer);
        Area[] silos = [.. Rectangles(picture, "silo")], boxes = [.. silos, .. Rectangles(picture, "paper")];
        Assert.True(silos.Length > 5);
        for (int one = 0; one < boxes.Length; one++)
        {
            for (int other = 0; other < one; other++) Assert.False(boxes[one].IsOver(boxes[other]), $"{boxes[one]} lies over {boxes[other]}.");
        }

        double height = double.Parse((string)picture.Root!.Attribute("height")!, CultureInfo.InvariantCulture);
        Assert.All(boxes, box => Assert.True(box.Bottom + 8 <= height));
        (double X, double Y)[][] lines = [.. picture.Descendants().Where(element => (string?)element.Attribute("class") == "tie").Select(element => Corners((string)element.Attribute("d")!))];
        Assert.NotEmpty(lines);
        foreach ((double X, double Y)[] line in lines)
        {
            Assert.Equal(2, boxes.Count(box => box.Has(line[0]) || box.Has(line[^1])));
            for (int at = 1; at < line.Length; at++) Assert.DoesNotContain(boxes, box => box.IsCrossed(line[at - 1], line[at]));
        }

        if (address != "/silos") return;
        int told = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/silos")).RootElement.GetProperty("bridges").GetArrayLength();
        int drawn = Texts(picture).Sum(text => Regex.Match(text, "^(\\d+) bridges$") is { Success: true } many ? int.Parse(many.Groups[1].Value, CultureInfo.InvariantCulture) : text.StartsWith("Bridge ", StringComparison.Ordinal) ? 1 : 0);
        int undrawn = Regex.Match(answer, "(\\d+) bridges? (?:is|are) not drawn here") is { Success: true } left ? int.Parse(left.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        Assert.Equal(told, drawn + undrawn);
    }

    [Fact]
    public async Task A_picture_of_two_thousand_holds_all_silos_and_is_neither_long_nor_heavy()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = new(archive);
        for (int at = 0; at < 60; at++) await acted.Did($"Day {at}", "action", "2017", Enumerable.Range(0, at == 0 ? 90 : 33).Select(one => $"{at}-{one}"));
        for (int at = 0; at < 59; at++) await acted.Did($"Bridge {at}", "action", "2018", [$"{at}-0", $"{at + 1}-1"]);
        using HttpClient anyone = archive.Anyone();
        string whole = await anyone.GetStringAsync("/silos.svg?lang=en");
        XDocument picture = XDocument.Parse(whole);
        Assert.Equal(60, Rectangles(picture, "silo").Count());
        Assert.InRange(whole.Length, 50_000, 400_000);
        Assert.InRange(double.Parse((string)picture.Root!.Attribute("height")!, CultureInfo.InvariantCulture), 500, 5_000);
        Assert.Equal(59, picture.Descendants().Count(element => element.Name.LocalName == "text" && element.Value.StartsWith("Bridge ", StringComparison.Ordinal)));
        Assert.DoesNotContain("left out", whole, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_silo_that_is_bridged_has_a_line_before_any_has_two()
    {
        Bridge[] bridges =
        [
            .. Enumerable.Range(0, 9).Select(at => new Bridge(at, [0, 1], [])), .. Enumerable.Range(9, 5).Select(at => new Bridge(at, [0, 1, 2, 7], [])), new Bridge(20, [2, 1], []), new Bridge(21, [3, 4], []), new Bridge(22, [1, 9], []),
        ];
        Assert.Equal(["9 of 0,1", "5 of 0,1,2,7", "1 of 2,1", "1 of 3,4"], Said(10));
        Assert.Equal(["9 of 0,1", "5 of 0,1,2,7", "1 of 3,4"], Said(3));

        // The silos 7 and 9 are not drawn.
        string[] Said(int most) => [.. GatherBridges.Between(bridges, new HashSet<int> { 0, 1, 2, 3, 4 }, most).Select(group => $"{group.Length} of {string.Join(',', group[0].Silos)}")];
    }

    private static IEnumerable<Area> Rectangles(XDocument picture, string name) => picture.Descendants().Where(element => element.Name.LocalName == "rect" && (string?)element.Attribute("class") == name && element.Attribute("x") is not null)
        .Select(element => new Area(Of(element, "x"), Of(element, "y"), Of(element, "width"), Of(element, "height")));

    private static double Of(XElement element, string name) => double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    private static (double X, double Y)[] Corners(string path) =>
        [.. path.TrimStart('M').Split('L').Select(corner => corner.Split(' ')).Select(corner => (double.Parse(corner[0], CultureInfo.InvariantCulture), double.Parse(corner[1], CultureInfo.InvariantCulture)))];

    /// <summary>A box of a picture.</summary>
    private readonly record struct Area(double X, double Y, double Width, double Height)
    {
        public double Right => X + Width;

        public double Bottom => Y + Height;

        public bool IsOver(Area other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

        public bool Has((double X, double Y) point) => point.X >= X - 0.2 && point.X <= Right + 0.2 && point.Y >= Y - 0.2 && point.Y <= Bottom + 0.2;

        public bool IsCrossed((double X, double Y) one, (double X, double Y) other) =>
            Math.Min(one.X, other.X) < Right - 0.2 && Math.Max(one.X, other.X) > X + 0.2 && Math.Min(one.Y, other.Y) < Bottom - 0.2 && Math.Max(one.Y, other.Y) > Y + 0.2;
    }

    private static XDocument Picture(string page) => XDocument.Parse(InlineSvg().Match(page).Value);

    private static IEnumerable<string> Texts(XDocument picture) => picture.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value);

    [GeneratedRegex("<svg\\s+class=\"picture\".*?</svg>", RegexOptions.Singleline)]
    private static partial Regex InlineSvg();
}
