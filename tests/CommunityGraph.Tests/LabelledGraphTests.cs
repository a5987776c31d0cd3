namespace CommunityGraph.Tests;

public class LabelledGraphTests
{
    [Fact]
    public void Each_end_says_its_own_and_neighbours_are_in_order_however_edges_came()
    {
        LabelledGraph graph = LabelledGraph.Of(4, [new(2, 0, 9, 8), new(0, 1, 1, 2), new(0, 1, 0, 5)]);
        Assert.Equal([1, 1, 2], graph.Graph.Neighbours(0).ToArray());
        Assert.Equal<byte>([0, 1, 8], graph.Labels(0).ToArray());
        Assert.Equal<byte>([2, 5], graph.Labels(1).ToArray());
        Assert.Equal((4, 3), (graph.NodeCount, graph.EdgeCount));
        Assert.Empty(graph.Labels(3).ToArray());
    }

    [Fact]
    public void Edges_of_nodes_that_are_said_anew_are_what_they_are_now_and_no_others_change()
    {
        Random chance = new(7);
        for (int round = 0; round < 200; round++)
        {
            int nodes = chance.Next(1, 12), more = nodes + chance.Next(3);
            List<LabelledEdge> before = Edges(chance, nodes, chance.Next(30));
            HashSet<int> anew = [.. Enumerable.Range(0, chance.Next(5)).Select(_ => chance.Next(more))];
            List<LabelledEdge> now = [.. Edges(chance, more, chance.Next(12)).Where(edge => anew.Contains(edge.From) || anew.Contains(edge.To))];
            LabelledGraph changed = LabelledGraph.Of(nodes, before).With(anew, more, now);
            LabelledGraph whole = LabelledGraph.Of(more, [.. before.Where(edge => !anew.Contains(edge.From) && !anew.Contains(edge.To)), .. now]);
            Assert.Equal(Said(whole), Said(changed));
        }
    }

    [Fact]
    public void A_node_that_is_joined_to_itself_is_forgotten_whole() =>
        Assert.Equal(0, LabelledGraph.Of(2, [new(0, 0, 1, 2), new(0, 1, 3, 4)]).With([0, 5], 2, []).EdgeCount);

    private static List<LabelledEdge> Edges(Random chance, int nodes, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new LabelledEdge(chance.Next(nodes), chance.Next(nodes), (byte)chance.Next(4), (byte)chance.Next(4)))];

    private static string Said(LabelledGraph graph) =>
        string.Join('\n', Enumerable.Range(0, graph.NodeCount).Select(node => $"{string.Join(',', graph.Graph.Neighbours(node).ToArray())}:{string.Join(',', graph.Labels(node).ToArray())}"));
}
