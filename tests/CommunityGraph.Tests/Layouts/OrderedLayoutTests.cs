using CommunityGraph.Layouts;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityGraph.Tests.Layouts;

/// <summary>Rings about one, and layers one below the other.</summary>
public class OrderedLayoutTests
{
    [Fact]
    public void Each_stands_on_its_ring_and_no_two_too_near() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Graphs.Any, given =>
    {
        RadialOptions options = new() { RingWidth = 50, Least = 30 };
        CompactGraph graph = given.Build();
        RadialLayout layout = RadialLayout.Of(graph, 0, steps: 3, options: options);
        Rings rings = Rings.From(graph, 0, 3);
        Assert.Equal(rings.Order.ToArray(), layout.Nodes);
        Assert.Equal(new Point(0, 0), layout.Places[0]);
        Assert.Equal(rings.Count, layout.Radii.Count);
        for (int ring = 1, first = 1; ring < rings.Count; ring++)
        {
            int count = rings.Ring(ring).Length;
            Assert.True(layout.Radii[ring] >= layout.Radii[ring - 1] + 50);
            double[] angles = [.. Enumerable.Range(first, count).Select(at => Math.Atan2(layout.Places[at].Y, layout.Places[at].X)).Order()];
            for (int at = 0; at < count; at++)
            {
                Assert.Equal(layout.Radii[ring], Math.Sqrt(Math.Pow(layout.Places[first + at].X, 2) + Math.Pow(layout.Places[first + at].Y, 2)), 1e-6);
                double next = at + 1 < count ? angles[at + 1] : angles[0] + (2 * Math.PI);
                Assert.True(count == 1 || (next - angles[at]) * layout.Radii[ring] >= 30 - 1e-6);
            }

            first += count;
        }
    }));

    [Fact]
    public void Those_of_a_group_stand_together_and_near_to_what_lies_behind_them()
    {
        // 1, 3 and 5 of one sort, 2 and 4 of another; behind 2 stand three.
        CompactGraph graph = Graphs.Of(9, (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (2, 6), (2, 7), (2, 8));
        RadialLayout layout = RadialLayout.Of(graph, 0, 2, node => node % 2);
        Dictionary<int, double> angles = layout.Nodes.Zip(layout.Places).Skip(1).ToDictionary(one => one.First, one => (Math.Atan2(one.Second.Y, one.Second.X) + (2.5 * Math.PI)) % (2 * Math.PI));
        Assert.Equal([2, 4, 1, 3, 5], angles.Where(one => one.Key < 6).OrderBy(one => one.Value).Select(one => one.Key));
        Assert.Equal(angles[2], (angles[6] + angles[7] + angles[8]) / 3, 0.01);
    }

    [Fact]
    public void Layers_stand_one_below_the_other_and_nobody_stands_on_another() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Graphs.Any, given =>
    {
        CompactGraph graph = (given with { IsDirected = false }).Build();
        int[] layers = [.. Enumerable.Range(0, given.Nodes).Select(node => (node * 7) % 5)];
        LayeredLayout layout = LayeredLayout.Of(graph, layers, new LayeredOptions { LayerHeight = 40, Least = 100 });
        for (int node = 0; node < given.Nodes; node++)
        {
            Assert.Equal((layers[node] + 0.5) * 40, layout.Places[node].Y, 1e-9);
            Assert.InRange(layout.Places[node].X, 50 - 1e-6, layout.Width - 50 + 1e-6);
            for (int other = 0; other < node; other++) Assert.True(layers[other] != layers[node] || Math.Abs(layout.Places[other].X - layout.Places[node].X) >= 100 - 1e-6);
        }

        (int, int)[] passing = [.. given.Edges.Select(edge => layers[edge.From] < layers[edge.To] ? edge : (edge.To, edge.From)).Where(edge => layers[edge.Item2] - layers[edge.Item1] > 1).Distinct().Order()];
        Assert.Equal(passing, layout.Bends.Select(bend => (bend.Upper, bend.Lower)).Order());
        Assert.All(layout.Bends, bend => Assert.Equal(layers[bend.Lower] - layers[bend.Upper] - 1, bend.Points.Count));
    }));

    [Fact]
    public void What_can_be_drawn_without_a_crossing_is()
    {
        // A tree of three layers whose nodes are numbered crosswise.
        CompactGraph tree = Graphs.Of(9, (0, 8), (0, 7), (1, 6), (1, 5), (8, 2), (7, 3), (5, 4));
        Assert.Equal(0, LayeredLayout.Of(tree, [0, 0, 2, 2, 2, 1, 1, 1, 1]).Crossings);
        // Three wells for three houses cross at least nine times, drawn in two rows.
        Assert.Equal(9, LayeredLayout.Of(Graphs.Of(6, (0, 3), (0, 4), (0, 5), (1, 3), (1, 4), (1, 5), (2, 3), (2, 4), (2, 5)), [0, 0, 0, 1, 1, 1]).Crossings);
        Assert.Equal((0d, 0d), (LayeredLayout.Of(Graphs.Of(0), []).Width, LayeredLayout.Of(Graphs.Of(0), []).Height));
    }

    [Fact]
    public void Who_hangs_straight_below_another_is_drawn_so()
    {
        LayeredLayout line = LayeredLayout.Of(Graphs.Of(4, (0, 1), (1, 2), (0, 3)), [0, 1, 3, 3]);
        Assert.Equal(line.Places[1].X, line.Places[2].X, 40.0);
        Assert.NotEqual(line.Places[2].X, line.Places[3].X);
        Assert.Equal(2, line.Bends.Count);
    }

    [Fact]
    public void Each_has_the_room_before_and_after_it_that_it_is_given()
    {
        LayeredLayout row = LayeredLayout.Of(Graphs.Of(3), [0, 0, 0], new LayeredOptions { Room = node => (10 * (node + 1), 100) });
        double[] across = [.. row.Places.Select(place => place.X).Order()];
        Assert.Equal([10d, 130, 260], across);
        Assert.Equal(360, row.Width);
    }

    [Fact]
    public void A_line_that_passes_a_layer_takes_the_room_that_it_is_given()
    {
        // 0 above all; 1, 2 and 3 in the layer that its lines to 4, 5 and 6 pass.
        CompactGraph graph = Graphs.Of(7, (0, 4), (0, 5), (0, 6), (0, 1), (0, 2), (0, 3));
        int[] layers = [0, 1, 1, 1, 2, 2, 2];
        double Width(double? passing) => LayeredLayout.Of(graph, layers, new LayeredOptions { Least = 100, Passing = passing }).Width;
        Assert.Equal(Width(25), Width(null));
        Assert.True(Width(4) < Width(null) - 20);
    }
}
