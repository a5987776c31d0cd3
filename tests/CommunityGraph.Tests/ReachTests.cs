using FsCheck;
using FsCheck.Fluent;

namespace CommunityGraph.Tests;

/// <summary>Components and rings, against what anyone would write down.</summary>
public class ReachTests
{
    [Fact]
    public void Components_are_what_can_be_walked_to_in_either_direction() => Hold(given =>
    {
        Components components = Components.Of(given.Build());
        // Everyone begins alone, and each edge makes one of two names.
        int[] names = [.. Enumerable.Range(0, given.Nodes)];
        foreach ((int from, int to) in given.Edges)
        {
            int gone = names[to], stays = names[from];
            for (int node = 0; node < names.Length; node++) names[node] = names[node] == gone ? stays : names[node];
        }

        int[][] expected = [.. Enumerable.Range(0, given.Nodes).GroupBy(node => names[node]).Select(group => group.Order().ToArray()).OrderByDescending(members => members.Length).ThenBy(members => members[0])];
        Assert.Equal(expected.Length, components.Count);
        for (int at = 0; at < expected.Length; at++)
        {
            Assert.Equal(expected[at], components.Members(at).ToArray());
            Assert.All(expected[at], node => Assert.Equal(at, components.OfNode(node)));
        }
    });

    [Fact]
    public void A_ring_is_what_no_fewer_steps_lead_to() => Hold(given =>
    {
        Rings rings = Rings.From(given.Build(), 0);
        // Steps that can be saved by way of a neighbour are saved until there are none.
        int[] steps = [.. Enumerable.Range(0, given.Nodes).Select(node => node == 0 ? 0 : 1_000)];
        (int From, int To)[] ends = [.. given.Ends];
        for (int round = 0; round < given.Nodes; round++)
        {
            foreach ((int from, int to) in ends) steps[to] = Math.Min(steps[to], steps[from] + 1);
        }

        Assert.Equal(steps.Where(far => far < 1_000).Max() + 1, rings.Count);
        for (int ring = 0; ring < rings.Count; ring++) Assert.Equal(Enumerable.Range(0, given.Nodes).Where(node => steps[node] == ring), rings.Ring(ring).ToArray().Order());
        Assert.Equal(steps.Count(far => far < 1_000), rings.Order.Length);
    });

    [Fact]
    public void Rings_end_after_as_many_steps_as_are_asked_for()
    {
        CompactGraph line = Graphs.Of(5, (0, 1), (1, 2), (2, 3), (3, 4));
        Rings rings = Rings.From(line, 0, steps: 2);
        Assert.Equal((3, 3), (rings.Count, rings.Order.Length));
        Assert.Equal([2], rings.Ring(2).ToArray());
        Assert.Equal(1, Rings.From(line, 4, steps: 0).Count);
    }

    [Fact]
    public void The_karate_club_hangs_together_and_widens_as_it_is_known_to()
    {
        Assert.Equal((34, 78), (Graphs.Karate.NodeCount, Graphs.Karate.EdgeCount));
        Assert.Equal(1, Components.Of(Graphs.Karate).Count);
        // As NetworkX counts them: from the instructor, and from one at the rim.
        Assert.Equal([1, 16, 9, 8], Sizes(0));
        Assert.Equal([1, 2, 3, 12, 8, 8], Sizes(16));
    }

    [Fact]
    public void Nobody_waits_for_what_was_called_off()
    {
        using CancellationTokenSource off = new();
        off.Cancel();
        Assert.Throws<OperationCanceledException>(() => Components.Of(Graphs.Karate, off.Token));
        Assert.Throws<OperationCanceledException>(() => Rings.From(Graphs.Karate, 0, cancel: off.Token));
    }

    private static int[] Sizes(int node)
    {
        Rings rings = Rings.From(Graphs.Karate, node);
        return [.. Enumerable.Range(0, rings.Count).Select(ring => rings.Ring(ring).Length)];
    }

    private static void Hold(Action<GivenEdges> holds) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Graphs.Any, holds));
}
