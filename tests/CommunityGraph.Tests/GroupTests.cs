using CommunityGraph.Groups;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityGraph.Tests;

public class GroupTests
{
    private static readonly WeightedGraph Club = WeightedGraph.Even(Graphs.Karate);

    // Who went with the instructor when the club broke apart, as Zachary says.
    private static readonly int[] WithInstructor = [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 16, 17, 19, 21];

    [Fact]
    public void The_club_falls_apart_where_the_literature_says()
    {
        Grouping groups = Leiden.Of(Club, rounds: 10);
        // The best there is (Brandes and others 2008, "On modularity clustering"): four groups.
        Assert.Equal((4, 0.4197896), (groups.Count, Math.Round(groups.Modularity(Club), 7)));
        // None but one of them had friends on both sides: groups lie on one side or the other.
        int[] torn = [.. Enumerable.Range(0, groups.Count).Select(group => Math.Min(groups.Members(group).ToArray().Count(WithInstructor.Contains), groups.Members(group).ToArray().Count(node => !WithInstructor.Contains(node))))];
        Assert.True(torn.Sum() <= 1, string.Join(' ', torn));
        Grouping sides = Grouping.Of([.. Enumerable.Range(0, 34).Select(node => WithInstructor.Contains(node) ? 0 : 1)]);
        Assert.Equal(0.3714661, sides.Modularity(Club), 1e-6);
    }

    [Fact]
    public void The_southern_women_are_two_groups()
    {
        WeightedGraph women = Projection.Of(Graphs.Women).Graph;
        Grouping groups = Leiden.Of(women, rounds: 10);
        Assert.Equal(2, groups.Count);
        Assert.Equal(0.1518653, groups.Modularity(women), 1e-6);
        // Of all that Freeman compares these are together in each: Evelyn to Eleanor, and Myra to Helen with Olivia and Flora.
        Assert.Single(Enumerable.Range(0, 7).Select(groups.OfNode).Distinct());
        Assert.Single(Enumerable.Range(10, 5).Concat([16, 17]).Select(groups.OfNode).Distinct());
    }

    [Fact]
    public void Every_group_hangs_together_and_nobody_gains_by_going_elsewhere() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Graphs.Any, given =>
    {
        WeightedGraph graph = WeightedGraph.Even((given with { IsDirected = false }).Build());
        Grouping groups = Leiden.Of(graph, rounds: 20);
        Assert.Equal(given.Nodes, Enumerable.Range(0, groups.Count).Sum(group => groups.Members(group).Length));
        for (int group = 0; group < groups.Count; group++)
        {
            int[] members = groups.Members(group).ToArray();
            Assert.Equal(1, Components.Of(graph.Graph.Between(members)).Count);
            Assert.All(members, node => Assert.Equal(group, groups.OfNode(node)));
        }

        double found = groups.Modularity(graph);
        Assert.True(found >= Math.Max(0, Grouping.Of(new int[given.Nodes]).Modularity(graph)) - 1e-9, $"{found}");
        for (int node = 0; node < given.Nodes; node++)
        {
            for (int group = 0; group < groups.Count; group++)
            {
                int[] labels = [.. Enumerable.Range(0, given.Nodes).Select(one => one == node ? group : groups.OfNode(one))];
                Assert.True(Grouping.Of(labels).Modularity(graph) <= found + 1e-9, $"{node} would gain in {group}");
            }
        }
    }));

    [Fact]
    public void The_same_seed_gives_the_same_groups_however_edges_were_told()
    {
        CompactGraph grown = Graphs.Grown(2_000);
        (int, int)[] edges = [.. Enumerable.Range(0, 2_000).SelectMany(node => grown.Neighbours(node).ToArray().Where(other => other <= node).Select(other => (node, other)))];
        new Random(3).Shuffle(edges);
        int[] Found(CompactGraph graph, ulong seed)
        {
            Grouping groups = Leiden.Of(WeightedGraph.Even(graph), seed);
            return [.. Enumerable.Range(0, 2_000).Select(groups.OfNode)];
        }

        Assert.Equal(Found(grown, 1), Found(Graphs.Of(2_000, edges), 1));
        Assert.NotEqual(Found(grown, 1), Found(grown, 2));
    }

    [Fact]
    public void A_finer_look_finds_smaller_groups()
    {
        WeightedGraph graph = WeightedGraph.Even(Graphs.Grown(500));
        Assert.True(Leiden.Of(graph, resolution: 4).Count > Leiden.Of(graph).Count);
        Assert.Equal(Components.Of(graph.Graph).Count, Leiden.Of(graph, resolution: 0, rounds: 10).Count);
    }

    [Fact]
    public void Turned_outwards_is_more_edges_that_leave_than_stay()
    {
        // A triangle and a pair, and one edge between them.
        CompactGraph graph = Graphs.Of(6, (0, 1), (1, 2), (0, 2), (3, 4), (2, 3));
        Grouping groups = Grouping.Of([0, 0, 0, 1, 1, 2]);
        Assert.Equal([-0.5, 0, null], Enumerable.Range(0, 3).Select(group => groups.ExternalInternal(graph, group)));
        Assert.Equal((1 - 4) / 5.0, groups.ExternalInternal(graph)!.Value, 1e-12);
        Assert.Null(Grouping.Of([0, 0]).ExternalInternal(Graphs.Of(2)));
    }

    [Fact]
    public void A_graph_without_edges_is_as_many_groups_as_nodes()
    {
        WeightedGraph none = WeightedGraph.Even(Graphs.Of(3));
        Assert.Equal((3, 0d), (Leiden.Of(none).Count, Leiden.Of(none).Modularity(none)));
        Assert.Equal(0, Leiden.Of(WeightedGraph.Even(Graphs.Of(0))).Count);
    }

    [Fact]
    public void Nobody_waits_for_what_was_called_off()
    {
        using CancellationTokenSource off = new();
        off.Cancel();
        Assert.Throws<OperationCanceledException>(() => Leiden.Of(Club, cancel: off.Token));
    }
}
