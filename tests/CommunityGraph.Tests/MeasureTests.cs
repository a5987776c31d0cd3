using FsCheck;
using FsCheck.Fluent;

namespace CommunityGraph.Tests;

/// <summary>Measures against what anyone would write down, and against NetworkX 2.8.8 for the karate club and the Southern Women.</summary>
public class MeasureTests
{
    private static readonly WeightedGraph Club = WeightedGraph.Even(Graphs.Karate);

    private static readonly Projection Women = Projection.Of(Graphs.Women);

    [Fact]
    public void Who_acted_with_whom_is_counted_by_what_both_were_in() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Graphs.Parts, given =>
    {
        (int Actor, int Event)[] pairs = [.. given.Pairs.Distinct()];
        int[] times = [.. Enumerable.Range(0, given.Events).Select(one => 2000 + ((7 * one) % 5))];
        const int Most = 6;
        Projection projection = Projection.Of(given.Build(), times, Most);
        int[] large = [.. Enumerable.Range(0, given.Events).Where(one => pairs.Count(pair => pair.Event == one) > Most)];
        Assert.Equal(large, projection.LeftOut);
        for (int actor = 0; actor < given.Actors; actor++)
        {
            var expected = pairs.Where(pair => pair.Actor == actor && !large.Contains(pair.Event)).Join(pairs, own => own.Event, other => other.Event, (own, other) => (other.Actor, own.Event)).Where(pair => pair.Actor != actor)
                .GroupBy(pair => pair.Actor).OrderBy(group => group.Key).Select(group => (group.Key, (float)group.Count(), group.Min(pair => times[pair.Event]), group.Max(pair => times[pair.Event])));
            Assert.Equal(expected, Enumerable.Range(0, projection.Graph.Graph.Neighbours(actor).Length).Select(at =>
                (projection.Graph.Graph.Neighbours(actor)[at], projection.Graph.Weights(actor)[at], projection.First(actor)[at], projection.Last(actor)[at])));
        }
    }));

    [Fact]
    public void Participation_reads_the_same_from_both_sides() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Graphs.Parts, given =>
    {
        Participation parts = given.Build();
        (int Actor, int Event)[] expected = [.. given.Pairs.Distinct().Order()];
        Assert.Equal(expected.Length, parts.Count);
        Assert.Equal(expected, Enumerable.Range(0, given.Actors).SelectMany(actor => parts.EventsOf(actor).ToArray().Select(one => (actor, one))));
        Assert.Equal(expected, Enumerable.Range(0, given.Events).SelectMany(one => parts.ActorsIn(one).ToArray().Select(actor => (actor, one))).Order());
        CompactGraph graph = parts.AsGraph();
        Assert.Equal(expected, Enumerable.Range(0, given.Actors).SelectMany(actor => graph.Neighbours(actor).ToArray().Select(node => (actor, node - given.Actors))));
    }));

    [Fact]
    public void The_southern_women_met_as_the_book_says()
    {
        Assert.Equal((18, 14, 89), (Graphs.Women.ActorCount, Graphs.Women.EventCount, Graphs.Women.Count));
        Assert.Equal(139, Women.Graph.Graph.EdgeCount);
        // Evelyn and Theresa were at seven together, more than any but Laura and Evelyn, who were at six.
        Assert.Equal(7, WeightOf(Women.Graph, 0, 2));
        Assert.Equal(6, WeightOf(Women.Graph, 0, 1));
        Assert.Equal(7, Enumerable.Range(0, 18).Max(node => Women.Graph.Weights(node).ToArray().Max()));
        Assert.True(Women.First(0).IsEmpty);
    }

    [Fact]
    public void A_core_is_what_is_left_when_those_with_fewer_neighbours_are_gone() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Graphs.Any, given =>
    {
        given = given with { IsDirected = false };
        int[] expected = new int[given.Nodes];
        for (int core = 1; ; core++)
        {
            HashSet<int> left = [.. Enumerable.Range(0, given.Nodes)];
            while (left.RemoveWhere(node => given.Ends.Count(end => end.Item1 == node && end.Item2 != node && left.Contains(end.Item2)) < core) > 0)
            {
            }

            if (left.Count == 0) break;
            foreach (int node in left) expected[node] = core;
        }

        Assert.Equal(expected, Cores.Of(given.Build()));
    }));

    [Fact]
    public void The_club_has_the_core_that_is_known() =>
        Assert.Equal([0, 1, 2, 3, 7, 8, 13, 30, 32, 33], Cores.Of(Graphs.Karate).Index().Where(one => one.Item == 4).Select(one => one.Index));

    [Fact]
    public void A_walk_ends_where_it_is_known_to()
    {
        Near([(0, 0.0969973), (33, 0.1009192), (16, 0.016784)], PageRank.Of(Club, precision: 1e-12), 1e-6);
        Near([(0, 0.1283996), (33, 0.0246798), (16, 0.2095546), (5, 0.1401284)], PageRank.Of(Club, start: 16, precision: 1e-12), 1e-6);
    }

    [Fact]
    public void What_a_walk_gives_all_adds_up_to_one_and_is_what_one_step_more_gives() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(Graphs.Any, given =>
    {
        WeightedGraph graph = WeightedGraph.Even((given with { IsDirected = false }).Build());
        double[] ranks = PageRank.Of(graph, start: 0, precision: 1e-13);
        Assert.Equal(1, ranks.Sum(), 1e-9);
        double stuck = Enumerable.Range(0, given.Nodes).Where(node => graph.Strength(node) == 0).Sum(node => ranks[node]);
        for (int node = 0; node < given.Nodes; node++)
        {
            double expected = (node == 0 ? 0.15 + (0.85 * stuck) : 0) + (0.85 * graph.Graph.Neighbours(node).ToArray().Sum(other => ranks[other] / graph.Strength(other)));
            Assert.Equal(expected, ranks[node], 1e-9);
        }
    }));

    [Fact]
    public void Those_in_between_are_those_that_are_known()
    {
        Betweenness all = Betweenness.Of(Graphs.Karate);
        Near([(0, 231.0714), (33, 160.5516), (32, 76.6905), (2, 75.8508), (31, 73.0095), (16, 0)], all.Values, 1e-3);
        Assert.All(all.Errors, error => Assert.Equal(0, error));
        Assert.Equal(34, all.Sources);
    }

    [Fact]
    public void An_estimate_lies_about_as_far_off_as_it_says()
    {
        CompactGraph graph = Graphs.Grown(400);
        Betweenness all = Betweenness.Of(graph);
        double off = 0, said = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            Betweenness some = Betweenness.Of(graph, most: 80, seed: seed);
            Assert.Equal(80, some.Sources);
            foreach (int node in Enumerable.Range(0, 400).Where(node => all.Values[node] > 1_000))
            {
                off += Math.Pow((some.Values[node] - all.Values[node]) / all.Values[node], 2);
                said += Math.Pow(some.Errors[node] / all.Values[node], 2);
            }
        }

        // What a standard error is: the square of how far off it lies, taken over all that might have been drawn.
        Assert.InRange(off / said, 0.7, 1.4);
    }

    [Fact]
    public void Between_some_only_ways_from_one_of_them_to_another_count()
    {
        // Two at each end of a line; what lies beside leads to none of them.
        CompactGraph line = Graphs.Of(5, (0, 1), (1, 2), (2, 3), (1, 4));
        Assert.Equal([0, 1, 1, 0, 0], Betweenness.Of(line, ends: [0, 3]).Values);
        Assert.Equal([0, 5, 3, 0, 0], Betweenness.Of(line).Values);
    }

    [Fact]
    public void Who_stands_between_others_is_held_by_few_of_them()
    {
        StructuralHoles club = new(Club), women = new(Women.Graph);
        foreach ((int node, double constraint, double size) in ((int, double, double)[])[(0, 0.1554233, 13.75), (33, 0.1564187, 15.2352941), (16, 0.78125, 1), (11, 1, 1)])
        {
            Assert.Equal(constraint, club.Constraint(node)!.Value, 1e-6);
            Assert.Equal(size, club.EffectiveSize(node), 1e-6);
        }

        foreach ((int node, double constraint, double size) in ((int, double, double)[])[(0, 0.257789, 8.774524), (7, 0.244203, 8.109447), (17, 0.26407, 5.87415)])
        {
            Assert.Equal(constraint, women.Constraint(node)!.Value, 1e-5);
            Assert.Equal(size, women.EffectiveSize(node), 1e-5);
        }

        StructuralHoles alone = new(WeightedGraph.Even(Graphs.Of(2, (0, 0))));
        Assert.Equal((null, 0d), (alone.Constraint(0), alone.EffectiveSize(1)));
    }

    [Fact]
    public void Those_who_share_what_is_rare_are_offered_first_with_what_they_share()
    {
        // 1 shares with 0 what nobody else has; 2 what three have; 3 what all have, which says nothing.
        Participation traits = Participation.Of(4, 3, [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (0, 2), (1, 2), (2, 2), (3, 2)]);
        IReadOnlyList<LinkCandidate> offered = LinkCandidates.Of(traits, 0, other => other != 3, most: 9);
        Assert.Equal([1, 2], offered.Select(one => one.Actor));
        Assert.Equal([0, 1, 2], offered[0].Shared);
        Assert.Equal((1 / Math.Log(2)) + (1 / Math.Log(3)) + (1 / Math.Log(4)), offered[0].Nearness, 1e-12);
        Assert.Equal([0, 1], LinkCandidates.Of(traits, 0, _ => true, most: 1, mostActors: 3).Single().Shared);
        Assert.Empty(LinkCandidates.Of(traits, 3, _ => true, most: 9, mostActors: 3));
    }

    private static float WeightOf(WeightedGraph graph, int one, int other) => graph.Weights(one)[graph.Graph.Neighbours(one).IndexOf(other)];

    private static void Near((int Node, double Value)[] expected, IReadOnlyList<double> found, double within) => Assert.All(expected, one => Assert.Equal(one.Value, found[one.Node], within));
}
