using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Kindred.Domain.Dates;
using Kindred.Features.Picturing.Timelines;
using Kindred.Features.Shared.Search;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Picturing;

/// <summary>A timeline holds every record that reaches into its window in exactly one place, however many there are, and no more marks than there is room for; a unit says the same number where it stands and where it opens.</summary>
public sealed class TimelineBandsTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Fact]
    public void Marks_groups_and_stretches_add_up_to_the_records() => Prop.ForAll(
        (from days in (from first in Gen.Choose(600_000, 740_000) from length in Gen.Frequency((4, Gen.Constant(0)), (2, Gen.Choose(0, 400)), (1, Gen.Choose(0, 60_000)), (1, Gen.Constant(-1))) from level in Gen.Choose(TimeUnit.Day, TimeUnit.Century) select Days(first, length, level)).ListOf(400)
         from window in Gen.Elements("", "19XX", "194X", "1942", "1942-05", "1942-05-05", "1937/1951")
         select (days, window)).ToArbitrary(),
        one =>
        {
            ImmutableArray<ToldDocument> told = [.. one.days.Select((days, at) => Document(at, days.First, days.Last))];
            TimelineWindow window = TimelineWindow.Of(EdtfDate.TryParse(one.window, out EdtfDate? when) ? when : null, told, Today);
            TimelineBands bands = TimelineBands.Of(told, window, 90);
            int reaching = told.Count(document => document.Last >= window.First && document.First <= window.Last);
            Assert.Equal(reaching, bands.Began + bands.BeganEarlier);
            Assert.All(bands.Bands, band => Assert.Equal(band.Records, band.Entries.Sum(entry => entry is TimelineEntry.Group group ? group.Records : 1)));
            Assert.InRange(bands.Marks, told.Length > 0 && reaching > 0 ? 1 : 0, 90);
            ToldDocument[] apart = [.. bands.Singly, .. bands.MoreEarlier];
            Assert.Equal(apart.Length, apart.DistinctBy(document => document.Id).Count());
            Assert.All(bands.Stretches, stretch => Assert.Contains(stretch, bands.Singly));
            Assert.InRange(bands.Stretches.Length, 0, TimelineBands.MostStretches);
            // A unit says how many began or happened in it, and says the same where it opens.
            foreach (TimeUnit unit in bands.Bands.Select(band => band.Unit).Where(unit => unit != window.Is))
                Assert.Equal(bands.Bands.Single(band => band.Unit == unit).Records, Opened(unit).Began);
            foreach (TimelineEntry.Group group in bands.Bands.SelectMany(band => band.Entries).OfType<TimelineEntry.Group>().Where(group => group.IsOfWhole && group.Unit != window.Is))
                Assert.Equal(group.Records, Opened(group.Unit).Began);

            TimelineBands Opened(TimeUnit unit) => TimelineBands.Of(told, Window(unit.Edtf), 90);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Each_window_is_told_in_the_units_below_it()
    {
        Assert.Equal(TimeUnit.Decade, Window("19XX").Level);
        Assert.Equal(TimeUnit.Year, Window("194X").Level);
        Assert.Equal(TimeUnit.Month, Window("1942").Level);
        Assert.Equal(TimeUnit.Day, Window("1942-02").Level);
        Assert.Equal(TimeUnit.Day, Window("1942-02-19").Level);
        Assert.Equal(TimeUnit.Year, Window("1942/1945").Level);
        Assert.Equal(["19XX", "194X", "1942"], Window("1942-02").Around().Select(unit => unit.Edtf));
        Assert.Null(Window("1942/1945").Is);
    }

    [Fact]
    public void All_time_reaches_from_the_first_to_the_last_and_what_has_no_end_to_today()
    {
        TimelineWindow window = TimelineWindow.Of(null, [Document(1, Day("1619-08-20"), Day("1865-12-06")), Document(2, Day("2017-01-28"), int.MaxValue), Document(3, int.MinValue + 1, Day("1990-01-01"))], Today);
        Assert.Equal((Day("1619-08-20"), Today.DayNumber, TimeUnit.Century), ((int)window.First, (int)window.Last, window.Level));
        Assert.Equal(Today.DayNumber, (int)TimelineWindow.Of(null, [], Today).First);
    }

    [Fact]
    public void What_began_in_a_unit_stands_in_it_however_long_it_lasts()
    {
        TimelineBands all = Of(null, "1619/1865", "1750", "1880/1943", "1942-02-19/1946-03-20", "1919", "../1865", "2017/..", "2018-03");
        Assert.Equal(["16XX 1", "17XX 1", "18XX 1", "19XX 2", "20XX 2"], Said(all));
        Assert.Equal((7, 1), (all.Began, all.BeganEarlier));
        Assert.Equal([Day("1919-01-01"), Day("1942-02-19")], all.Bands[3].Entries.OfType<TimelineEntry.Single>().Select(single => single.Told.First!.Value));
        // What is known no closer than the year that is looked at is of it, and of none of its months.
        TimelineBands year = Of("2017", "2017", "2017/2018", "2017-03", "2017-03-05/2019", "2017-05/2017-06", "2016/2017", "201X", "2017/..", "../2017");
        Assert.Equal(["2017 3", "2017-03 2", "2017-05 1"], Said(year));
        Assert.Equal((6, 3), (year.Began, year.BeganEarlier));
        Assert.Equal(6, Of("201X", "2017", "2017/2018", "2017-03", "2017-03-05/2019", "2017-05/2017-06", "2016/2017", "201X", "2017/..", "../2017").Bands.Single(band => band.Unit.Edtf == "2017").Records);
    }

    [Fact]
    public void What_is_listed_comes_by_when_it_began_and_what_is_known_no_closer_at_the_end()
    {
        string[] told = [.. Enumerable.Range(0, 13).Select(at => $"19{20 + (at * 5)}"), "1942-02-19/1951", "1919", "1935-05-06", "1923-02-19", "19XX", "19XX"];
        TimelineBand century = Of(null, [.. told, "1750"]).Bands.Single(band => band.Unit.Edtf == "19XX");
        Assert.Equal(told.Length, century.Records);
        Assert.Equal(["1919", "192X 3", "193X 3", "194X 3", "195X 2", "196X 2", "197X 2", "1980", "19XX 2"], century.Entries.Select(entry => entry switch
        {
            TimelineEntry.Group group => $"{group.Unit.Edtf} {group.Records}",
            TimelineEntry.Single single => TimeUnit.Of(single.Told.First!.Value, TimeUnit.Year).Edtf,
            _ => "",
        }));
        Assert.False(((TimelineEntry.Group)century.Entries[^1]).IsOfWhole);
    }

    [Fact]
    public void Of_what_began_earlier_that_is_counted_alone_which_began_longest_ago()
    {
        TimelineBands bands = Of("1943", ["1619/..", "1942-02-19/1946-03-20", .. Enumerable.Range(0, TimelineBands.MostStretches - 1).Select(at => $"1942-06-0{at + 1}/1943-07-01"), "1943-06-05"]);
        Assert.Equal(TimelineBands.MostStretches, bands.Earlier.Length);
        Assert.Equal(Day("1619-01-01"), Assert.Single(bands.MoreEarlier).First);
        Assert.Equal(["1943-06 1"], Said(bands));
    }

    private static TimelineBands Of(string? window, params string[] told)
    {
        ToldDocument[] documents = [.. told.Select((edtf, at) => (At: at, Date: EdtfDate.Parse(edtf))).Select(one => Document(
            one.At, one.Date.Span.IsOpenAtStart ? int.MinValue + 1 : (int)one.Date.Earliest, one.Date.Span.IsOpenAtEnd ? int.MaxValue : (int)one.Date.Latest))];
        return TimelineBands.Of(documents, window is null ? TimelineWindow.Of(null, documents, Today) : Window(window), 90);
    }

    private static IEnumerable<string> Said(TimelineBands bands) => bands.Bands.Select(band => $"{band.Unit.Edtf} {band.Records}");

    /// <summary>From the beginning of a unit to the end of one; below nothing: without an end.</summary>
    private static (int First, int Last) Days(int first, int length, int level) =>
        ((int)TimeUnit.Of(first, level).First, length < 0 ? int.MaxValue : (int)TimeUnit.Of(first + length, level).Last);

    private static TimelineWindow Window(string edtf) => TimelineWindow.Of(EdtfDate.Parse(edtf), [], Today);

    private static int Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).DayNumber;

    private static ToldDocument Document(int number, int first, int last) => new(number, Told.Id(100 + number), "action", first, last, []);
}
