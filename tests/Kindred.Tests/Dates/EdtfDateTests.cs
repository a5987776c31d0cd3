using FsCheck;
using FsCheck.Fluent;
using Kindred.Domain.Dates;

namespace Kindred.Tests.Dates;

public sealed class EdtfDateTests
{
    /// <summary>The examples of the specification at loc.gov/standards/datetime, with the days each can mean.</summary>
    [Theory]
    [InlineData("1985-04-12", "1985-04-12", "1985-04-12")]
    [InlineData("1985-04", "1985-04-01", "1985-04-30")]
    [InlineData("1985", "1985-01-01", "1985-12-31")]
    [InlineData("1985-04-12T23:20:30", "1985-04-12", "1985-04-12")]
    [InlineData("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12")]
    [InlineData("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12")]
    [InlineData("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12")]
    [InlineData("1964/2008", "1964-01-01", "2008-12-31")]
    [InlineData("2004-06/2006-08", "2004-06-01", "2006-08-31")]
    [InlineData("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08")]
    [InlineData("2004-02-01/2005-02", "2004-02-01", "2005-02-28")]
    [InlineData("2004-02-01/2005", "2004-02-01", "2005-12-31")]
    [InlineData("2005/2006-02", "2005-01-01", "2006-02-28")]
    [InlineData("2001-21", "2001-03-01", "2001-05-31")]
    [InlineData("1984?", "1984-01-01", "1984-12-31")]
    [InlineData("2004-06~", "2004-06-01", "2004-06-30")]
    [InlineData("2004-06-11%", "2004-06-11", "2004-06-11")]
    [InlineData("201X", "2010-01-01", "2019-12-31")]
    [InlineData("20XX", "2000-01-01", "2099-12-31")]
    [InlineData("2004-XX", "2004-01-01", "2004-12-31")]
    [InlineData("1985-04-XX", "1985-04-01", "1985-04-30")]
    [InlineData("1985-XX-XX", "1985-01-01", "1985-12-31")]
    [InlineData("1984~/2004-06", "1984-01-01", "2004-06-30")]
    [InlineData("1984/2004-06~", "1984-01-01", "2004-06-30")]
    [InlineData("1984~/2004~", "1984-01-01", "2004-12-31")]
    [InlineData("1984?/2004%", "1984-01-01", "2004-12-31")]
    [InlineData("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08")]
    [InlineData("1950S2", "1900-01-01", "1999-12-31")]
    [InlineData("2001-34", "2001-04-01", "2001-06-30")]
    [InlineData("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31")]
    [InlineData("[1667,1760-12]", "1667-01-01", "1760-12-31")]
    [InlineData("{1667,1668,1670..1672}", "1667-01-01", "1672-12-31")]
    [InlineData("{1960,1961-12}", "1960-01-01", "1961-12-31")]
    [InlineData("2004-06~-11", "2004-06-11", "2004-06-11")]
    [InlineData("2004?-06-11", "2004-06-11", "2004-06-11")]
    [InlineData("?2004-06-~11", "2004-06-11", "2004-06-11")]
    [InlineData("2011-%06-13", "2011-06-13", "2011-06-13")]
    [InlineData("156X-12-25", "1560-12-25", "1569-12-25")]
    [InlineData("15XX-12-25", "1500-12-25", "1599-12-25")]
    [InlineData("1XXX-XX", "1000-01-01", "1999-12-31")]
    [InlineData("1XXX-12", "1000-12-01", "1999-12-31")]
    [InlineData("1984-1X", "1984-10-01", "1984-12-31")]
    [InlineData("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20")]
    [InlineData("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03")]
    [InlineData("1985-04-12/", "1985-04-12", "1985-04-12")]
    [InlineData("/1985-04", "1985-04-01", "1985-04-30")]
    [InlineData("156X-02-29", "1560-02-29", "1568-02-29")]
    [InlineData("2016-02-3X/2016-03", null, null)]
    [InlineData("1984-12-3X", "1984-12-30", "1984-12-31")]
    public void A_date_spans_from_its_first_to_its_last_possible_day(string text, string? first, string? last)
    {
        bool isRead = EdtfDate.TryParse(text, out EdtfDate? date);

        Assert.Equal(first is not null, isRead);
        if (first is null) return;
        Assert.Equal(Days(first, last!), date!.Span);
        Assert.Equal(text, date.ToString());
    }

