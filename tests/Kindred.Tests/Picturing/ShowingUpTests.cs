using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Picturing.ShowingUp;
using Kindred.Features.Shared.Text;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Picturing;

/// <summary>Years, silences, tempo and words in common: without an archive.</summary>
public sealed class ShowingUpTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Fact]
    public void A_time_of_more_than_a_year_without_a_word_is_a_silence_and_a_shorter_one_is_not()
    {
        Assert.Equal(["2017-12-02 2020-01-01", "2020-01-01 2026-03-01 after"], Silences(["2016-12-02", "2017-12-02", "2020-01-01"]));
        Assert.Empty(Silences(["2024-06-01", "2025-06-01"]));
        Assert.Equal(["2024-02-01 2025-06-01"], Silences(["2025-06-01", "2024-02-01"]));
    }

    [Fact]
    public void What_is_told_as_going_on_until_then_is_no_silence_and_what_only_began_fills_none()
    {
        Assert.Empty(Silences(["2016/2025-12"]));
        Assert.Equal(["2016-12-31 2026-03-01 after"], Silences(["2016/.."]));
        // Somewhere in a year may be its last day, and somewhere its first.
        Assert.Equal(["2019-12-31 2025-01-01"], Silences(["2019", "2025"]));
        Assert.Empty(Silences(["2024", "2025"]));
    }

    [Fact]
    public void A_campaign_that_ended_is_silent_until_its_end_and_one_that_began_earlier_before_its_first_time()
    {
        Assert.Equal(["2010-01-01 2017-01-01 before", "2017-01-01 2019-06-30 after"], Silences(["2017-01-01"], "2010-01/2019-06"));
        Assert.Empty(Silences([null]));
        Assert.Empty(Silences([], "2010/2019"));
    }

    [Fact]
    public void Years_stand_in_their_order_with_the_silences_between_and_what_has_no_date_last()
    {
        Assert.Equal(
            ["2016", "a", "silence", "2019", "b", "c", "silence", "none", "d"],
            ShowingRow.Of(Found(("a", "2016-05"), ("b", "2019-01"), ("c", "2019-02"), ("d", null)), 100, null).Select(Said));
        Assert.Equal(
            ["2016", "a", "silence", "2019", "2 of 2019", "silence", "none", "d"],
            ShowingRow.Of(Found(("a", "2016-05"), ("b", "2019-01"), ("c", "2019-02"), ("d", null)), 5, null).Select(Said));
        // The year that somebody opened stays open.
        Assert.Equal(
            ["2018", "2 of 2018", "2019", "c", "d"],
            ShowingRow.Of(Found(("a", "2018-11"), ("b", "2018-12"), ("c", "2019-01"), ("d", "2019-02/2026")), 3, "2019").Select(Said));
    }

    [Fact]
    public void More_years_than_there_may_be_marks_are_gathered_by_decades()
    {
        ShowingUpFound found = Found([.. Enumerable.Range(1850, 175).Select(year => ($"{year}", (string?)$"{year}"))]);
        ShowingRow[] rows = [.. ShowingRow.Of(found, 150, "192X")];
        Assert.True(rows.Count(row => row is not ShowingRow.Year) <= 150);
        Assert.Equal(["185X", "186X"], rows.OfType<ShowingRow.Year>().Take(2).Select(year => year.Key));
        Assert.Equal(10, rows.OfType<ShowingRow.One>().Count(one => one.Showing.Year is >= 1920 and < 1930));
        Assert.Equal("1920s", ShowingRow.Said("192X", Features.Shared.Texts.For("en")));
    }

    [Theory]
    [InlineData("practice", "2017-01", "urgent", null, ShowingTempo.Urgent)]
    [InlineData("practice", "2017/..", "sustained", null, ShowingTempo.Sustained)]
    [InlineData("practice", "2017-01-28", null, null, ShowingTempo.Unsaid)]
    [InlineData("action", "2017-01-28", null, "march", ShowingTempo.OneDay)]
    [InlineData("action", "2017-01", null, "march", ShowingTempo.Unsaid)]
    [InlineData("action", null, null, "day-of-action", ShowingTempo.OneDay)]
    [InlineData("action", "2017-01-28/2017-02-03", null, "day-of-action", ShowingTempo.LongSpan)]
    [InlineData("action", null, null, "march", ShowingTempo.Unsaid)]
    public void Tempo_is_what_is_said_and_never_guessed(string kind, string? when, string? tempo, string? type, ShowingTempo expected)
    {
        RecordContent content = Told.Content("It", [.. new[] { ("when", when), ("tempo", tempo), ("type", type) }.Where(one => one.Item2 is not null).Select(one => (one.Item1, Told.One(one.Item2!)))]);
        Assert.Equal(expected, ShowingTold.TempoOf(Kindred.Domain.Kinds.KindSet.BuiltIn[kind], content));
    }

    [Theory]
    [InlineData("No Muslim ban, ever", "en", "Banning Muslims is wrong for ever", "en", "Banning|Muslims|ever")]
    [InlineData("#NoMuslimBanEver", "en", "A ban on Muslims, and #nomuslimbanever", "en", "ban|Muslims|nomuslimbanever")]
    [InlineData("We are here and with you", "en", "They are with all of you and the others", "en", "")]
    [InlineData("Somos familias unidas", "es", "La familia unida", "es", "familia|unida")]
    [InlineData("We march", "en", "DACA y marchamos", "es", "")]
    [InlineData("DACA now", "en", "Defender DACA", "es", "DACA")]
    [InlineData("نحن هنا لنبقى", "ar", "هنا نبقى", "ar", "هنا")]
    public void Words_in_common_are_found_by_their_stems_in_their_own_language(string said, string language, string text, string other, string marked)
    {
        IReadOnlyList<HighlightRange> ranges = SameWords.Of([(said, language)]).In(text, other);
        Assert.Equal(marked, string.Join('|', ranges.Select(range => text.Substring(range.Start, range.Length))));
    }

    [Fact]
    public void A_field_with_a_notice_says_the_notice_and_nothing_of_what_it_says()
    {
        RecordContent content = Told.Content("It", ("messages", Told.Many("Hard marmalade"))).With(FieldNotices.Name, FieldNotices.Of([("messages", "police violence")]));
        WordsTold told = WordsTold.Of(content, "messages");
        Assert.Equal((true, "police violence"), (told.Texts.IsEmpty, told.Notice!.Text));
    }

    [Theory]
    [InlineData("2018-02", "2020", "Nothing is told from February 2018 to 2020: 22 months.")]
    [InlineData("2018", "2020-05-01", "Nothing is told from 2018 to May 2020: 16 months.")]
    [InlineData("2018-03-05", "2020-05-02", "Nothing is told from March 5, 2018 to May 2, 2020: 2 years.")]
    public void A_silence_begins_and_ends_no_closer_than_is_known(string last, string next, string said) =>
        Assert.Equal(said, ShowingWords.Said(Found(("a", last), ("b", next)).Silences[0], Features.Shared.Texts.For("en")));

    [Theory]
    [InlineData("2018-02", "2020", "No se cuenta nada desde febrero de 2018 hasta 2020: 22 meses.")]
    [InlineData("2018", "2020-05-01", "No se cuenta nada desde 2018 hasta mayo de 2020: 16 meses.")]
    [InlineData("2018-03-05", "2020-05-02", "No se cuenta nada desde el 5 de marzo de 2018 hasta el 2 de mayo de 2020: 2 años.")]
    public void In_Spanish_an_article_stands_before_a_day_only(string last, string next, string said)
    {
        ShowingUpFound found = Found(("a", last), ("b", next));
        Features.Shared.Texts spanish = Features.Shared.Texts.For("es");
        Assert.Equal(said, ShowingWords.Said(found.Silences[0], spanish));
        ShowingUpFound whole = new(found.Subject, Told.Content("It", ("when", Told.One("2001-09/.."))), found.Showings, 0, Today);
        Assert.StartsWith("No se cuenta nada desde el comienzo, septiembre de 2001, hasta", ShowingWords.Said(whole.Silences[0], spanish), StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_of_those_that_are_shown_there_is_no_silence_where_others_are_left_out()
    {
        ShowingUpFound all = Found(("a", "2010-01-01")), some = all with { Left = 500 };
        ShowingUpFound Whole(ShowingUpFound of) => new(of.Subject, Told.Content("It", ("when", Told.One("2001/.."))), of.Showings, of.Left, of.Today);
        Assert.Equal([true, false], Whole(all).Silences.Select(silence => silence.IsBefore));
        Assert.Equal([false], Whole(some).Silences.Select(silence => silence.IsBefore));
    }

    private static IEnumerable<string> Silences(string?[] dates, string? whole = null) =>
        Silence.Of([.. dates.Select(ShowingSpan.Of).OfType<ShowingSpan>()], ShowingSpan.Of(whole), Today)
            .Select(silence => $"{Day(silence.From)} {Day(silence.To)}{(silence.IsBefore ? " before" : "")}{(silence.IsAfter ? " after" : "")}");

    private static string Day(long day) => DateOnly.FromDayNumber((int)day).Written();

    private static ShowingUpFound Found(params (string Title, string? When)[] showings) => new(
        new RecordLine(Told.Id(1), "campaign", "en", "It", null, null, null, RecordState.Published), Told.Content("It"),
        [.. showings.Select((one, at) => new Showing(new RecordLine(Told.Id(10 + at), "action", "en", one.Title, null, one.When, null, RecordState.Published), [ConnectionType.PartOf]))], 0, Today);

    private static string Said(ShowingRow row) => row switch
    {
        ShowingRow.Year year => year.Key,
        ShowingRow.One one => one.Showing.Line.Title,
        ShowingRow.Gathered gathered => $"{gathered.Count} of {gathered.Key}",
        _ => "silence",
    };
}
