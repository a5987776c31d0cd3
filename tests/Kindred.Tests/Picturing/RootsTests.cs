using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Picturing;
using Kindred.Features.Picturing.Roots;
using Kindred.Features.Shared;

namespace Kindred.Tests.Picturing;

/// <summary>The walk back through time, its layers, and what is missing in it: by numbers alone.</summary>
public sealed class RootsTests
{
    private static readonly ConnectionType Rooted = ConnectionType.RootedIn;

    [Fact]
    public void The_walk_goes_back_and_ends_where_ways_go_round()
    {
        RootWalk walk = Walk(1, false, (1, Rooted, 2), (2, Rooted, 3), (3, Rooted, 1), (3, Rooted, 3), (4, Rooted, 1));
        Assert.Equal([(1, 0), (2, 1), (3, 2)], Came(walk));
        Assert.Equal(0, walk.Left);
    }

    [Fact]
    public void It_goes_by_what_is_answered_continued_and_learned_from_and_by_no_other_way()
    {
        (int, ConnectionType, int)[] edges =
        [
            (1, ConnectionType.Answers, 2), (1, ConnectionType.Continues, 3), (1, ConnectionType.LearnedFrom, 4), (1, ConnectionType.BorneBy, 5), (1, ConnectionType.Kin, 6), (1, ConnectionType.Cites, 7), (8, Rooted, 1),
        ];
        Assert.Equal([(1, 0), (2, 1), (3, 1), (4, 1)], Came(Walk(1, false, edges)));
    }

    [Fact]
    public void A_campaign_is_a_step_where_it_answers_something()
    {
        Assert.Equal([(1, 0), (2, 1), (3, 2)], Came(Walk(1, false, (1, ConnectionType.PartOf, 2), (2, ConnectionType.Answers, 3), (1, ConnectionType.PartOf, 4), (4, ConnectionType.InPlace, 5))));
    }

    [Fact]
    public void A_history_shows_two_steps_of_what_grows_from_it_and_not_the_other_roots_of_that()
    {
        Assert.Equal([(1, 0), (2, 1), (3, -1), (4, -2)], Came(Walk(1, true, (1, Rooted, 2), (3, Rooted, 1), (3, Rooted, 9), (4, ConnectionType.Answers, 3), (5, Rooted, 4))));
    }

    [Fact]
    public void It_is_bounded_in_depth_and_breadth_and_says_how_many_are_left()
    {
        RootWalk deep = Walk(0, false, [.. Enumerable.Range(0, 30).Select(at => (at, Rooted, at + 1))]);
        Assert.Equal(RootWalk.MostSteps, deep.Distances.Values.Max());
        RootWalk broad = Walk(0, true, [.. Enumerable.Range(1, 700).Select(at => (0, Rooted, at)), .. Enumerable.Range(1_000, 200).Select(at => (at, Rooted, 0))]);
        Assert.Equal((RootWalk.MostRecords + RootWalk.MostGrowth, 700 - (RootWalk.MostRecords - 1) + 200 - RootWalk.MostGrowth), (broad.Distances.Count, broad.Left));
    }

    [Fact]
    public void Years_have_a_layer_each_and_long_spans_one_for_each_decade_the_latest_above_and_what_has_no_date_below()
    {
        Assert.Equal(["2017", "2016", "none"], Keys(["2017-01-27", "2016", "2017-03/2017-09", null]));
        Assert.Equal(["2010", "1940", "1880", "1610", "none"], Keys(["2017", "2012", "1942-02-19/1946-03", "1882", "1619/1865", "XXXX", "not a date"]));
        Assert.Equal(["2017", "2015"], Keys(["2017/..", "../2015"]));
    }

    [Fact]
    public void Of_one_time_what_grows_stands_above_its_root_and_a_circle_ends()
    {
        RootRecord[] records = Records("2017", "2017", "2017", "2017");
        Assert.Equal([[1, 3], [0], [2]], Ranks(RootLayer.Of(records, Steps((1, 0), (0, 2), (1, 2)))[0]).Select(rank => rank.Order().ToArray()));
        RootLayer circle = Assert.Single(RootLayer.Of(records, Steps((0, 1), (1, 2), (2, 0))));
        Assert.Equal(4, circle.Count);
    }

