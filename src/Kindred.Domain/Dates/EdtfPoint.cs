namespace Kindred.Domain.Dates;

/// <summary>A calendar date at whatever precision it is known. <see cref="Season"/> and <see cref="Month"/> exclude each other.</summary>
public sealed record EdtfPoint
{
    internal EdtfPoint(EdtfYear year, EdtfPart? month, EdtfPart? day, EdtfSeason? season, EdtfTime? time, DateInterval span) =>
        (Year, Month, Day, Season, Time, Span) = (year, month, day, season, time, span);

    public EdtfYear Year { get; }

    public EdtfPart? Month { get; }

    public EdtfPart? Day { get; }

    public EdtfSeason? Season { get; }

    public EdtfTime? Time { get; }

    public DateInterval Span { get; }

    /// <summary>Everything that is said of any part.</summary>
    public Qualification Qualification =>
        Year.Qualification
        | (Month?.Qualification ?? Qualification.None)
        | (Day?.Qualification ?? Qualification.None)
        | (Season?.Qualification ?? Qualification.None)
        | (Year.SignificantDigits is null ? Qualification.None : Qualification.Approximate);
}

/// <summary>A year or the years it may be. <see cref="Digits"/> is as written, four digits or <c>X</c> without the sign,
/// empty for years beyond four digits.</summary>
public sealed record EdtfYear(string Digits, long First, long Last, long? Value, int? SignificantDigits, Qualification Qualification)
{
    /// <summary>The years it may be, from the first on, or from the last back.</summary>
    internal IEnumerable<long> Candidates(bool fromLast)
    {
        long step = fromLast ? -1 : 1;
        for (long year = fromLast ? Last : First; First <= year && year <= Last; year += step)
            if (Value is not null || Admits(Math.Abs(year)))
                yield return year;
    }

    private bool Admits(long year)
    {
        for (int i = 3; i >= 0; i--, year /= 10)
            if (Digits[i] != 'X' && Digits[i] - '0' != year % 10)
                return false;
        return true;
    }
}

/// <summary>A month or day: two digits, each of which may be <c>X</c>, unspecified.</summary>
public sealed record EdtfPart(string Digits, Qualification Qualification)
{
    public bool IsUnspecified => Digits == "XX";

    /// <summary>Null where a digit is unspecified.</summary>
    public int? Value => Digits.Contains('X') ? null : (Digits[0] - '0') * 10 + Digits[1] - '0';

    /// <summary>The numbers it may be, up to <paramref name="most"/>; none when there is no such month or day.</summary>
    public IEnumerable<int> Candidates(int most) => Enumerable.Range(1, most).Where(Admits);

    private bool Admits(int number) =>
        (Digits[0] == 'X' || Digits[0] - '0' == number / 10) && (Digits[1] == 'X' || Digits[1] - '0' == number % 10);
}

/// <summary>A part of a year by its code: 21–24 seasons, 25–28 northern, 29–32 southern, 33–36 quarters,
/// 37–39 thirds, 40–41 halves.</summary>
public sealed record EdtfSeason(int Code, Qualification Qualification)
{
    /// <summary>First month and number of months; it may reach into the next year. A season of no named hemisphere is
    /// counted as northern, as libraries do.</summary>
    internal (int FirstMonth, int Months) Span => Code switch
    {
        <= 28 => ((Code - 21) % 4 * 3 + 3, 3),
        <= 32 => ((Code - 29 + 2) % 4 * 3 + 3, 3),
        <= 36 => ((Code - 33) * 3 + 1, 3),
        <= 39 => ((Code - 37) * 4 + 1, 4),
        _ => ((Code - 40) * 6 + 1, 6),
    };
}

/// <summary>A time of day; without a shift it is local time.</summary>
public sealed record EdtfTime(TimeOnly Clock, int? ShiftMinutes);
