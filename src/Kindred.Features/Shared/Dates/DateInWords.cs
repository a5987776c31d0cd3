using System.Globalization;
using Kindred.Domain.Dates;

namespace Kindred.Features.Shared.Dates;

/// <summary>Says an EDTF date in the words of a page: "about 1984", "from 1942 to 1945", "spring 2017". Always the Gregorian
/// calendar, which is the one the date was given in, with the digits of the page's language.</summary>
public sealed class DateInWords(IDateWords words)
{
    private readonly CalendarWords calendar = new(words);

    public string Write(EdtfDate date) => date.Shape switch
    {
        EdtfShape.Single single => Point(single.Point),
        EdtfShape.Interval interval => Interval(interval.Start, interval.End),
        EdtfShape.Set set => Fill(set.IsAllOf ? "date.all-of" : "date.one-of", Join(set)),
        _ => date.ToString(),
    };

    private string Interval(EdtfEnd start, EdtfEnd end) => (start, end) switch
    {
        (EdtfEnd.At s, EdtfEnd.At e) => Fill("date.from-to", End(s.Point), End(e.Point)),
        (EdtfEnd.At s, EdtfEnd.Open) => Fill("date.since", End(s.Point)),
        (EdtfEnd.At s, _) => Fill("date.from-unknown", End(s.Point)),
        (EdtfEnd.Open, EdtfEnd.At e) => Fill("date.until", End(e.Point)),
        (_, EdtfEnd.At e) => Fill("date.unknown-to", End(e.Point)),
        _ => words["date.unknown"],
    };

    /// <summary>As a date stands after "from", "until" or "since": some languages put an article before it, most not before all.</summary>
    public string End(EdtfDate date) => date.Shape is EdtfShape.Single single ? End(single.Point) : Write(date);

    private string End(EdtfPoint point) =>
        EndKey(point) is { } key && Parts(point).All(part => part.Of == Qualification.None) ? Fill(key, Point(point)) : Point(point);

    /// <summary>Null: as it stands by itself.</summary>
    private static string? EndKey(EdtfPoint point) => point switch
    {
        { Season.Code: 21 or 25 or 29 } => "date.end-spring",
        { Season.Code: <= 32 } => "date.end-season",
        { Season: not null } => "date.end-part",
        { Month.Value: not null, Day.Value: not null } => "date.end-day",
        { Month: not null } => null,
        _ => FormOf(point.Year) switch
        {
            YearForm.Decade => "date.end-decade",
            YearForm.DecadeOfCentury => "date.end-decade-first",
            YearForm.Century => "date.end-century",
            _ => null,
        },
    };

    private string Join(EdtfShape.Set set)
    {
        string[] members = [.. set.Members.Select(m => Member(m, set.IsAllOf))];
        if (members is [var only]) return only;
        return Fill(set.IsAllOf ? "date.and" : "date.or", string.Join(words["date.list-separator"], members[..^1]), members[^1]);
    }

    private string Member(EdtfMember member, bool isAllOf) => member switch
    {
        { First: null, Last: { } last } => Fill(isAllOf ? "date.and-before" : "date.or-before", Point(last)),
        { First: { } first, Last: null } => Fill(isAllOf ? "date.and-after" : "date.or-after", Point(first)),
        { First: { } first, Last: { } last } when first != last => Fill("date.range", Point(first), Point(last)),
        _ => Point(member.First!),
    };

    private string Point(EdtfPoint point)
    {
        string day = Day(point);
        if (point.Time is { } time) day = Fill("date.at", day, calendar.Time(time));

        (string Name, Qualification Of)[] parts = [.. Parts(point)];
        // When all parts are marked alike the mark is about the date; otherwise each part that is marked is named.
        if (parts.All(part => part.Of == parts[0].Of)) return Qualified(parts[0].Of, day);
        return Fill("date.note", day, string.Join(words["date.list-separator"], parts
            .Where(part => part.Of != Qualification.None)
            .GroupBy(part => part.Of)
            .Select(same => Fill(NoteKey(same.Key), string.Join(words["date.list-separator"], same.Select(part => part.Name))))));
    }

    private IEnumerable<(string Name, Qualification Of)> Parts(EdtfPoint point)
    {
        yield return (words["date.year"], point.Year.Qualification | (point.Year.SignificantDigits is null ? 0 : Qualification.Approximate));
        if (point.Season is { } season) yield return (words["date.season"], season.Qualification);
        if (point.Month is { } month) yield return (words["date.month"], month.Qualification);
        if (point.Day is { } day) yield return (words["date.day"], day.Qualification);
    }