    [Fact]
    public void Within_a_decade_the_later_years_stand_above_whatever_grows_from_what()
    {
        RootRecord[] records = Records("1882", "2016", "2019", "2017", null);
        ImmutableArray<RootLayer> layers = RootLayer.Of(records, Steps((1, 2), (1, 3), (3, 0)));
        Assert.Equal([[2], [3], [1]], Ranks(layers[0]));
        Assert.Equal([[0], [4]], layers.Skip(1).SelectMany(Ranks));
    }

    [Fact]
    public void A_period_says_itself_in_the_readers_words()
    {
        Assert.Equal("1940s", new RootPeriod(1940, true).Said(Texts.For("en")));
        Assert.Equal("1942", new RootPeriod(1942, false).Said(Texts.For("en")));
        Assert.Equal(Texts.For("ar")["roots.undated"], new RootPeriod(null, true).Said(Texts.For("ar")));
    }

    [Fact]
    public void Gaps_are_roots_dates_bearers_and_reasons_that_nobody_wrote_down()
    {
        RootsFound found = new(
            [
                Record(0, "practice", "2017", 0) with { HasRoots = true },
                Record(1, "history", "1942", 1) with { BorneBy = [Line(9, "community", null)] },
                Record(2, "history", null, 1) with { HasRoots = true },
                Record(3, "practice", null, -1),
            ],
            [new RootStep(0, 1, Rooted, HowTold.InWords), new RootStep(0, 2, Rooted, HowTold.Silently), new RootStep(0, 1, ConnectionType.LearnedFrom, HowTold.Silently), new RootStep(3, 0, Rooted, HowTold.Silently), new RootStep(1, 2, ConnectionType.PartOf, HowTold.Silently)],
            0, new DateOnly(2026, 3, 1));
        Assert.Equal([new RootGap(MissingRoot.Root, 1), new RootGap(MissingRoot.Date, 2), new RootGap(MissingRoot.Bearer, 2), new RootGap(MissingRoot.Why, 0, 2)], RootGap.Of(found));
        // Whoever asked about something without a root is asked for one, whatever it is.
        Assert.Contains(new RootGap(MissingRoot.Root, 0), RootGap.Of(found with { Records = found.Records.SetItem(0, Record(0, "practice", "2017", 0)) }));
    }

    [Fact]
    public void The_largest_groups_are_shut_first_and_the_one_that_was_opened_last()
    {
        Assert.Equal([3, 4], Gathering.Shown([3, 4], 7));
        Assert.Equal([3, 0, 2], Gathering.Shown([3, 90, 2], 10));
        Assert.Equal([0, 5, 0], Gathering.Shown([3, 90, 2], 8, open: 1));
        for (int most = 20; most < 200; most += 7)
        {
            int[] sizes = [.. Enumerable.Range(1, 15).Select(at => at * 37 % 61)];
            int[] shown = Gathering.Shown(sizes, most, open: 4);
            Assert.True(shown.Sum() + shown.Zip(sizes).Count(one => one.First < one.Second) <= most);
        }
    }

    private static RootWalk Walk(int from, bool withGrowth, params (int From, ConnectionType Type, int To)[] edges) => RootWalk.From(
        from, withGrowth,
        document => edges.SelectMany(edge => (Step[])[new Step(edge.From, edge.To, edge.Type, true, HowTold.Silently), new Step(edge.To, edge.From, edge.Type, false, HowTold.Silently)]).Where(step => step.From == document),
        (documents, room) => [.. documents.Take(room)]);

    private static IEnumerable<(int, int)> Came(RootWalk walk) => walk.Distances.Select(one => (one.Key, one.Value)).Order();

    private static IEnumerable<string> Keys(string?[] dates) => RootLayer.Of(Records(dates), []).Select(layer => layer.Period.Key);

    private static int[][] Ranks(RootLayer layer) => [.. layer.Ranks.Select(rank => rank.ToArray())];

    private static RootRecord[] Records(params string?[] dates) => [.. dates.Select((date, at) => Record(at, "history", date, at))];

    private static RootStep[] Steps(params (int From, int To)[] steps) => [.. steps.Select(step => new RootStep(step.From, step.To, Rooted, HowTold.Silently))];

    private static RootRecord Record(int id, string kind, string? when, int distance) => new(Line(id, kind, when), distance);

    private static RecordLine Line(int id, string kind, string? when) => new(new RecordId((UInt128)id), kind, "en", $"Record {id}", null, when, null, RecordState.Published);
}
