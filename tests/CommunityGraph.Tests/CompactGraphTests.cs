using FsCheck;
using FsCheck.Fluent;

namespace CommunityGraph.Tests;

public class CompactGraphTests
{
    [Fact]
    public void Every_edge_is_there_as_often_as_it_was_added() => Hold(given =>
    {
        CompactGraph graph = given.Build();
        Assert.Equal((given.Nodes, given.Edges.Length, given.IsDirected), (graph.NodeCount, graph.EdgeCount, graph.IsDirected));
        Assert.Equal(given.Ends, Ends(graph));
    });

    [Fact]
    public void The_order_in_which_edges_were_added_is_not_seen() => Hold(given =>
        Assert.Equal(Ends(given.Build()), Ends((given with { Edges = [.. given.Edges.Reverse()] }).Build())));

    [Fact]
    public void A_part_has_the_edges_between_its_nodes_and_no_others() => Hold(given =>
    {
        int[] chosen = [.. Enumerable.Range(0, given.Nodes).Where(node => node % 3 != 1).Reverse()];
        CompactGraph part = given.Build().Between(chosen);
        Assert.Equal(given.Edges.Count(edge => chosen.Contains(edge.From) && chosen.Contains(edge.To)), part.EdgeCount);
        Assert.Equal(given.Ends.Where(end => chosen.Contains(end.Item1) && chosen.Contains(end.Item2)), Ends(part).Select(end => (chosen[end.Item1], chosen[end.Item2])).Order());
    });

    [Fact]
    public void A_graph_may_have_no_node()
    {
        CompactGraph graph = Graphs.Of(0);
        Assert.Equal((0, 0), (graph.NodeCount, graph.EdgeCount));
        Assert.Equal(0, Components.Of(graph).Count);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(2, 0)]
    [InlineData(0, 2)]
    public void An_edge_to_no_node_is_refused(int from, int to) => Assert.Throws<ArgumentOutOfRangeException>(() => new GraphBuilder(2).Add(from, to));

    [Fact]
    public void A_part_has_no_node_twice() => Assert.Throws<ArgumentException>(() => Graphs.Of(2).Between([1, 1]));

    private static IEnumerable<(int, int)> Ends(CompactGraph graph) =>
        Enumerable.Range(0, graph.NodeCount).SelectMany(node => graph.Neighbours(node).ToArray().Select(other => (node, other)));

    private static void Hold(Action<GivenEdges> holds) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Graphs.Any, holds));
}
