using System.Buffers;
using System.Globalization;

namespace Kindred.Features.Importing.Reading;

/// <summary>What a number in a sheet is shown as. Dates become ISO 8601 as closely as they are shown, shares per cent, and other numbers themselves, without the noise that
/// binary fractions leave behind their fifteenth digit.</summary>
internal sealed class NumberFormat
{
    // ECMA-376 part 1, 18.8.30: formats that have a number and no code; 27 to 36 and 50 to 58 are dates of East Asian calendars.
    private const string LongDate = "yyyy-mm-dd";

    // Of the last day that Excel has, 9999-12-31.
    private const double MostDays = 2_958_466;

    private static readonly SearchValues<char> TimeLetters = SearchValues.Create("hHmMsS");
    private static readonly SearchValues<char> Plainly = SearchValues.Create("0123456789.-");

    private readonly bool hasYear;
    private readonly bool hasMonth;
    private readonly bool hasDay;
    private readonly bool hasTime;
    private readonly bool isElapsed;
    private readonly bool isPercent;
    private readonly int leadingZeros;

    private NumberFormat(string code)
    {
        string shown = Section(code, out isElapsed);
        hasTime = shown.AsSpan().IndexOfAny("hs") >= 0;
        hasYear = shown.Contains('y');
        hasDay = shown.Contains('d');
        // Where hours or seconds stand beside it, and no day or year, m is minutes.
        hasMonth = shown.Contains('m') && (hasYear || hasDay || !hasTime);
        isPercent = shown.Contains('%');
        if (!IsDate && !hasTime && shown.Length > 1 && shown.All(letter => letter == '0')) leadingZeros = shown.Length;
    }

    public static NumberFormat General { get; } = new("");

    private bool IsDate => hasYear || hasMonth || hasDay;

    public static NumberFormat Of(int id, string? code) => code is not null ? new(code) : id switch
    {
        9 or 10 => new("0%"),
        14 or 15 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58 => new(LongDate),
        16 => new("d-mmm"),
        17 => new("mmm-yy"),
        (>= 18 and <= 21) or (>= 32 and <= 35) or 45 or 47 or 55 or 56 => new("h:mm:ss"),
        22 => new("m/d/yy h:mm"),
        46 => new("[h]:mm:ss"),
        _ => General,
    };

    /// <param name="raw">As the file has it.</param>
    /// <param name="begins1904">Days are counted from 1904, as Macintosh computers did.</param>
    public string Text(string raw, bool begins1904)
    {
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number)) return raw;
        if (isElapsed) return Elapsed(number);
        if (IsDate || hasTime) return Moment(number, begins1904) ?? Plain(raw, number);
        if (isPercent) return Plain(null, number * 100) + "%";
        if (leadingZeros > 0 && number >= 0 && number < 1e15 && number == Math.Floor(number)) return ((long)number).ToString("D" + leadingZeros, CultureInfo.InvariantCulture);
        return Plain(raw, number);
    }

    /// <summary>A length of time in hours, minutes and seconds.</summary>
    public static string Elapsed(double days)
    {
        if (Math.Abs(days) > MostDays) return Plain(null, days);
        long seconds = (long)Math.Round(Math.Abs(days) * 86_400);
        return string.Create(CultureInfo.InvariantCulture, $"{(days < 0 ? "-" : "")}{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    private static string Plain(string? raw, double number)
    {
        // What is short has no noise; most is.
        if (raw is { Length: <= 15 } && raw.AsSpan().IndexOfAnyExcept(Plainly) < 0 && raw[0] != '.' && !(raw[^1] is '0' or '.' && raw.Contains('.'))) return raw;
        string digits = number.ToString("G15", CultureInfo.InvariantCulture);
        return digits.Contains('E') && Math.Abs(number) is < 1e28 and > 1e-20
            ? decimal.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : digits;
    }

    /// <summary>Null: there is no such day.</summary>
    private string? Moment(double days, bool begins1904)
    {
        if (days is < 0 or >= MostDays) return null;
        long seconds = (long)Math.Round(days * 86_400);
        long day = seconds / 86_400;
        TimeSpan time = TimeSpan.FromSeconds(seconds % 86_400);
        if (hasTime && (!IsDate || (day == 0 && !begins1904))) return time.ToString("c", CultureInfo.InvariantCulture);
        DateTime epoch = begins1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30);
        if (!begins1904)
        {
            // Excel has a 29 February 1900, which was not, and before it counts one less.
            if (day is 0 or 60) return null;
            if (day < 60) day++;
        }

        if (day > (DateTime.MaxValue - epoch).Days) return null;
        DateTime date = epoch.AddDays(day);
        if (hasTime && time != TimeSpan.Zero) return date.Add(time).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        // "Jan-17" is what Excel makes of a month that somebody typed, and puts its first day there.
        if (!hasDay && hasYear && date.Day == 1 && (hasMonth || date.Month == 1)) return date.ToString(hasMonth ? "yyyy-MM" : "yyyy", CultureInfo.InvariantCulture);
        return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>The first section of a code, in small letters, without what is text, colour or place in it.</summary>
    private static string Section(string code, out bool isElapsed)
    {
        System.Text.StringBuilder shown = new(code.Length);
        isElapsed = false;
        for (int at = 0; at < code.Length && code[at] != ';'; at++)
        {
            switch (code[at])
            {
                case '"':
                    at = code.IndexOf('"', at + 1) is var end and >= 0 ? end : code.Length;
                    break;
                case '\\' or '_' or '*':
                    at++;
                    break;
                case '[':
                    int close = code.IndexOf(']', at);
                    if (close < 0) close = code.Length;
                    ReadOnlySpan<char> inside = code.AsSpan(at + 1, Math.Max(0, close - at - 1));
                    if (!inside.IsEmpty && inside.IndexOfAnyExcept(TimeLetters) < 0) isElapsed = true;
                    at = close;
                    break;
                case 'E' or 'e' when at + 1 < code.Length && code[at + 1] is '+' or '-':
                    at++;
                    break;
                case 'A' or 'a' when code.AsSpan(at).StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase):
                    at += 4;
                    break;
                case 'G' or 'g' when code.AsSpan(at).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    at += 6;
                    break;
                default:
                    shown.Append(char.ToLowerInvariant(code[at]));
                    break;
            }
        }

        return shown.ToString();
    }
}
