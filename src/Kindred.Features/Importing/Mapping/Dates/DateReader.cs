using Kindred.Domain.Dates;

namespace Kindred.Features.Importing.Mapping.Dates;

/// <summary>How the dates of a column are written, as far as it can't be seen in each of them.</summary>
/// <param name="ShortYearsFrom">The first of the hundred years that two digits stand for; null: nobody said.</param>
/// <param name="IsEdtf">They are EDTF and nothing else.</param>
/// <param name="HasYearRanges">It holds 1942-45 and the like, so that 1907-08 may be two years.</param>
public readonly record struct DateForm(DateOrder Order = DateOrder.Unknown, int? ShortYearsFrom = null, bool IsEdtf = false, bool HasYearRanges = false);

/// <summary>Reads dates as people and programs write them, in many languages, and gives them as EDTF with the precision that they have. What can be read in two ways is
/// not read: 3/4/2017 needs to be told by its column. Pure.</summary>
public static class DateReader
{
    private const int FirstSerial = 10_000, LastSerial = 99_999;

    private static readonly System.Buffers.SearchValues<char> ShiftSigns = System.Buffers.SearchValues.Create("0123456789:");
    private static readonly System.Buffers.SearchValues<char> ZoneLetters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_/-");

    public static WrittenDate Read(string text, DateForm form = default)
    {
        text = text.Trim();
        if (text.Length == 0) return new WrittenDate(null, DateTrouble.NoDate);
        if (IsPlainDay(text) || (text.Length == 4 && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))) return new WrittenDate(text);
        if (text.Length > EdtfDate.MaxLength) return new WrittenDate(null, DateTrouble.Unread);
        if (form.IsEdtf) return EdtfDate.TryParse(text, out EdtfDate? date) ? new WrittenDate(date.ToString()) : new WrittenDate(null, DateTrouble.Unread);
        if (DateWords.SaysNoDate(text)) return new WrittenDate(null, DateTrouble.NoDate);
        if (Stamp(text) is { } stamp) return stamp;
        if (Serial(text) is { } serial) return serial;
        if (Edtf(text, form) is { } edtf) return edtf;
        DateLoss loss = WithoutPlaceName(ref text);
        List<DateToken> tokens = new(16);
        if (!DateTokens.TryRead(text, tokens)) return new WrittenDate(null, DateTrouble.Unread);
        DateParser parser = new(tokens, form);
        return parser.Parse() is { } read ? Checked(read, parser.Loss | loss, parser.IsAgainstOrder) : new WrittenDate(null, parser.Trouble);
    }

    /// <summary>The order that these two can only have; unknown: either; null: neither is a month.</summary>
    internal static DateOrder? OrderOf(long first, long second) => (first is >= 1 and <= 12, second is >= 1 and <= 12) switch
    {
        (true, true) => DateOrder.Unknown,
        (false, true) => DateOrder.DayFirst,
        (true, false) => DateOrder.MonthFirst,
        _ => null,
    };

    /// <summary>What a date in digits with its year last says of the order in its column; null: it is none. Dots are written where the day comes first.</summary>
    public static DateOrder? OrderIn(string text)
    {
        ReadOnlySpan<char> left = text.AsSpan().Trim();
        if (left.Length is < 6 or > 40 || !Number(ref left, 2, out int first) || left.IsEmpty || left[0] is not ('/' or '-' or '.')) return null;
        char sign = left[0];
        left = left[1..];
        if (!Number(ref left, 2, out int second) || left.IsEmpty || left[0] != sign) return null;
        left = left[1..];
        int before = left.Length;
        if (!Number(ref left, 4, out _) || before - left.Length is not (2 or 4)) return null;
        return OrderOf(first, second) is DateOrder.Unknown && first != second && sign == '.' ? DateOrder.DayFirst : OrderOf(first, second);
    }

    /// <summary>1942-45, where the last two digits can be no month and no season.</summary>
    public static bool IsYearRange(string text)
    {
        ReadOnlySpan<char> left = text.AsSpan().Trim();
        return left.Length == 7 && left[4] is '-' or '/' && Number(ref left, 4, out int year) && Number(left[1..], out int end) && end > year % 100 && end > 12;
    }

    private static bool Number(ReadOnlySpan<char> text, out int value) => Number(ref text, 2, out value) && text.IsEmpty;

    private static bool Number(ref ReadOnlySpan<char> left, int most, out int value)
    {
        value = 0;
        int at = 0;
        for (; at < left.Length && at < most && char.IsAsciiDigit(left[at]); at++) value = (value * 10) + left[at] - '0';
        if (at < left.Length && char.IsAsciiDigit(left[at])) return false;
        left = left[at..];
        return at > 0;
    }

    private static bool IsPlainDay(string text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        ReadOnlySpan<char> left = text;
        if (!Number(ref left, 4, out int year) || left.Length != 6) return false;
        left = left[1..];
        if (!Number(ref left, 2, out int month) || left.Length != 3 || month is < 1 or > 12) return false;
        left = left[1..];
        return Number(ref left, 2, out int day) && left.IsEmpty && day >= 1 && day <= GregorianDay.DaysIn(year, month);
    }

    /// <summary>2019-07-14T12:31:00.000Z, 2019-07-14 12:31:00, as programs write them.</summary>
    private static WrittenDate? Stamp(string text)
    {
        if (text.Length < 16 || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or ' ') || text[13] != ':' || !IsPlainDay(text[..10])) return null;
        ReadOnlySpan<char> left = text.AsSpan(11);
        if (!Number(ref left, 2, out int hour) || !Number(left[1..Math.Min(3, left.Length)], out int minute) || hour > 23 || minute > 59) return null;
        left = left[3..];
        string seconds = "";
        if (left.Length >= 3 && left[0] == ':')
        {
            if (!Number(left[1..3], out int second) || second > 59) return null;
            seconds = left[..3].ToString();
            left = left[3..];
            if (left.Length > 1 && left[0] is '.' or ',') left = left[1..].TrimStart("0123456789");
        }

        ReadOnlySpan<char> zone = left.Trim();
        bool isKnown = zone is "Z" or "z" or "UTC" or "" || (zone.Length is 3 or 5 or 6 && zone[0] is '+' or '-' && !zone[1..].ContainsAnyExcept(ShiftSigns));
        if (!isKnown) return null;
        string day = text[..10], written = zone is "" ? "" : zone[0] is '+' or '-' ? (zone.Length == 5 ? $"{zone[..3]}:{zone[3..]}" : zone.ToString()) : "Z";
        // Midnight is what programs write where no time is known.
        if (hour == 0 && minute == 0 && seconds is "" or ":00" && written is "" or "Z") return new WrittenDate(day);
        return seconds.Length == 0 ? new WrittenDate(day, Loss: DateLoss.Time) : Checked($"{day}T{text[11..16]}{seconds}{written}", DateLoss.None, false);
    }

    /// <summary>The number by which spreadsheets count days, from 1900 on with a 29 February that never was; and a day in eight digits.</summary>
    private static WrittenDate? Serial(string text)
    {
        ReadOnlySpan<char> whole = text;
        int dot = whole.IndexOf('.');
        ReadOnlySpan<char> days = dot < 0 ? whole : whole[..dot];
        if (days.Length is not (5 or 8) || days.ContainsAnyExceptInRange('0', '9')) return null;
        if (days.Length == 8)
        {
            string day = $"{days[..4]}-{days[4..6]}-{days[6..]}";
            return dot < 0 && IsPlainDay(day) ? new WrittenDate(day) : null;
        }

        if (dot >= 0 && (whole.Length - dot > 17 || whole[(dot + 1)..].ContainsAnyExceptInRange('0', '9'))) return null;
        int number = int.Parse(days, System.Globalization.CultureInfo.InvariantCulture);
        if (number is < FirstSerial or > LastSerial) return null;
        bool isWhole = dot < 0 || !whole[(dot + 1)..].ContainsAnyExcept('0');
        return new WrittenDate(new DateOnly(1899, 12, 30).AddDays(number).Written(), Loss: isWhole ? DateLoss.None : DateLoss.Time, IsSerial: true);
    }

    private static WrittenDate? Edtf(string text, DateForm form)
    {
        // A dash between years is no hyphen of a month, and 1920-25 no season; brackets around one date are a cataloguer's.
        if (text.AsSpan().ContainsAnyInRange('\u2012', '\u2015')) return null;
        if (text[0] == '[' && !text.AsSpan().ContainsAny(",.")) return null;
        if (text.Length == 7 && text[4] == '-' && Number(text.AsSpan(5), out int end) && Number(text.AsSpan(2, 2), out int year) && end > year && (end > 12 || form.HasYearRanges))
            return end is > 20 and < 42 ? new WrittenDate(null, DateTrouble.TwoWays) : null;
        return EdtfDate.TryParse(text, out EdtfDate? date, out EdtfProblem problem) ? new WrittenDate(date.ToString())
            : problem is EdtfProblem.NoSuchDay or EdtfProblem.IntervalReversed ? new WrittenDate(null, problem == EdtfProblem.NoSuchDay ? DateTrouble.NoSuchDay : DateTrouble.Reversed)
            : null;
    }

    /// <summary>Takes the name of a time zone off its end: 3 May 1968 14:05 Europe/Paris.</summary>
    private static DateLoss WithoutPlaceName(ref string text)
    {
        int space = text.LastIndexOf(' ');
        ReadOnlySpan<char> last = text.AsSpan(space + 1);
        if (space < 0 || last.IndexOf('/') is not > 2 || !char.IsAsciiLetterUpper(last[0]) || last.ContainsAnyExcept(ZoneLetters)) return DateLoss.None;
        text = text[..space];
        return DateLoss.Zone;
    }

    private static WrittenDate Checked(string edtf, DateLoss loss, bool isAgainstOrder) => EdtfDate.TryParse(edtf, out EdtfDate? date, out EdtfProblem problem)
        ? new WrittenDate(date.ToString(), DateTrouble.None, loss, false, isAgainstOrder)
        : new WrittenDate(null, problem switch
        {
            EdtfProblem.NoSuchDay or EdtfProblem.NoSuchMonth or EdtfProblem.NoSuchTime => DateTrouble.NoSuchDay,
            EdtfProblem.IntervalReversed => DateTrouble.Reversed,
            _ => DateTrouble.Unread,
        });
}
