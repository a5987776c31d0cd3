using CommunityGraph.Layouts;

namespace CommunityGraph.Tests.Layouts;

public class ChannelRoutingTests
{
    [Fact]
    public void What_stands_side_by_side_is_joined_straight()
    {
        IReadOnlyList<(int X, int Y)>?[] routes = ChannelRouting.Route([new GridBox(0, 0, 4, 4), new GridBox(7, 0, 4, 4)], [(0, 1)]);
        Assert.Equal([(4, 2), (7, 2)], Assert.Single(routes)!);
    }

    [Fact]
    public void A_line_goes_around_what_stands_between()
    {
        GridBox[] boxes = [new(0, 0, 4, 4), new(7, 0, 4, 4), new(14, 0, 4, 4)];
        IReadOnlyList<(int X, int Y)> route = ChannelRouting.Route(boxes, [(0, 2)])[0]!;
        Assert.True(route.Count > 2);
        AssertFree(boxes, route, 0, 2);
    }

    [Fact]
    public void Two_lines_of_different_boxes_take_different_ways_where_there_are_two()
    {
        GridBox[] boxes = [new(0, 0, 4, 4), new(0, 7, 4, 4), new(7, 0, 4, 11), new(14, 0, 4, 4), new(14, 7, 4, 4)];
        IReadOnlyList<(int X, int Y)>?[] routes = ChannelRouting.Route(boxes, [(0, 3), (1, 4)]);
        Assert.Empty(Edges(routes[0]!).Intersect(Edges(routes[1]!)));
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 40)]
    [InlineData(3, 90)]
    public void No_line_passes_behind_a_box_and_each_ends_at_its_two(int seed, int count)
    {
        Random random = new(seed);
        GraphBuilder builder = new(count);
        (int From, int To)[] wires = [.. Enumerable.Range(0, count).Select(_ => (random.Next(count), random.Next(count))).Where(one => one.Item1 != one.Item2)];
        foreach ((int one, int other) in wires) builder.Add(one, other);
        (double Width, double Height)[] sizes = [.. Enumerable.Range(0, count).Select(_ => (2.0 * random.Next(1, 12), 2.0 * random.Next(1, 9)))];
        Point[] places = NearPacking.Place(sizes, builder.Build(), 3, 80);
        GridBox[] boxes = [.. places.Select((place, at) => new GridBox((int)place.X, (int)place.Y, (int)sizes[at].Width, (int)sizes[at].Height))];
        Assert.All(places, place => Assert.Equal((Math.Round(place.X), Math.Round(place.Y)), (place.X, place.Y)));
        IReadOnlyList<(int X, int Y)>?[] routes = ChannelRouting.Route(boxes, wires);
        foreach ((int at, IReadOnlyList<(int X, int Y)>? route) in routes.Index()) AssertFree(boxes, route!, wires[at].From, wires[at].To);
    }

    [Fact]
    public void What_is_too_far_to_be_looked_for_has_no_line() => Assert.Null(ChannelRouting.Route([new GridBox(0, 0, 4, 4), new GridBox(400, 0, 4, 4)], [(0, 1)], most: 20)[0]);

    private static void AssertFree(GridBox[] boxes, IReadOnlyList<(int X, int Y)> route, int from, int to)
    {
        Assert.True(IsIn(boxes[from], route[0]) && IsIn(boxes[to], route[^1]));
        (int X, int Y)[] between = [.. Edges(route).SelectMany(edge => new[] { edge.One, edge.Other }).Distinct().Where(place => place != route[0] && place != route[^1])];
        Assert.All(between, place => Assert.DoesNotContain(boxes, box => IsIn(box, place)));
    }

    private static bool IsIn(GridBox box, (int X, int Y) place) => place.X >= box.X && place.X <= box.X + box.Width && place.Y >= box.Y && place.Y <= box.Y + box.Height;

    private static IEnumerable<((int X, int Y) One, (int X, int Y) Other)> Edges(IReadOnlyList<(int X, int Y)> route)
    {
        for (int at = 1; at < route.Count; at++)
        {
            ((int x, int y), (int toX, int toY)) = (route[at - 1], route[at]);
            Assert.True(x == toX || y == toY);
            while ((x, y) != (toX, toY))
            {
                (int, int) before = (x, y);
                (x, y) = (x + Math.Sign(toX - x), y + Math.Sign(toY - y));
                yield return (before.CompareTo((x, y)) < 0 ? before : (x, y), before.CompareTo((x, y)) < 0 ? (x, y) : before);
            }
        }
    }
}
