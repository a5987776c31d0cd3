using System.Globalization;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Dates;

/// <summary>A day is written and read alike on every machine, also on one that keeps another calendar.</summary>
public sealed class WrittenDayTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    public WrittenDayTests() => CultureInfo.CurrentCulture = new CultureInfo("ar-SA");

    public void Dispose() => CultureInfo.CurrentCulture = before;

    [Fact]
    public void A_door_has_its_days_where_the_machine_keeps_another_calendar()
    {
        RecordContent door = Told.Content("Read with us", ("whatIsAsked", Told.One("An evening")), ("howToReach", Told.One("By the door")), ("opens", Told.One("2026-05-31")), ("closes", Told.One("2026-08-31")));
        Assert.Empty(Door.Kind.Check(door, [], new DateOnly(2026, 3, 1)));
    }

    [Theory]
    [InlineData("2026-05-31", 2026, 5, 31)]
    [InlineData("0001-01-01", 1, 1, 1)]
    [InlineData("9999-12-31", 9999, 12, 31)]
    public void What_is_written_is_read(string written, int year, int month, int day)
    {
        Assert.Equal(written, new DateOnly(year, month, day).Written());
        Assert.Equal(new DateOnly(year, month, day), WrittenDay.Read(written));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-02-30")]
    [InlineData("2026-5-31")]
    [InlineData("2026-05-31 ")]
    [InlineData("١٤٤٧-٠٥-٣١")]
    public void What_is_no_day_is_none(string? written) => Assert.Null(WrittenDay.Read(written));
}
