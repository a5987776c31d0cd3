using CommunityGraph.Layouts;

namespace CommunityGraph.Tests.Layouts;

public class NearPackingTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 30)]
    [InlineData(3, 200)]
    public void No_box_lies_over_another_or_leaves_the_sheet(int seed, int count)
    {
        (CompactGraph graph, (double Width, double Height)[] boxes) = Some(seed, count);
        Point[] places = NearPacking.Place(boxes, graph, 12, 700);
        for (int one = 0; one < count; one++)
        {
            Assert.InRange(places[one].X, 0, 700 - boxes[one].Width + 1e-6);
            Assert.True(places[one].Y >= 0);
            for (int other = 0; other < one; other++)
            {
                bool isBeside = places[one].X + boxes[one].Width + 11.9 < places[other].X || places[other].X + boxes[other].Width + 11.9 < places[one].X;
                bool isBelow = places[one].Y + boxes[one].Height + 11.9 < places[other].Y || places[other].Y + boxes[other].Height + 11.9 < places[one].Y;
                Assert.True(isBeside || isBelow, $"{one} lies over {other}.");
            }
        }

        Assert.Equal(places, NearPacking.Place(boxes, graph, 12, 700));
    }

    [Fact]
    public void What_is_joined_stands_nearer_than_what_is_not()
    {
        (CompactGraph graph, (double Width, double Height)[] boxes) = Some(5, 60);
        Point[] places = NearPacking.Place(boxes, graph, 10, 900);
        List<double> joined = [], others = [];
        for (int one = 0; one < boxes.Length; one++)
        {
            for (int other = 0; other < one; other++)
            {
                double apart = Math.Abs(places[one].X - places[other].X) + Math.Abs(places[one].Y - places[other].Y);
                (graph.Neighbours(one).Contains(other) ? joined : others).Add(apart);
            }
        }

        Assert.True(joined.Average() < 0.7 * others.Average(), $"{joined.Average()} against {others.Average()}.");
    }

    [Fact]
    public void A_box_wider_than_the_sheet_is_placed_all_the_same()
    {
        GraphBuilder builder = new(2);
        builder.Add(0, 1);
        Point[] places = NearPacking.Place([(900, 20), (30, 20)], builder.Build(), 5, 400);
        Assert.True(Math.Abs(places[0].Y - places[1].Y) >= 25 || places[1].X >= 905);
    }

    private static (CompactGraph Graph, (double Width, double Height)[] Boxes) Some(int seed, int count)
    {
        Random chance = new(seed);
        GraphBuilder builder = new(count);
        for (int node = 1; node < count * 3 / 4; node++) builder.Add(node, chance.Next(node));
        return (builder.Build(), [.. Enumerable.Range(0, count).Select(_ => (60 + chance.NextDouble() * 120, 20 + chance.NextDouble() * 90))]);
    }
}
