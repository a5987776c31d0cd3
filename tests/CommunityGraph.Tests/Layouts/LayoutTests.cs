using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CommunityGraph.Layouts;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityGraph.Tests.Layouts;

public class LayoutTests
{
    private static readonly PackingOptions Options = new() { Spacing = 50, Least = 16, Beside = 20, Above = 10, Stretch = 1.25 };

    [Fact]
    public void Every_node_has_a_place_of_its_own_on_the_sheet() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Graphs.Any, given =>
    {
        CompactGraph graph = (given with { IsDirected = false }).Build();
        Placement placement = PackedLayout.Place(graph, Options);
        Assert.Equal(graph.NodeCount, placement.Places.Length);
        Assert.All(placement.Places, place =>
        {
            Assert.True(double.IsFinite(place.X) && double.IsFinite(place.Y));
            Assert.InRange(place.X, Options.Beside - 0.001, placement.Width - Options.Beside + 0.001);
            Assert.InRange(place.Y, Options.Above - 0.001, placement.Height - Options.Above + 0.001);
        });
        Assert.True(Graphs.Nearest(placement.Places) >= Options.Least, "Two nodes are too near.");
    }));

    [Fact]
    public void Components_stand_beside_each_other_and_not_in_each_other()
    {
        CompactGraph graph = Graphs.Of(14, (0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (4, 5), (5, 6), (6, 4), (7, 8), (9, 10), (11, 11));
        Point[] places = PackedLayout.Place(graph, Options).Places;
        Components components = Components.Of(graph);
        for (int one = 0; one < components.Count; one++)
        {
            for (int other = one + 1; other < components.Count; other++)
            {
                (Point from, Point to) = Around(one);
                (Point otherFrom, Point otherTo) = Around(other);
                Assert.True(to.X < otherFrom.X || otherTo.X < from.X || to.Y < otherFrom.Y || otherTo.Y < from.Y);
            }
        }

        (Point, Point) Around(int component)
        {
            Point[] here = [.. components.Members(component).ToArray().Select(node => places[node])];
            return (new Point(here.Min(place => place.X) - Options.Beside + 1, here.Min(place => place.Y) - Options.Above + 1), new Point(here.Max(place => place.X) + Options.Beside - 1, here.Max(place => place.Y) + Options.Above - 1));
        }
    }

    [Fact]
    public void The_same_graph_is_drawn_the_same_on_every_machine()
    {
        // Held as numbers: who changes how it is drawn changes them; on another processor, in another culture, they are these.
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
        string karate = Digest(PackedLayout.Place(Graphs.Karate, Options)), grown = Digest(PackedLayout.Place(Graphs.Grown(700), Options));
        CultureInfo.CurrentCulture = before;
        Assert.Equal(("67698EFE42655F07", "6451281D94643E23"), (karate, grown));
        Assert.NotEqual(karate, Digest(PackedLayout.Place(Graphs.Karate, Options with { Forces = new ForceOptions { Seed = 2 } })));
    }

    [Fact]
    public void Who_is_joined_stands_nearer_than_who_is_not()
    {
        Point[] places = ForceLayout.Place(Graphs.Karate);
        (double Near, int Of) joined = (0, 0), others = (0, 0);
        for (int one = 0; one < 34; one++)
        {
            for (int other = one + 1; other < 34; other++)
            {
                double far = Math.Sqrt(((places[one].X - places[other].X) * (places[one].X - places[other].X)) + ((places[one].Y - places[other].Y) * (places[one].Y - places[other].Y)));
                if (Graphs.Karate.Neighbours(one).Contains(other)) joined = (joined.Near + far, joined.Of + 1);
                else others = (others.Near + far, others.Of + 1);
            }
        }

        Assert.True(joined.Near / joined.Of < 0.65 * others.Near / others.Of, $"{joined.Near / joined.Of} beside {others.Near / others.Of}");
    }

    [Fact]
    public void The_two_sides_of_the_karate_club_come_to_stand_on_two_sides()
    {
        // Those who went with the instructor and those who went with the officer, as Zachary saw it (table 1).
        int[] instructors = [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 16, 17, 19, 21];
        Point[] places = ForceLayout.Place(Graphs.Karate);
        (double X, double Y) = (places[0].X - places[33].X, places[0].Y - places[33].Y);
        double middle = (((places[0].X + places[33].X) * X) + ((places[0].Y + places[33].Y) * Y)) / 2;
        int right = Enumerable.Range(0, 34).Count(node => (places[node].X * X) + (places[node].Y * Y) > middle == instructors.Contains(node));
        Assert.True(right >= 30, $"Only {right} of 34 stand with theirs.");
    }

    [Fact]
    public void A_line_is_drawn_as_a_line()
    {
        Point[] places = ForceLayout.Place(Graphs.Of(12, [.. Enumerable.Range(0, 11).Select(node => (node, node + 1))]));
        double ends = Math.Sqrt(((places[0].X - places[11].X) * (places[0].X - places[11].X)) + ((places[0].Y - places[11].Y) * (places[0].Y - places[11].Y)));
        double walked = Enumerable.Range(0, 11).Sum(node => Math.Sqrt(((places[node].X - places[node + 1].X) * (places[node].X - places[node + 1].X)) + ((places[node].Y - places[node + 1].Y) * (places[node].Y - places[node + 1].Y))));
        Assert.True(ends > 0.9 * walked, $"{ends} of {walked}");
    }

    [Fact]
    public void Squares_that_push_as_one_push_nearly_as_each_would()
    {
        CompactGraph graph = Graphs.Karate;
        Point[] exact = ForceLayout.Place(graph, new ForceOptions { Openness = 0, Rounds = 1 }), near = ForceLayout.Place(graph, new ForceOptions { Openness = 0.5, Rounds = 1 });
        Assert.All(exact.Zip(near), pair => Assert.True(Math.Abs(pair.First.X - pair.Second.X) < 0.2 && Math.Abs(pair.First.Y - pair.Second.Y) < 0.2));
        Assert.NotEqual(exact, near);
    }

    [Fact]
    public void It_says_how_far_it_has_come_and_can_be_called_off()
    {
        Seen seen = new();
        PackedLayout.Place(Graphs.Grown(100), Options, seen);
        Assert.Equal(seen.Values.Order(), seen.Values);
        Assert.InRange(seen.Values[^1], 0.999, 1.001);
        using CancellationTokenSource off = new();
        off.Cancel();
        Assert.Throws<OperationCanceledException>(() => PackedLayout.Place(Graphs.Karate, Options, cancel: off.Token));
    }

    [Fact]
    public void Of_directions_it_knows_nothing() => Assert.Throws<ArgumentException>(() => ForceLayout.Place(Graphs.Directed(2, (0, 1))));

    [Fact]
    public void Many_leaves_of_one_node_find_room()
    {
        Point[] places = PackedLayout.Place(Graphs.Of(400, [.. Enumerable.Range(1, 399).Select(node => (0, node))]), Options).Places;
        Assert.True(Graphs.Nearest(places) >= Options.Least);
    }

    private static string Digest(Placement placement) =>
        Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(' ', placement.Places.Select(place => place.X.ToString("R", CultureInfo.InvariantCulture) + "," + place.Y.ToString("R", CultureInfo.InvariantCulture))))))[..16];

    private sealed class Seen : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }
}
