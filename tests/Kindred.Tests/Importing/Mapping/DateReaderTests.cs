using FsCheck.Fluent;
using Kindred.Domain.Dates;
using Kindred.Features.Importing.Mapping.Dates;

namespace Kindred.Tests.Importing.Mapping;

/// <summary>Dates as people write them come out as EDTF with the precision that they have, or not at all.</summary>
public class DateReaderTests
{
    [Theory]
    // EDTF and what programs write
    [InlineData("1984", "1984")]
    [InlineData("2017-01-28", "2017-01-28")]
    [InlineData("1984~", "1984~")]
    [InlineData("1942-21", "1942-21")]
    [InlineData("1942/1945", "1942/1945")]
    [InlineData("1969/03/04", "1969-03-04")]
    [InlineData("19690304", "1969-03-04")]
    [InlineData("2019-07-14T12:31:09.123Z", "2019-07-14T12:31:09Z")]
    [InlineData("2019-07-14 12:31:09+0200", "2019-07-14T12:31:09+02:00")]
    [InlineData("2019-07-14 00:00:00", "2019-07-14")]
    [InlineData("2019-07-14T00:00:00.000Z", "2019-07-14")]
    [InlineData("2013-01-01 - 2013-02-03", "2013-01-01/2013-02-03")]
    // English
    [InlineData("May 1968", "1968-05")]
    [InlineData("March 16, 1920", "1920-03-16")]
    [InlineData("Wednesday, 1 May 1968", "1968-05-01")]
    [InlineData("the 3rd of May, 1968", "1968-05-03")]
    [InlineData("16-Mar-1920", "1920-03-16")]
    [InlineData("Sept. 1911", "1911-09")]
    [InlineData("Mar.. 1911", "1911-03")]
    [InlineData("spring 1942", "1942-21")]
    [InlineData("Fall 1969", "1969-23")]
    [InlineData("circa 1984", "1984~")]
    [InlineData("c.1984", "1984~")]
    [InlineData("ca. May 1984", "1984-05~")]
    [InlineData("probably 1984", "1984?")]
    [InlineData("1984?", "1984?")]
    [InlineData("c. 1930-1950", "1930~/1950~")]
    [InlineData("1942–45", "1942/1945")]
    [InlineData("1942-45", "1942/1945")]
    [InlineData("1907–08", "1907/1908")]
    [InlineData("1940 - 1950", "1940/1950")]
    [InlineData("from 1942 to 1945", "1942/1945")]
    [InlineData("between 1942 and 1945", "1942/1945")]
    [InlineData("since 1950", "1950/..")]
    [InlineData("until May 1950", "../1950-05")]
    [InlineData("the 1960s", "196X")]
    [InlineData("c. 1960s-1970s", "196X~/197X~")]
    [InlineData("19th century", "18XX")]
    [InlineData("19th-20th century", "18XX/19XX")]
    [InlineData("April - May 1950", "1950-04/1950-05")]
    [InlineData("December 1949 - January 1950", "1949-12/1950-01")]
    [InlineData("March 12-15, 1953", "1953-03-12/1953-03-15")]
    [InlineData("12–15 March 1953", "1953-03-12/1953-03-15")]
    [InlineData("May 30 - June 2, 1950", "1950-05-30/1950-06-02")]
    [InlineData("May, June and July 1950", "{1950-05,1950-06,1950-07}")]
    [InlineData("1950 or 1951", "[1950,1951]")]
    [InlineData("300 B.C.", null)]
    [InlineData("3 May 1968 14:05:09 +02:00", "1968-05-03T14:05:09+02:00")]
    [InlineData("05/1968", "1968-05")]
    // Spanish
    [InlineData("16 de marzo de 1920", "1920-03-16")]
    [InlineData("primavera de 1942", "1942-21")]
    [InlineData("hacia 1984", "1984~")]
    [InlineData("de 1942 a 1945", "1942/1945")]
    [InlineData("entre 1942 y 1945", "1942/1945")]
    [InlineData("desde mayo de 1968", "1968-05/..")]
    [InlineData("siglo XIX", "18XX")]
    [InlineData("década de 1960", "196X")]
    [InlineData("del 3 al 5 de mayo de 1968", "1968-05-03/1968-05-05")]
    [InlineData("miércoles 1º de mayo de 1968", "1968-05-01")]
    // French
    [InlineData("1er mai 1968", "1968-05-01")]
    [InlineData("16 août 1944", "1944-08-16")]
    [InlineData("été 1936", "1936-22")]
    [InlineData("vers 1984", "1984~")]
    [InlineData("XIXe siècle", "18XX")]
    [InlineData("de 1942 à 1945", "1942/1945")]
    [InlineData("les années 1960", "1960")]
    // German
    [InlineData("16. März 1920", "1920-03-16")]
    [InlineData("Mittwoch, den 1. Mai 1968", "1968-05-01")]
    [InlineData("Frühjahr 1942", "1942-21")]
    [InlineData("um 1984", "1984~")]
    [InlineData("1960er Jahre", "196X")]
    [InlineData("19. Jahrhundert", "18XX")]
    [InlineData("seit 1950", "1950/..")]
    [InlineData("1942 bis 1945", "1942/1945")]
    [InlineData("16.03.1920", "1920-03-16")]
    [InlineData("3.V.1968", "1968-05-03")]
    // Portuguese
    [InlineData("25 de abril de 1974", "1974-04-25")]
    [InlineData("outono de 1974", "1974-23")]
    [InlineData("por volta de 1984", "1984~")]
    [InlineData("século XX", "19XX")]
    // Italian
    [InlineData("25 aprile 1945", "1945-04-25")]
    [InlineData("estate 1969", "1969-22")]
    [InlineData("circa il 1984", "1984~")]
    [InlineData("dal 1942 al 1945", "1942/1945")]
    // Arabic
    [InlineData("٣ مايو ١٩٦٨", "1968-05-03")]
    [InlineData("كانون الثاني 1968", "1968-01")]
    [InlineData("تشرين الأول ١٩٧٣", "1973-10")]
    [InlineData("ربيع 1942", "1942-21")]
    [InlineData("حوالي 1984", "1984~")]
    [InlineData("من 1942 إلى 1945", "1942/1945")]
    [InlineData("بين 1942 و1945", "1942/1945")]
    [InlineData("القرن 19", "18XX")]
    [InlineData("منذ 1950", "1950/..")]
    // Vietnamese
    [InlineData("ngày 3 tháng 5 năm 1968", "1968-05-03")]
    [InlineData("tháng 5/1968", "1968-05")]
    [InlineData("tháng năm 1968", "1968-05")]
    [InlineData("tháng mười hai năm 1968", "1968-12")]
    [InlineData("mùa xuân 1942", "1942-21")]
    [InlineData("khoảng 1984", "1984~")]
    [InlineData("từ 1942 đến 1945", "1942/1945")]
    [InlineData("thế kỷ 19", "18XX")]
    // Chinese, and Japanese and Korean as they write the same
    [InlineData("1968年5月3日", "1968-05-03")]
    [InlineData("一九六八年五月三日", "1968-05-03")]
    [InlineData("1968年12月", "1968-12")]
    [InlineData("1942年春", "1942-21")]
    [InlineData("约1984年", "1984~")]
    [InlineData("1942年至1945年", "1942/1945")]
    [InlineData("1968年5月至6月", "1968-05/1968-06")]
    [InlineData("19世纪", "18XX")]
    [InlineData("20世纪60年代", "196X")]
    [InlineData("1968년 5월 3일", "1968-05-03")]
    // Others that were easy
    [InlineData("3 мая 1968 года", "1968-05-03")]
    [InlineData("3 mei 1968", "1968-05-03")]
    [InlineData("3 Mayıs 1968", "1968-05-03")]
    public void A_date_in_words_is_read_with_its_precision(string written, string? edtf)
    {
        WrittenDate read = DateReader.Read(written);
        Assert.Equal(edtf, read.Edtf);
    }

