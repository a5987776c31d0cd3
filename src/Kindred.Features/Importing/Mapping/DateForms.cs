using Kindred.Features.Importing.Mapping.Dates;

namespace Kindred.Features.Importing.Mapping;

/// <summary>The words by which a profile says how a column's dates are written.</summary>
public static class DateForms
{
    /// <summary>As the column as a whole shows; what it does not show is not read.</summary>
    public const string Guess = "guess";

    public const string DayFirst = "dayFirst";
    public const string MonthFirst = "monthFirst";

    /// <summary>They are EDTF and nothing else: Kindred's own exports.</summary>
    public const string Edtf = "edtf";

    /// <param name="seen">What a look at the whole column showed; null: there was none.</param>
    public static DateForm Of(Placement place, ColumnDates? seen) => new(
        place.Dates switch { DayFirst => DateOrder.DayFirst, MonthFirst => DateOrder.MonthFirst, _ => seen?.Order ?? DateOrder.Unknown },
        place.ShortYearsFrom, place.Dates == Edtf, seen?.HasYearRanges ?? false);
}