    [Theory]
    [InlineData("-1985", -1985, -1985)]
    [InlineData("-0009", -9, -9)]
    [InlineData("0000", 0, 0)]
    [InlineData("-012X", -129, -120)]
    [InlineData("XXXX-12-XX", 0, 9999)]
    [InlineData("Y170000002", 170_000_002, 170_000_002)]
    [InlineData("Y-170000002", -170_000_002, -170_000_002)]
    [InlineData("Y-17E7", -170_000_000, -170_000_000)]
    [InlineData("Y171010000S3", 171_000_000, 171_999_999)]
    [InlineData("Y3388E2S3", 338_000, 338_999)]
    public void Years_before_the_first_and_beyond_four_digits_are_years_like_others(string text, long first, long last)
    {
        EdtfDate date = EdtfDate.Parse(text);

        Assert.Equal((first, last), (GregorianDay.YearOf(date.Earliest), GregorianDay.YearOf(date.Latest)));
    }

    [Theory]
    [InlineData(21, "2017-03-01", "2017-05-31")]
    [InlineData(22, "2017-06-01", "2017-08-31")]
    [InlineData(23, "2017-09-01", "2017-11-30")]
    [InlineData(24, "2017-12-01", "2018-02-28")]
    [InlineData(25, "2017-03-01", "2017-05-31")]
    [InlineData(26, "2017-06-01", "2017-08-31")]
    [InlineData(27, "2017-09-01", "2017-11-30")]
    [InlineData(28, "2017-12-01", "2018-02-28")]
    [InlineData(29, "2017-09-01", "2017-11-30")]
    [InlineData(30, "2017-12-01", "2018-02-28")]
    [InlineData(31, "2017-03-01", "2017-05-31")]
    [InlineData(32, "2017-06-01", "2017-08-31")]
    [InlineData(33, "2017-01-01", "2017-03-31")]
    [InlineData(36, "2017-10-01", "2017-12-31")]
    [InlineData(37, "2017-01-01", "2017-04-30")]
    [InlineData(39, "2017-09-01", "2017-12-31")]
    [InlineData(40, "2017-01-01", "2017-06-30")]
    [InlineData(41, "2017-07-01", "2017-12-31")]
    public void A_season_spans_its_months(int code, string first, string last) =>
        Assert.Equal(Days(first, last), EdtfDate.Parse($"2017-{code}").Span);

    [Theory]
    [InlineData("1985-04-12/..", false, true)]
    [InlineData("../1985", true, false)]
    [InlineData("[..1760-12-03]", true, false)]
    [InlineData("[1760-12..]", false, true)]
    [InlineData("[1760-01,1760-02,1760-12..]", false, true)]
    [InlineData("{..1984}", true, false)]
    public void An_open_end_has_no_day(string text, bool isOpenAtStart, bool isOpenAtEnd)
    {
        EdtfDate date = EdtfDate.Parse(text);

        Assert.Equal((isOpenAtStart, isOpenAtEnd), (date.Span.IsOpenAtStart, date.Span.IsOpenAtEnd));
    }

    [Fact]
    public void An_unknown_end_is_not_an_open_one()
    {
        EdtfDate date = EdtfDate.Parse("1985-04/");

        Assert.False(date.IsOpen);
        Assert.False(date.Overlaps(EdtfDate.Parse("2017")));
    }

    [Theory]
    [InlineData("1984?", Qualification.Uncertain)]
    [InlineData("1984~", Qualification.Approximate)]
    [InlineData("1984%", Qualification.Uncertain | Qualification.Approximate)]
    [InlineData("1984?/2004~", Qualification.Uncertain | Qualification.Approximate)]
    [InlineData("1950S2", Qualification.Approximate)]
    [InlineData("1984", Qualification.None)]
    public void A_date_tells_how_sure_it_is(string text, Qualification qualification) =>
        Assert.Equal(qualification, EdtfDate.Parse(text).Qualification);

