using System.Globalization;
using System.Text.RegularExpressions;
using Kindred.Domain.Dates;

namespace Kindred.Features.Shared.Dates;

/// <summary>Days, months and years as a language writes them. The years of EDTF outgrow <see cref="DateTime"/>, so a leap year stands
/// in for the year, which is then put in as text.</summary>
internal sealed partial class CalendarWords
{
    private const string YearPlace = "\uE000";

    private readonly IDateWords words;
    private readonly CultureInfo culture;

    public CalendarWords(IDateWords words)
    {
        this.words = words;
        culture = (CultureInfo)words.Culture.Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar();
    }

    public string Day(string year, int month, int day) => Format(Weekday().Replace(culture.DateTimeFormat.LongDatePattern, ""), year, month, day);

    public string Day(int month, int day) => Format(culture.DateTimeFormat.MonthDayPattern, "", month, day);

    public string Day(long dayNumber)
    {
        long year = GregorianDay.YearOf(dayNumber);
        int month = 12;
        while (GregorianDay.Number(year, month, 1) > dayNumber) month--;
        return Day(Year(year), month, (int)(dayNumber - GregorianDay.Number(year, month, 1)) + 1);
    }

    public string Month(string year, int month) => Format(culture.DateTimeFormat.YearMonthPattern, year, month, 1);

    public string Month(int month) => culture.DateTimeFormat.GetMonthName(month);

    /// <summary>EDTF has a year 0, people have not: it is the first before our era.</summary>
    public string Year(long year) =>
        year > 0 ? Digits(year) : string.Format(CultureInfo.InvariantCulture, words["date.before-our-era"], Digits(1 - year));

    public string Time(EdtfTime time)
    {
        string clock = Digits(time.Clock.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        if (time.ShiftMinutes is not { } shift) return clock;
        if (shift == 0) return clock + " UTC";
        int size = Math.Abs(shift);
        return $"{clock} UTC{(shift < 0 ? '−' : '+')}{Digits($"{size / 60:00}:{size % 60:00}")}";
    }

    public string Ordinal(int number)
    {
        string form = (number % 10, number % 100) switch
        {
            (1, not 11) => "one",
            (2, not 12) => "two",
            (3, not 13) => "few",
            _ => "other",
        };
        return string.Format(CultureInfo.InvariantCulture, words["date.ordinal-" + form], Digits(number));
    }

    public string Digits(long number) => Digits(number.ToString(CultureInfo.InvariantCulture));

    public string Digits(string ascii) => NativeDigits.In(ascii, culture);

    /// <summary>Up to 100, which is as far as centuries of four-digit years go.</summary>
    public static string Roman(int number)
    {
        string[] tens = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC", "C"];
        string[] ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
        return tens[number / 10] + ones[number % 10];
    }

    private string Format(string pattern, string year, int month, int day)
    {
        string withPlace = YearLetters().Replace(Era().Replace(pattern, ""), YearPlace);
        string text = new DateTime(2000, month, day, 0, 0, 0, DateTimeKind.Unspecified).ToString(withPlace, culture);
        return Digits(text).Replace(YearPlace, year, StringComparison.Ordinal).Trim();
    }

    [GeneratedRegex(@"[,،、]?\s*dddd\s*[,،、]?\s*")]
    private static partial Regex Weekday();

    [GeneratedRegex(@"\s*g+")]
    private static partial Regex Era();

    [GeneratedRegex("y+")]
    private static partial Regex YearLetters();
}
