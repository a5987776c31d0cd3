namespace Kindred.Domain.Dates;

/// <summary>Day numbers in the proleptic Gregorian calendar with a year 0; 0 is 0001-01-01, as in <see cref="DateOnly.DayNumber"/>.
/// <see cref="long"/>, as EDTF years outgrow <see cref="DateOnly"/> in both directions.</summary>
public static class GregorianDay
{
    private const int DaysIn400Years = 146_097;

    public static long Number(long year, int month, int day)
    {
        // Counted from 1 March, so that the leap day is the last of its year; 306 days lie between 0000-03-01 and 0001-01-01.
        long y = month <= 2 ? year - 1 : year;
        (long era, long ofEra) = FloorDivide(y, 400);
        int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * DaysIn400Years + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 306;
    }

    public static long YearOf(long dayNumber)
    {
        (long era, long ofEra) = FloorDivide(dayNumber + 306, DaysIn400Years);
        long yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        long ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        return era * 400 + yearOfEra + (ofYear >= 306 ? 1 : 0);
    }

    public static int DaysIn(long year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    private static (long Quotient, long Remainder) FloorDivide(long value, long by)
    {
        (long quotient, long rest) = Math.DivRem(value, by);
        return rest < 0 ? (quotient - 1, rest + by) : (quotient, rest);
    }
}