    [Theory]
    [InlineData("early May 1968", "1968-05", DateLoss.Words)]
    [InlineData("late 1960s", "196X", DateLoss.Words)]
    [InlineData("mid-1960s", "196X", DateLoss.Words)]
    [InlineData("c. second half of the 19th century-early 20th century", "18XX~/19XX~", DateLoss.Words)]
    [InlineData("a principios de mayo de 1968", null, DateLoss.None)]
    [InlineData("principios de mayo de 1968", "1968-05", DateLoss.Words)]
    [InlineData("début mai 1968", "1968-05", DateLoss.Words)]
    [InlineData("Anfang Mai 1968", "1968-05", DateLoss.Words)]
    [InlineData("أوائل مايو 1968", "1968-05", DateLoss.Words)]
    [InlineData("đầu tháng 5 năm 1968", "1968-05", DateLoss.Words)]
    [InlineData("1968年5月初", "1968-05", DateLoss.Words)]
    [InlineData("before 1900", "../1900", DateLoss.Words)]
    [InlineData("1900年以前", "../1900", DateLoss.Words)]
    [InlineData("[1920]", "1920", DateLoss.Words)]
    [InlineData("[ca. 1920?]", "1920%", DateLoss.Words)]
    [InlineData("2019-07-14 12:31", "2019-07-14", DateLoss.Time)]
    [InlineData("3 May 1968, 2:05 pm", "1968-05-03", DateLoss.Time)]
    [InlineData("3 May 1968 14:05:09 CET", "1968-05-03T14:05:09", DateLoss.Zone)]
    [InlineData("3 May 1968 14:05:09 Europe/Paris", "1968-05-03T14:05:09", DateLoss.Zone)]
    public void What_an_EDTF_date_has_no_place_for_is_said(string written, string? edtf, DateLoss loss)
    {
        WrittenDate read = DateReader.Read(written);
        Assert.Equal((edtf, loss), (read.Edtf, read.Edtf is null ? DateLoss.None : read.Loss));
    }

