using System.Globalization;
using Kindred.Domain.Dates;

namespace Kindred.Features.Picturing.Timelines;

/// <summary>A day, a month, a year, or ten, a hundred, a thousand … years, as a calendar has them. Days are numbers of <see cref="GregorianDay"/>.</summary>
/// <param name="Level">0: a day, 1: a month, 2: a year, 3: a decade, 4: a century, and each further one ten times as long.</param>
/// <param name="First">Day.</param>
/// <param name="Last">Day, within it.</param>
public readonly record struct TimeUnit(int Level, long First, long Last)
{
    public const int Day = 0, Month = 1, Year = 2, Decade = 3, Century = 4;

    /// <summary>Longer than any two days that the index holds are apart.</summary>
    public const int Widest = 9;

    /// <summary>The unit in which a day lies.</summary>
    public static TimeUnit Of(long day, int level)
    {
        if (level == Day) return new TimeUnit(level, day, day);
        long year = GregorianDay.YearOf(day);
        if (level == Month)
        {
            int month = MonthOf(day, year);
            return new TimeUnit(level, GregorianDay.Number(year, month, 1), GregorianDay.Number(year, month, GregorianDay.DaysIn(year, month)));
        }

        long years = Years(level), from = (long)Math.Floor((double)year / years) * years;
        return new TimeUnit(level, GregorianDay.Number(from, 1, 1), GregorianDay.Number(from + years - 1, 12, 31));
    }

    /// <summary>The unit that these days are, first to last; null: they are none.</summary>
    public static TimeUnit? Exactly(long first, long last)
    {
        for (int level = Day; level <= Widest; level++)
        {
            TimeUnit unit = Of(first, level);
            if (unit.First == first && unit.Last == last) return unit;
            if (unit.Last > last) break;
        }

        return null;
    }

    /// <summary>The level of the unit in which it is known when these days began. How a date was written, the days do not tell: what is one unit is known no closer, what goes from the
    /// first day of a year to the last of another, or has no end, is told in years, and so with months; anything else in days.</summary>
    public static int ClosestOfBeginning(long first, long last)
    {
        if (last != int.MaxValue && Exactly(first, last) is { } unit) return unit.Level;
        for (int level = Year; level > Day; level--)
        {
            if (Of(first, level).First == first && (last == int.MaxValue || Of(last, level).Last == last)) return level;
        }

        return Day;
    }

    /// <summary>How many units of a level lie between two days, those of both ends counted.</summary>
    public static long Count(long first, long last, int level)
    {
        if (level == Day) return last - first + 1;
        (long from, long to) = (GregorianDay.YearOf(first), GregorianDay.YearOf(last));
        if (level == Month) return ((to - from) * 12) + MonthOf(last, to) - MonthOf(first, from) + 1;
        return (long)Math.Floor((double)to / Years(level)) - (long)Math.Floor((double)from / Years(level)) + 1;
    }

    public bool Holds(long first, long last) => First <= first && last <= Last;

    public TimeUnit Before => Of(First - 1, Level);

    public TimeUnit After => Of(Last + 1, Level);

    /// <summary>As EDTF: <c>19XX</c>, <c>194X</c>, <c>1942</c>, <c>1942-03</c>; a span where it has no form of its own.</summary>
    public string Edtf
    {
        get
        {
            long year = GregorianDay.YearOf(First);
            string digits = EdtfDate.WrittenYear(year);
            return Level switch
            {
                Day => string.Create(CultureInfo.InvariantCulture, $"{digits}-{MonthOf(First, year):00}-{First - GregorianDay.Number(year, MonthOf(First, year), 1) + 1:00}"),
                Month => string.Create(CultureInfo.InvariantCulture, $"{digits}-{MonthOf(First, year):00}"),
                Year => digits,
                _ when year is >= 0 and <= 9999 && Level <= Century + 1 => digits[..(4 - (Level - Year))] + new string('X', Level - Year),
                _ => $"{digits}/{EdtfDate.WrittenYear(GregorianDay.YearOf(Last))}",
            };
        }
    }

    private static long Years(int level) => (long)Math.Pow(10, level - Year);

    private static int MonthOf(long day, long year)
    {
        int month = 12;
        while (GregorianDay.Number(year, month, 1) > day) month--;
        return month;
    }
}
