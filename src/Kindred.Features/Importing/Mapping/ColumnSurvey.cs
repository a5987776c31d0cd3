using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Features.Importing.Mapping.Dates;
using Kindred.Features.Importing.Reading;

namespace Kindred.Features.Importing.Mapping;

/// <summary>What the dates of one column show as a whole.</summary>
/// <param name="DayFirst">How many can only have the day first.</param>
/// <param name="MonthFirst">How many can only have the month first.</param>
/// <param name="Either">How many can be read in two ways.</param>
/// <param name="YearRanges">How many are two years, 1942-45.</param>
public sealed record ColumnDates(long DayFirst, long MonthFirst, long Either, long YearRanges)
{
    /// <summary>Unknown where none says it, and where some say one thing and some the other.</summary>
    public DateOrder Order => (DayFirst > 0, MonthFirst > 0) switch
    {
        (true, false) => DateOrder.DayFirst,
        (false, true) => DateOrder.MonthFirst,
        _ => DateOrder.Unknown,
    };

    public bool HasYearRanges => YearRanges > 0;
}

/// <summary>A look at every row before any is mapped: 3/4/2017 is told by its column as a whole or not at all. Holds a few numbers a column.</summary>
public sealed class ColumnSurvey
{
    private readonly Dictionary<string, Tally> columns = new(StringComparer.Ordinal);

    /// <summary>Of the columns that the profile takes as dates and says no order of.</summary>
    public static ColumnSurvey Of(Profile profile, KindSet kinds)
    {
        ColumnSurvey survey = new();
        foreach (ColumnRule column in profile.Columns.Where(column => column.Places.Any(place => IsUndecided(place, kinds)))) survey.columns[column.Heading] = new Tally();
        return survey;
    }

    /// <summary>Nothing is to be found out: the rows need not be looked at.</summary>
    public bool IsIdle => columns.Count == 0;

    public void Add(SourceRow row)
    {
        foreach (SourceCell cell in row.Cells)
        {
            if (columns.TryGetValue(cell.Heading, out Tally? tally)) foreach (string value in cell.Values) tally.Add(value);
        }
    }

    /// <summary>Null: it was not looked at, or shows nothing.</summary>
    public ColumnDates? this[string heading] => columns.TryGetValue(heading, out Tally? tally) && tally.Seen is { } seen && seen != new ColumnDates(0, 0, 0, 0) ? seen : null;

    /// <summary>What was found out, to be told before anything is imported.</summary>
    public ImmutableArray<(string Heading, ColumnDates Dates)> Decisions => [.. columns.Keys.Where(heading => this[heading] is not null).Select(heading => (heading, this[heading]!))];

    /// <summary>A place of dates in some kind; which it is of is known row by row.</summary>
    private static bool IsUndecided(Placement place, KindSet kinds)
    {
        if (place.Dates is not (null or DateForms.Guess)) return false;
        string field = place.To.Split('.')[0];
        return kinds.All.Any(kind => kind[field]?.Type is FieldType.Date or FieldType.Day) || field == FieldPlace.Embargoes;
    }

    private sealed class Tally
    {
        private long dayFirst, monthFirst, either, yearRanges;

        public ColumnDates Seen => new(dayFirst, monthFirst, either, yearRanges);

        public void Add(string value)
        {
            if (DateReader.IsYearRange(value)) yearRanges++;
            switch (DateReader.OrderIn(value))
            {
                case DateOrder.DayFirst:
                    dayFirst++;
                    break;
                case DateOrder.MonthFirst:
                    monthFirst++;
                    break;
                case DateOrder.Unknown:
                    either++;
                    break;
            }
        }
    }
}