    private string Qualified(Qualification qualification, string date) => qualification switch
    {
        Qualification.Approximate => Fill("date.about", date),
        Qualification.Uncertain => Fill("date.perhaps", date),
        Qualification.None => date,
        _ => Fill("date.perhaps-about", date),
    };

    private static string NoteKey(Qualification qualification) => qualification switch
    {
        Qualification.Approximate => "date.note-approximate",
        Qualification.Uncertain => "date.note-uncertain",
        _ => "date.note-both",
    };

    private string Day(EdtfPoint point)
    {
        EdtfYear year = point.Year;
        if (point.Season is { } season) return Season(season.Code, Year(year));
        if (point.Month is not { } month) return Year(year);

        if (month.Value is { } m && point.Day?.Value is { } d)
            return year.Value is { } y ? calendar.Day(Single(y), m, d) : Fill("date.part-of", calendar.Day(m, d), Year(year));
        if (month.IsUnspecified && point.Day is { IsUnspecified: false })
            return Fill("date.part-of", Fill("date.day-number", calendar.Digits(point.Day.Digits)), Year(year));
        if (month.IsUnspecified) return Fill(point.Day is null ? "date.some-month" : "date.some-day", Year(year));
        if (month.Value is null) return Between(point);

        string inMonth = year.Value is { } known
            ? calendar.Month(Single(known), month.Value.Value)
            : Fill("date.part-of", calendar.Month(month.Value.Value), Year(year));
        if (point.Day is null) return inMonth;
        return point.Day.IsUnspecified ? Fill("date.some-day", inMonth) : Between(point);
    }

    private string Between(EdtfPoint point)
    {
        (string first, string last) = (calendar.Day(point.Span.Earliest), calendar.Day(point.Span.Latest));
        return Fill("date.between", Fill("date.end-day", first), Fill("date.end-day", last));
    }

    private string Season(int code, string year)
    {
        string[] seasons = ["spring", "summer", "autumn", "winter"];
        return code switch
        {
            <= 24 => Fill("date." + seasons[code - 21], year),
            <= 28 => Fill("date.northern", Fill("date." + seasons[code - 25], year)),
            <= 32 => Fill("date.southern", Fill("date." + seasons[code - 29], year)),
            <= 36 => Part("date.quarter", code - 32),
            <= 39 => Part("date.third", code - 36),
            _ => Part("date.half", code - 39),
        };

        string Part(string key, int number) => Fill(key, calendar.Ordinal(number), year, calendar.Digits(number));
    }

    private string Year(EdtfYear year) => FormOf(year) switch
    {
        YearForm.Single => Single(year.Value!.Value),
        YearForm.Unknown => words["date.unknown-year"],
        YearForm.Decade => Fill("date.decade", calendar.Digits(year.First)),
        YearForm.DecadeOfCentury => Fill("date.decade-first", calendar.Digits(year.First), calendar.Digits(year.Last)),
        YearForm.Century => Century((int)(year.First / 100) + 1),
        _ => Fill("date.between", Single(year.First), Single(year.Last)),
    };

    private static YearForm FormOf(EdtfYear year)
    {
        if (year.Value is not null) return YearForm.Single;
        bool isOfOurEra = year.First > 0;
        return year.Digits switch
        {
            "XXXX" => YearForm.Unknown,
            // "1500s" would be read as the century.
            [not 'X', not 'X', '0', 'X'] when isOfOurEra => YearForm.DecadeOfCentury,
            [not 'X', not 'X', not 'X', 'X'] when isOfOurEra => YearForm.Decade,
            [not 'X', not 'X', 'X', 'X'] when isOfOurEra => YearForm.Century,
            _ => YearForm.Between,
        };
    }

    private string Century(int number) => Fill("date.century", calendar.Ordinal(number), CalendarWords.Roman(number), calendar.Digits(number));

    private string Single(long year) => calendar.Year(year);

    private string Fill(string key, params string[] parts) => string.Format(CultureInfo.InvariantCulture, words[key], parts);

    private enum YearForm
    {
        Single,
        Unknown,
        Decade,

        /// <summary>The first ten years of a century.</summary>
        DecadeOfCentury,
        Century,
        Between,
    }
}