    [Theory]
    [InlineData("03/04/2017", DateTrouble.TwoWays)]
    [InlineData("03-04-2017", DateTrouble.TwoWays)]
    [InlineData("1910/11", DateTrouble.TwoWays)]
    [InlineData("1920-25", DateTrouble.TwoWays)]
    [InlineData("16 Mar 20", DateTrouble.ShortYear)]
    [InlineData("28/01/17", DateTrouble.ShortYear)]
    [InlineData("30 February 1968", DateTrouble.NoSuchDay)]
    [InlineData("2017-02-30", DateTrouble.NoSuchDay)]
    [InlineData("13/13/2017", DateTrouble.NoSuchDay)]
    [InlineData("1950-1940", DateTrouble.Reversed)]
    [InlineData("1962, printed 1970", DateTrouble.Unread)]
    [InlineData("Qianlong period (1736-1795)", DateTrouble.Unread)]
    [InlineData("1389 هـ", DateTrouble.Unread)]
    [InlineData("after the strike", DateTrouble.Unread)]
    [InlineData("05 06", DateTrouble.Unread)]
    [InlineData("n.d.", DateTrouble.NoDate)]
    [InlineData("not dated", DateTrouble.NoDate)]
    [InlineData("s.f.", DateTrouble.NoDate)]
    [InlineData("o. J.", DateTrouble.NoDate)]
    [InlineData("بدون تاريخ", DateTrouble.NoDate)]
    [InlineData("不详", DateTrouble.NoDate)]
    [InlineData("", DateTrouble.NoDate)]
    public void What_can_be_read_in_two_ways_or_none_is_not_read(string written, DateTrouble trouble)
    {
        WrittenDate read = DateReader.Read(written);
        Assert.Null(read.Edtf);
        Assert.Equal(trouble, read.Trouble);
    }

    [Fact]
    public void The_column_says_what_one_date_cannot()
    {
        Assert.Equal("2017-04-03", DateReader.Read("03/04/2017", new DateForm(DateOrder.DayFirst)).Edtf);
        Assert.Equal("2017-03-04", DateReader.Read("03/04/2017", new DateForm(DateOrder.MonthFirst)).Edtf);
        Assert.Equal("2017-03-03", DateReader.Read("03/03/2017").Edtf);
        Assert.Equal("2017-01-28", DateReader.Read("28/01/2017").Edtf);
        Assert.True(DateReader.Read("28/01/2017", new DateForm(DateOrder.MonthFirst)).IsAgainstOrder);
        Assert.Equal("1920-03-16", DateReader.Read("16 Mar 20", new DateForm(ShortYearsFrom: 1920)).Edtf);
        Assert.Equal("2019-03-16", DateReader.Read("16 Mar 19", new DateForm(ShortYearsFrom: 1920)).Edtf);
        Assert.Equal("1920-25", DateReader.Read("1920-25", new DateForm(IsEdtf: true)).Edtf);
        Assert.Equal("1907-08", DateReader.Read("1907-08").Edtf);
        Assert.Null(DateReader.Read("1907-08", new DateForm(HasYearRanges: true)).Edtf);
        Assert.Equal(DateOrder.DayFirst, DateReader.OrderIn("28/01/2017"));
        Assert.Equal(DateOrder.MonthFirst, DateReader.OrderIn("01/28/2017"));
        Assert.Equal(DateOrder.Unknown, DateReader.OrderIn("01/02/2017"));
        Assert.Equal(DateOrder.DayFirst, DateReader.OrderIn("01.02.2017"));
        Assert.Null(DateReader.OrderIn("2017-01-02"));
        Assert.True(DateReader.IsYearRange("1942-45"));
        Assert.False(DateReader.IsYearRange("1942-11"));
    }

    [Theory]
    [InlineData("42736", "2017-01-01", DateLoss.None)]
    [InlineData("42736.0", "2017-01-01", DateLoss.None)]
    [InlineData("42736.5", "2017-01-01", DateLoss.Time)]
    public void A_spreadsheets_number_for_a_day_is_that_day_and_says_so(string written, string edtf, DateLoss loss) =>
        Assert.Equal(new WrittenDate(edtf, Loss: loss, IsSerial: true), DateReader.Read(written));

    [Fact]
    public void Nothing_that_is_written_breaks_it_and_what_comes_out_is_EDTF() => FsCheck.Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(3_000),
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), Written.ToArbitrary(), (any, made) => IsRight(any ?? "") && IsRight(made)));

    private static readonly FsCheck.Gen<string> Written = Gen.Elements(
            "1968", "12", "3", "45", "May", "mars", "年", "月", "tháng", "-", "–", "/", ".", ",", " ", " to ", "and", "c.", "early", "century", "s", "XIX", "?", "~", "[", "]", "before", ":", "05", "pm", "Z", "و", "十", "\u0301", "é", "1942-45")
        .ArrayOf().Select(parts => string.Concat(parts));

    private static bool IsRight(string written) => DateReader.Read(written).Edtf is not { } edtf || (EdtfDate.TryParse(edtf, out EdtfDate? date) && date.ToString() == edtf);
}