    [Theory]
    [InlineData("2004-06~-11", 2, 2, 0)]
    [InlineData("2004?-06-11", 1, 0, 0)]
    [InlineData("?2004-06-~11", 1, 0, 2)]
    [InlineData("2004-06-11%", 3, 3, 3)]
    [InlineData("2004-?06-11~", 2, 3, 2)]
    [InlineData("2011-%06-13", 0, 3, 0)]
    public void A_mark_after_a_part_is_about_all_to_its_left_and_one_before_it_about_that_part(string text, int year, int month, int day)
    {
        EdtfPoint point = Assert.IsType<EdtfShape.Single>(EdtfDate.Parse(text).Shape).Point;

        Assert.Equal(
            ((Qualification)year, (Qualification)month, (Qualification)day),
            (point.Year.Qualification, point.Month!.Qualification, point.Day!.Qualification));
    }

    [Theory]
    [InlineData(null, EdtfProblem.Empty)]
    [InlineData("  ", EdtfProblem.Empty)]
    [InlineData("last spring", EdtfProblem.Malformed)]
    [InlineData("2017-13", EdtfProblem.NoSuchMonth)]
    [InlineData("2017-00", EdtfProblem.NoSuchMonth)]
    [InlineData("2017-2X", EdtfProblem.NoSuchMonth)]
    [InlineData("2017-42", EdtfProblem.NoSuchMonth)]
    [InlineData("2017-06-31", EdtfProblem.NoSuchDay)]
    [InlineData("2017-02-29", EdtfProblem.NoSuchDay)]
    [InlineData("1XX1-02-29", EdtfProblem.NoSuchDay)]
    [InlineData("2017-06-00", EdtfProblem.NoSuchDay)]
    [InlineData("2017-21-05", EdtfProblem.SeasonWithDay)]
    [InlineData("27/01/2017", EdtfProblem.YearNotFirst)]
    [InlineData("1-27-2017", EdtfProblem.YearNotFirst)]
    [InlineData("27.1.2017", EdtfProblem.YearNotFirst)]
    [InlineData("84", EdtfProblem.YearNeedsFourDigits)]
    [InlineData("12017", EdtfProblem.YearNeedsFourDigits)]
    [InlineData("Y2017", EdtfProblem.YearNeedsFourDigits)]
    [InlineData("Y17E99", EdtfProblem.YearTooFar)]
    [InlineData("2017-1", EdtfProblem.PartNeedsTwoDigits)]
    [InlineData("2017-01-5", EdtfProblem.PartNeedsTwoDigits)]
    [InlineData("2017-01-27T25:00:00", EdtfProblem.NoSuchTime)]
    [InlineData("201X-01-27T12:00:00", EdtfProblem.NoSuchTime)]
    [InlineData("2017S5", EdtfProblem.BadSignificantDigits)]
    [InlineData("2017S0", EdtfProblem.BadSignificantDigits)]
    [InlineData("2008/1964", EdtfProblem.IntervalReversed)]
    [InlineData("[1672..1670]", EdtfProblem.IntervalReversed)]
    [InlineData("/", EdtfProblem.IntervalWithoutDate)]
    [InlineData("../..", EdtfProblem.IntervalWithoutDate)]
    [InlineData("[..]", EdtfProblem.IntervalWithoutDate)]
    [InlineData("1964/1965/1966", EdtfProblem.IntervalOfMany)]
    [InlineData("[1667,1668", EdtfProblem.SetUnclosed)]
    [InlineData("[1667,1668}", EdtfProblem.SetUnclosed)]
    [InlineData("[", EdtfProblem.SetUnclosed)]
    [InlineData("[]", EdtfProblem.SetEmpty)]
    [InlineData("[1667,]", EdtfProblem.SetEmpty)]
    [InlineData("[1667..,1700]", EdtfProblem.SetOpenInside)]
    [InlineData("[1667,..1700]", EdtfProblem.SetOpenInside)]
    [InlineData("-0000", EdtfProblem.Malformed)]
    [InlineData("1984??", EdtfProblem.Malformed)]
    [InlineData("2017-01-27 12:00", EdtfProblem.Malformed)]
    [InlineData("2017\n", EdtfProblem.None)]
    public void What_is_wrong_is_told(string? text, EdtfProblem expected)
    {
        Assert.Equal(expected == EdtfProblem.None, EdtfDate.TryParse(text, out _, out EdtfProblem problem));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void A_text_longer_than_the_bound_is_not_read()
    {
        string set = "[" + string.Join(',', Enumerable.Repeat("XXX1", 39)) + "]";

        Assert.True(EdtfDate.TryParse(set, out _));
        Assert.False(EdtfDate.TryParse(set + new string(' ', 10), out _, out EdtfProblem problem));
        Assert.Equal(EdtfProblem.TooLong, problem);
    }

    [Theory]
    [InlineData(" 2017-01 / 2017-03 ", "2017-01/2017-03")]
    [InlineData("[1667, 1668 , 1670 .. 1672]", "[1667,1668,1670..1672]")]
    [InlineData("198x", "198X")]
    [InlineData("1942–1945", null)]
    [InlineData("2017–01", "2017-01")]
    [InlineData("١٩٤٢/١٩٤٥", "1942/1945")]
    [InlineData("۱۹۸۴؟", "1984?")]
    public void What_a_keyboard_gives_is_written_as_the_standard_writes_it(string typed, string? canonical)
    {
        Assert.Equal(canonical is not null, EdtfDate.TryParse(typed, out EdtfDate? date));
        Assert.Equal(canonical, date?.ToString());
    }

    [Fact]
    public void Dates_order_by_their_first_day_and_then_their_last()
    {
        string[] ordered = ["../1941", "-0044-03-15", "18XX", "1942-02-19", "1942-02", "1942", "1942/1945", "1942/..", "1950", "Y17E7"];

        EdtfDate[] sorted = [.. ordered.Select(EdtfDate.Parse).Reverse().Order()];

        // 1942-02 begins before 1942-02-19, and 1942 before both.
        Assert.Equal(
            ["../1941", "-0044-03-15", "18XX", "1942", "1942/1945", "1942/..", "1942-02", "1942-02-19", "1950", "Y17E7"],
            sorted.Select(d => d.ToString()));
    }

    [Theory]
    [InlineData("2017", "2017-01/2017-03", true)]
    [InlineData("2017-03-31", "2017-01/2017-03", true)]
    [InlineData("2017-04", "2017-01/2017-03", false)]
    [InlineData("1942/..", "2017", true)]
    [InlineData("../1941", "2017", false)]
    [InlineData("{1960,1990}", "1970", false)]
    [InlineData("{1960,1990}", "1989/1991", true)]
    [InlineData("201X", "2017", true)]
    public void A_search_finds_what_overlaps_it(string date, string when, bool isFound) =>
        Assert.Equal(isFound, EdtfDate.Parse(date).Overlaps(EdtfDate.Parse(when)));

    [Fact]
    public void A_day_becomes_a_date()
    {
        DateOnly day = new(2017, 1, 27);

        Assert.Equal("2017-01-27", EdtfDate.FromDay(day).ToString());
        Assert.Equal(DateInterval.Between(day, day), EdtfDate.FromDay(day).Span);
    }

    [Fact]
    public void Day_numbers_agree_with_the_calendar() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<DateTime>(), at =>
        {
            DateOnly day = DateOnly.FromDateTime(at);
            return GregorianDay.Number(day.Year, day.Month, day.Day) == day.DayNumber
                && GregorianDay.YearOf(day.DayNumber) == day.Year
                && GregorianDay.YearOf(GregorianDay.Number(day.Year - 12_000L, day.Month, day.Day)) == day.Year - 12_000L;
        }));

    [Fact]
    public void Any_text_is_read_or_refused_with_a_reason() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Arb.From(Gen.OneOf(AnyText, DateLike)), text =>
        {
            if (!EdtfDate.TryParse(text, out EdtfDate? date, out EdtfProblem problem)) return problem != EdtfProblem.None;
            return problem == EdtfProblem.None
                && date.Earliest <= date.Latest
                && date.Spans.All(s => date.Earliest <= s.Earliest && s.Latest <= date.Latest)
                && EdtfDate.Parse(date.ToString()) == date
                && EdtfDate.Parse(date.ToString()).ToString() == date.ToString();
        }));

    private static Gen<string> AnyText => ArbMap.Default.GeneratorFor<string>();

    private static Gen<string> DateLike =>
        from parts in Gen.ListOf(Gen.Elements(
            "19", "20", "84", "01", "12", "X", "XX", "31", "-", "-", "/", "..", "?", "~", "%", "[", "]", "{", "}", ",", "Y", "E2", "S3", "T", "2017-01", "1942"))
        select string.Concat(parts);

    private static DateInterval Days(string first, string last) =>
        DateInterval.Between(WrittenDay.Read(first)!.Value, WrittenDay.Read(last)!.Value);
}
