using FsCheck;
using FsCheck.Fluent;
using Kindred.Domain.Dates;
using Kindred.Features.Picturing.Timelines;

namespace Kindred.Tests.Picturing;

/// <summary>Units of time are those of the calendar, and each has an address that reads as itself.</summary>
public sealed class TimeUnitTests
{
    [Theory]
    [InlineData(TimeUnit.Day, "1942-02-19")]
    [InlineData(TimeUnit.Month, "1942-02")]
    [InlineData(TimeUnit.Year, "1942")]
    [InlineData(TimeUnit.Decade, "194X")]
    [InlineData(TimeUnit.Century, "19XX")]
    [InlineData(TimeUnit.Century + 1, "1XXX")]
    [InlineData(TimeUnit.Century + 2, "0000/9999")]
    public void A_day_lies_in_its_unit(int level, string edtf)
    {
        TimeUnit unit = TimeUnit.Of(new DateOnly(1942, 2, 19).DayNumber, level);
        Assert.Equal(edtf, unit.Edtf);
        Assert.Equal((unit.First, unit.Last), (EdtfDate.Parse(edtf).Earliest, EdtfDate.Parse(edtf).Latest));
        Assert.Equal(unit, TimeUnit.Exactly(unit.First, unit.Last));
    }

    [Fact]
    public void What_an_address_says_is_read_as_the_same_unit() => Prop.ForAll(
        (from day in Gen.Choose(-4_000_000, 3_600_000) from level in Gen.Choose(0, 8) select (day, level)).ToArbitrary(),
        one =>
        {
            TimeUnit unit = TimeUnit.Of(one.day, one.level);
            // Beyond four digits EDTF knows years only.
            if (one.level < TimeUnit.Year && Math.Abs(GregorianDay.YearOf(one.day)) > 9999) return;
            EdtfDate read = EdtfDate.Parse(unit.Edtf);
            Assert.Equal((unit.First, unit.Last), (read.Earliest, read.Latest));
            Assert.True(unit.Holds(one.day, one.day));
            Assert.Equal(unit.First - 1, unit.Before.Last);
            Assert.Equal(unit.Last + 1, unit.After.First);
            Assert.Equal(1, TimeUnit.Count(unit.First, unit.Last, one.level));
            Assert.Equal(2, TimeUnit.Count(unit.First, unit.Last + 1, one.level));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Days_that_are_no_unit_are_none()
    {
        Assert.Null(TimeUnit.Exactly(new DateOnly(1942, 1, 1).DayNumber, new DateOnly(1945, 12, 31).DayNumber));
        Assert.Null(TimeUnit.Exactly(new DateOnly(1942, 1, 2).DayNumber, new DateOnly(1942, 12, 31).DayNumber));
    }
}
