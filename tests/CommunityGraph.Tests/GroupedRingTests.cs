using FsCheck;
using FsCheck.Fluent;

namespace CommunityGraph.Tests;

public class GroupedRingTests
{
    [Fact]
    public void Rings_are_those_of_the_graph_without_what_is_not_there_and_what_lies_behind_what_does_not_lead_on() => Hold((given, labels) =>
    {
        LabelledGraph graph = Labelled(given, labels);
        bool IsThere(int node) => node % 7 != 3;
        bool LeadsOn(int node) => node % 5 != 4;
        GroupedRings rings = GroupedRings.From(graph, 0, 50, Rules with { IsThere = IsThere, LeadsOn = LeadsOn });
        // Edges that lead on, in one direction each; what can be saved is saved until nothing can.
        (int From, int To)[] ends = [.. given.Edges.Concat(given.Edges.Select(edge => (edge.To, edge.From))).Where(edge => (edge.Item1 == 0 || LeadsOn(edge.Item1)) && IsThere(edge.Item2) && (edge.Item1 == 0 || IsThere(edge.Item1)))];
        int[] steps = [.. Enumerable.Range(0, given.Nodes).Select(node => node == 0 ? 0 : 1_000)];
        for (int round = 0; round < given.Nodes; round++)
        {
            foreach ((int from, int to) in ends) steps[to] = Math.Min(steps[to], steps[from] + 1);
        }

        Assert.Equal(steps.Where(far => far < 1_000).Max() + 1, rings.Count);
        for (int ring = 0; ring < rings.Count; ring++) Assert.Equal(Enumerable.Range(0, given.Nodes).Where(node => steps[node] == ring), rings.Order.Take(rings.Ring(ring)).Order());
        Assert.Equal(Enumerable.Range(1, given.Nodes - 1).Where(node => steps[node] < 1_000 && !LeadsOn(node)), rings.Ends.Order());
    });

    [Fact]
    public void Each_is_come_to_by_the_cheapest_way_of_fewest_steps_and_is_of_the_group_with_which_that_begins() => Hold((given, labels) =>
    {
        LabelledGraph graph = Labelled(given, labels);
        GroupedRings rings = GroupedRings.From(graph, 0, 3, Rules);
        for (int ring = 1; ring < rings.Count; ring++)
        {
            (int offset, int length) = rings.Ring(ring).GetOffsetAndLength(rings.Order.Count);
            for (int place = offset; place < offset + length; place++)
            {
                // Every way of so many steps, written out.
                (int Cost, int Group, int Last)[] ways = [.. Ways(graph, rings.Order[place], ring)];
                (int cost, int group, int last) = ways.Min();
                Assert.Equal((group, last), (rings.GroupAt(place), rings.Order[rings.ByAt(place)]));
            }
        }

        Assert.Equal((-1, 0), (rings.ByAt(0), rings.GroupAt(0)));
    });

    [Fact]
    public void What_does_not_lead_on_is_come_to_and_the_middle_leads_on_whatever_it_is()
    {
        LabelledGraph graph = LabelledGraph.Of(5, [new(0, 1, 0, 0), new(1, 2, 0, 0), new(2, 3, 0, 0), new(3, 4, 0, 0)]);
        GroupedRings rings = GroupedRings.From(graph, 0, 4, Rules with { LeadsOn = node => node is not (0 or 2) });
        Assert.Equal([0, 1, 2], rings.Order);
        Assert.Equal([2], rings.Ends);
        // What is in the last ring was not to lead on anyway.
        Assert.Empty(GroupedRings.From(graph, 0, 2, Rules with { LeadsOn = node => node != 2 }).Ends);
    }

    [Fact]
    public void Behind_a_ring_of_too_many_no_further_one_is_looked_for()
    {
        LabelledGraph graph = LabelledGraph.Of(5, [new(0, 1, 0, 0), new(0, 2, 0, 0), new(1, 3, 0, 0), new(3, 4, 0, 0)]);
        GroupedRings cut = GroupedRings.From(graph, 0, 3, Rules with { MostInRing = 1 }), whole = GroupedRings.From(graph, 0, 3, Rules with { MostInRing = 2 });
        Assert.Equal((true, 2, false, 4), (cut.IsCut, cut.Count, whole.IsCut, whole.Count));
        Assert.Equal([0, 1, 2], cut.Order);
    }

    [Fact]
    public void Nobody_waits_for_what_was_called_off()
    {
        using CancellationTokenSource off = new();
        off.Cancel();
        Assert.Throws<OperationCanceledException>(() => GroupedRings.From(LabelledGraph.Of(1, []), 0, 3, Rules, off.Token));
    }

    private static RingRules Rules { get; } = new() { Group = label => label % 4, Cost = label => label / 4 };

    private static IEnumerable<(int Cost, int Group, int Last)> Ways(LabelledGraph graph, int node, int steps)
    {
        int[] others = graph.Graph.Neighbours(node).ToArray();
        byte[] labels = graph.Labels(node).ToArray();
        for (int at = 0; at < others.Length; at++)
        {
            if (steps == 1 && others[at] == 0) yield return (Rules.Cost(labels[at]), Rules.Group(labels[at]), 0);
            if (steps == 1) continue;
            foreach ((int cost, int group, int _) in Ways(graph, others[at], steps - 1)) yield return (cost + Rules.Cost(labels[at]), group, others[at]);
        }
    }

    private static LabelledGraph Labelled(GivenEdges given, byte[] labels) =>
        LabelledGraph.Of(given.Nodes, [.. given.Edges.Index().Select(edge => new LabelledEdge(edge.Item.From, edge.Item.To, labels[edge.Index % labels.Length], labels[edge.Index % labels.Length]))]);

    private static void Hold(Action<GivenEdges, byte[]> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Graphs.Any, Gen.Choose(0, 11).Select(label => (byte)label).ArrayOf(13).ToArbitrary(), (given, labels) => holds(given, labels)));
}
