using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Kindred.Domain.Dates;
using Kindred.Features.Picturing.Timelines;
using Kindred.Features.Shared.Search;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Picturing;

/// <summary>A timeline holds every record that reaches into its window in exactly one place, however many there are, and no more marks than there is room for.</summary>
public sealed class TimelineBandsTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Fact]
    public void Marks_groups_and_stretches_add_up_to_the_records() => Prop.ForAll(
        (from days in (from first in Gen.Choose(600_000, 740_000) from length in Gen.Frequency((4, Gen.Constant(0)), (2, Gen.Choose(0, 400)), (1, Gen.Choose(0, 60_000))) select (first, length)).ListOf(400)
         from window in Gen.Elements("", "19XX", "194X", "1942", "1942-05", "1942-05-05", "1937/1951")
         select (days, window)).ToArbitrary(),
        one =>
        {
            ImmutableArray<ToldDocument> told = [.. one.days.Select((days, at) => Document(at, days.first, days.first + days.length))];
            TimelineWindow window = TimelineWindow.Of(EdtfDate.TryParse(one.window, out EdtfDate? when) ? when : null, told, Today);
            TimelineBands bands = TimelineBands.Of(told, window, 90);
            int reaching = told.Count(document => document.Last >= window.First && document.First <= window.Last);
            Assert.Equal(reaching, bands.Stretches.Length + bands.MoreStretches.Length + bands.Bands.Sum(band => band.Records));
            Assert.All(bands.Bands, band => Assert.Equal(band.Records, band.Entries.Sum(entry => entry is TimelineEntry.Group group ? group.Records : 1)));
            Assert.InRange(bands.Marks, told.Length > 0 && reaching > 0 ? 1 : 0, 90);
            ToldDocument[] apart = [.. bands.Stretches, .. bands.MoreStretches, .. bands.Bands.SelectMany(band => band.Entries).OfType<TimelineEntry.Single>().Select(single => single.Told)];
            Assert.Equal(apart.Length, apart.DistinctBy(document => document.Id).Count());
            // A group says how many are found where it opens, of what lies wholly there.
            foreach (TimelineEntry.Group group in bands.Bands.SelectMany(band => band.Entries).OfType<TimelineEntry.Group>().Where(group => group.IsOfWhole))
                Assert.Equal(group.Records, told.Count(document => group.Unit.Holds(document.First!.Value, document.Last!.Value)));
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
    public void What_lasts_over_several_units_is_a_stretch_and_the_longest_are_counted_first()
    {
        ImmutableArray<ToldDocument> told = [Document(0, Day("1942-02-19"), Day("1946-03-20")), .. Enumerable.Range(1, TimelineBands.MostStretches).Select(at => Document(at, Day("1943-06-01"), Day("1943-07-01") + at)), Document(50, Day("1943-06-05"), Day("1943-06-05"))];
        TimelineBands bands = TimelineBands.Of(told, Window("1943"), 90);
        Assert.Equal(TimelineBands.MostStretches, bands.Stretches.Length);
        Assert.Equal(Told.Id(100), Assert.Single(bands.MoreStretches).Id);
        Assert.Equal("1943-06", Assert.Single(bands.Bands).Unit.Edtf);
    }

    private static TimelineWindow Window(string edtf) => TimelineWindow.Of(EdtfDate.Parse(edtf), [], Today);

    private static int Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).DayNumber;

    private static ToldDocument Document(int number, int first, int last) => new(number, Told.Id(100 + number), "action", first, last, []);
}
