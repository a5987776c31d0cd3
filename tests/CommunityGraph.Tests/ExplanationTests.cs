using FsCheck;
using FsCheck.Fluent;

namespace CommunityGraph.Tests;

public class ExplanationTests
{
    [Fact]
    public void The_first_is_of_fewest_steps_and_costs_the_least_and_each_leads_by_a_step_of_its_own() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Graphs.Any, given =>
    {
        CompactGraph graph = (given with { IsDirected = false }).Build();
        int to = given.Nodes - 1;
        IReadOnlyList<IReadOnlyList<int>> ways = new Explanations(graph, Cost).Between(0, to, mostSteps: 50);
        (int Steps, double Cost)? least = to == 0 ? null : Least(graph, to);
        Assert.Equal(least is null, ways.Count == 0);
        HashSet<(int, int)> had = [];
        foreach (IReadOnlyList<int> way in ways)
        {
            Assert.Equal((0, to), (way[0], way[^1]));
            Assert.Equal(way.Count, way.Distinct().Count());
            (int, int)[] steps = [.. way.Zip(way.Skip(1))];
            Assert.All(steps, step => Assert.True(graph.Neighbours(step.Item1).Contains(step.Item2)));
            Assert.NotEmpty(steps.Where(had.Add).ToArray());
        }

        if (least is { } first) Assert.Equal(first, (ways[0].Count - 1, Math.Round(ways[0].Zip(ways[0].Skip(1)).Sum(step => Cost(step.First, step.Second)), 6)));
        Assert.True(ways.Zip(ways.Skip(1)).All(two => two.First.Count <= two.Second.Count) && ways.Count <= 5);
    }));

    [Fact]
    public void Others_lead_through_other_nodes_where_there_are_any()
    {
        // Three ways of two steps, one of three, and one through a node that was taken.
        CompactGraph graph = Graphs.Of(8, (0, 1), (1, 7), (0, 2), (2, 7), (0, 3), (3, 7), (0, 4), (4, 5), (5, 7), (4, 1));
        IReadOnlyList<IReadOnlyList<int>> ways = new Explanations(graph, (one, other) => one + other == 9 ? 0 : 1).Between(0, 7);
        Assert.Equal([[0, 2, 7], [0, 1, 7], [0, 3, 7], [0, 4, 5, 7]], ways);
        Assert.Equal([[0, 2, 7]], new Explanations(graph, (one, other) => one + other == 9 ? 0 : 1).Between(0, 7, most: 1));
        Assert.Empty(new Explanations(graph, (_, _) => 1).Between(0, 6));
        Assert.Empty(new Explanations(graph, (_, _) => 1).Between(0, 7, mostSteps: 1));
        Assert.Empty(new Explanations(graph, (_, _) => 1).Between(0, 0));
    }

    [Fact]
    public void A_way_passes_only_what_may_be_passed_and_ends_anywhere() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Graphs.Any, given =>
    {
        int to = given.Nodes - 1;
        static bool LeadsOn(int node) => node % 3 != 0;
        IReadOnlyList<IReadOnlyList<int>> ways = new Explanations((given with { IsDirected = false }).Build(), Cost, LeadsOn).Between(0, to, mostSteps: 50);
        // The same as in a graph that has no edges to what may not be passed.
        (int, int)[] edges = [.. given.Edges.Where(edge => (edge.From == 0 || edge.From == to || LeadsOn(edge.From)) && (edge.To == 0 || edge.To == to || LeadsOn(edge.To)))];
        Assert.Equal(new Explanations(Graphs.Of(given.Nodes, edges), Cost).Between(0, to, mostSteps: 50), ways);
        Assert.All(ways.SelectMany(way => way.Skip(1).SkipLast(1)), node => Assert.True(LeadsOn(node)));
    }));

    [Fact]
    public void None_is_longer_than_was_asked_for_and_of_those_as_short_the_cheapest_is_first() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Graphs.Any, given =>
    {
        CompactGraph graph = (given with { IsDirected = false }).Build();
        IReadOnlyList<IReadOnlyList<int>> ways = new Explanations(graph, Cost).Between(0, given.Nodes - 1, mostSteps: 4);
        (int Steps, double Cost)[] all = [.. ways.Select(way => (way.Count - 1, way.Zip(way.Skip(1)).Sum(step => Cost(step.First, step.Second))))];
        Assert.Equal(all.Order(), all);
        Assert.All(all, way => Assert.InRange(way.Steps, 1, 4));
        Assert.Equal(new Explanations(graph, Cost).Between(0, given.Nodes - 1, mostSteps: 50) is [{ Count: <= 5 }, ..], ways.Count > 0);
    }));

    [Fact]
    public void Nobody_waits_for_what_was_called_off()
    {
        using CancellationTokenSource off = new();
        off.Cancel();
        Assert.Throws<OperationCanceledException>(() => new Explanations(Graphs.Karate, Cost).Between(0, 33, cancel: off.Token));
    }

    [Fact]
    public void One_that_was_asked_before_answers_as_one_that_was_not()
    {
        CompactGraph graph = Graphs.Grown(300);
        Explanations used = new(graph, Cost);
        for (int node = 1; node < 40; node++) Assert.Equal(new Explanations(graph, Cost).Between(node, 299 - node), used.Between(node, 299 - node));
    }

    private static double Cost(int one, int other) => ((one * 7) + (other * 7)) % 5;

    /// <summary>Saved step by step, as in a ledger, until nothing can be saved.</summary>
    private static (int, double)? Least(CompactGraph graph, int to)
    {
        (int Steps, double Cost)?[] least = new (int, double)?[graph.NodeCount];
        least[0] = (0, 0);
        for (bool isSaved = true; isSaved;)
        {
            isSaved = false;
            for (int node = 0; node < least.Length; node++)
            {
                if (least[node] is not { } here) continue;
                foreach (int other in graph.Neighbours(node))
                {
                    (int Steps, double Cost) way = (here.Steps + 1, here.Cost + Cost(node, other));
                    if (least[other] is { } there && there.CompareTo(way) <= 0) continue;
                    (least[other], isSaved) = (way, true);
                }
            }
        }

        return least[to] is { } found ? (found.Steps, Math.Round(found.Cost, 6)) : null;
    }
}
