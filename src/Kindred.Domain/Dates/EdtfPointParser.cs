using System.Globalization;
using System.Text.RegularExpressions;

namespace Kindred.Domain.Dates;

/// <summary>Reads one date of an EDTF expression, already in canonical letters and digits.</summary>
internal static partial class EdtfPointParser
{
    // Beyond any use an archive has, and well within what a day number in 64 bits can hold.
    private const long FarthestYear = 1_000_000_000_000;

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    /// <summary>A date as written in everyday life, day or month first, which can be read in two ways.</summary>
    public static bool HasYearLast(string text) => YearLast().IsMatch(text);

    public static EdtfProblem Read(string text, out EdtfPoint? point)
    {
        if (Plain(text) is { } plain)
        {
            point = plain;
            return EdtfProblem.None;
        }

        point = null;
        if (LongYear().Match(text) is { Success: true } longYear) return ReadLongYear(longYear, out point);
        if (Calendar().Match(text) is not { Success: true } match)
            return ShortYear().IsMatch(text) ? EdtfProblem.YearNeedsFourDigits
                : ShortPart().IsMatch(text) ? EdtfProblem.PartNeedsTwoDigits
                : EdtfProblem.Malformed;

        string digits = match.Groups["year"].Value;
        bool isNegative = match.Groups["sign"].Success;
        if (isNegative && digits == "0000") return EdtfProblem.Malformed;

        Qualification ofYear = Mark(match, "yearBefore") | Mark(match, "yearAfter") | Mark(match, "monthAfter") | Mark(match, "dayAfter");
        Qualification ofMonth = Mark(match, "monthBefore") | Mark(match, "monthAfter") | Mark(match, "dayAfter");
        EdtfYear year = FourDigits(digits, isNegative, ofYear);
        EdtfPart? month = match.Groups["month"] is { Success: true } m ? new(m.Value, ofMonth) : null;
        EdtfPart? day = match.Groups["day"] is { Success: true } d ? new(d.Value, Mark(match, "dayBefore") | Mark(match, "dayAfter")) : null;
        if (!TryTime(match, out EdtfTime? time)) return EdtfProblem.NoSuchTime;
        if (time is not null && text.Contains('X')) return EdtfProblem.NoSuchTime;

        if (month?.Value is >= 21 and <= 41 and var code)
        {
            if (day is not null) return EdtfProblem.SeasonWithDay;
            EdtfSeason season = new(code, ofMonth);
            point = new EdtfPoint(year, null, null, season, null, SpanOf(year, season));
            return EdtfProblem.None;
        }
        if (month is not null && !month.Candidates(12).Any()) return EdtfProblem.NoSuchMonth;
        if (First(year, month, day) is not { } earliest || Last(year, month, day) is not { } latest) return EdtfProblem.NoSuchDay;

        point = new EdtfPoint(year, month, day, null, time, new DateInterval(earliest, latest));
        return EdtfProblem.None;
    }

    /// <summary>A year, month or day in digits alone, which nearly all are: lists of fifty spend a quarter of their time on expressions otherwise.</summary>
    private static EdtfPoint? Plain(string text)
    {
        if (text.Length is not (4 or 7 or 10) || !Digits(0, 4)) return null;
        EdtfYear year = FourDigits(text[..4], isNegative: false, Qualification.None);
        if (text.Length == 4) return new EdtfPoint(year, null, null, null, null, new(GregorianDay.Number(year.First, 1, 1), GregorianDay.Number(year.First, 12, 31)));
        if (text[4] != '-' || !Digits(5, 2) || Number(text[5..7]) is not (>= 1 and <= 12 and var month)) return null;
        int days = GregorianDay.DaysIn(year.First, (int)month);
        EdtfPart ofYear = new(text[5..7], Qualification.None);
        if (text.Length == 7) return new EdtfPoint(year, ofYear, null, null, null, new(GregorianDay.Number(year.First, (int)month, 1), GregorianDay.Number(year.First, (int)month, days)));
        if (text[7] != '-' || !Digits(8, 2) || Number(text[8..]) is not (>= 1 and var day) || day > days) return null;
        long number = GregorianDay.Number(year.First, (int)month, (int)day);
        return new EdtfPoint(year, ofYear, new EdtfPart(text[8..], Qualification.None), null, null, new(number, number));

        bool Digits(int from, int count) => !text.AsSpan(from, count).ContainsAnyExceptInRange('0', '9');
    }

    private static EdtfYear FourDigits(string digits, bool isNegative, Qualification qualification)
    {
        long low = Number(digits.Replace('X', '0')), high = Number(digits.Replace('X', '9'));
        (long first, long last) = isNegative ? (-high, -low) : (low, high);
        return new EdtfYear(digits, first, last, first == last ? first : null, null, qualification);
    }

    private static EdtfProblem ReadLongYear(Match match, out EdtfPoint? point)
    {
        point = null;
        string digits = match.Groups["year"].Value;
        bool isNegative = match.Groups["sign"].Success;
        int exponent = match.Groups["exponent"] is { Success: true } e ? (int)Number(e.Value) : 0;
        if (digits.Length + exponent > 13) return EdtfProblem.YearTooFar;

        long size = Number(digits);
        for (int i = 0; i < exponent; i++) size *= 10;
        if (size > FarthestYear) return EdtfProblem.YearTooFar;
        // The Y is for years that four digits can't hold; with an exponent it may stand before any.
        if (match.Groups["long"].Success ? digits[0] == '0' || size < 10_000 : digits.Length != 4) return EdtfProblem.YearNeedsFourDigits;

        long step = 1;
        int? significant = match.Groups["significant"] is { Success: true } s ? (int)Number(s.Value) : null;
        if (significant is { } count)
        {
            int length = digits.Length + exponent;
            if (count < 1 || count > length) return EdtfProblem.BadSignificantDigits;
            for (int i = count; i < length; i++) step *= 10;
        }
        long low = size / step * step, high = low + step - 1;
        (long first, long last) = isNegative ? (-high, -low) : (low, high);
        EdtfYear year = new("", first, last, isNegative ? -size : size, significant, Mark(match, "before") | Mark(match, "after"));
        point = new EdtfPoint(year, null, null, null, null, new(GregorianDay.Number(first, 1, 1), GregorianDay.Number(last, 12, 31)));
        return EdtfProblem.None;
    }

    private static DateInterval SpanOf(EdtfYear year, EdtfSeason season)
    {
        (int firstMonth, int months) = season.Span;
        int lastMonth = firstMonth + months - 1;
        long lastYear = year.Last + (lastMonth > 12 ? 1 : 0);
        lastMonth = (lastMonth - 1) % 12 + 1;
        return new(
            GregorianDay.Number(year.First, firstMonth, 1),
            GregorianDay.Number(lastYear, lastMonth, GregorianDay.DaysIn(lastYear, lastMonth)));
    }

    // Searched, not computed, because unspecified digits leave holes: 156X-02-29 first falls in 1560 and last in 1568.
    private static long? First(EdtfYear year, EdtfPart? month, EdtfPart? day)
    {
        foreach (long y in year.Candidates(fromLast: false))
            foreach (int m in month?.Candidates(12) ?? [1])
                foreach (int d in day?.Candidates(GregorianDay.DaysIn(y, m)) ?? [1])
                    return GregorianDay.Number(y, m, d);
        return null;
    }

    private static long? Last(EdtfYear year, EdtfPart? month, EdtfPart? day)
    {
        foreach (long y in year.Candidates(fromLast: true))
            foreach (int m in month?.Candidates(12).Reverse() ?? [12])
                foreach (int d in day?.Candidates(GregorianDay.DaysIn(y, m)).Reverse() ?? [GregorianDay.DaysIn(y, m)])
                    return GregorianDay.Number(y, m, d);
        return null;
    }

    private static bool TryTime(Match match, out EdtfTime? time)
    {
        time = null;
        if (!match.Groups["hour"].Success) return true;
        int hour = At("hour"), minute = At("minute"), second = At("second"), shiftHour = At("shiftHour"), shiftMinute = At("shiftMinute");
        if (hour > 23 || minute > 59 || second > 59 || shiftHour > 14 || shiftMinute > 59) return false;

        int sign = match.Groups["shiftSign"].Value == "-" ? -1 : 1;
        int? shift = match.Groups["zone"].Success ? sign * (shiftHour * 60 + shiftMinute) : null;
        time = new EdtfTime(new TimeOnly(hour, minute, second), shift);
        return true;

        int At(string group) => match.Groups[group] is { Success: true } g ? (int)Number(g.Value) : 0;
    }

    private static Qualification Mark(Match match, string group) => match.Groups[group].Value switch
    {
        "?" => Qualification.Uncertain,
        "~" => Qualification.Approximate,
        "%" => Qualification.Uncertain | Qualification.Approximate,
        _ => Qualification.None,
    };

    private static long Number(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    // A mark before a part is about that part alone; a mark after a part is about it and all parts to its left.
    [GeneratedRegex(
        @"^(?<yearBefore>[?~%])?(?<sign>-)?(?<year>[0-9X]{4})(?<yearAfter>[?~%])?" +
        @"(-(?<monthBefore>[?~%])?(?<month>[0-9X]{2})(?<monthAfter>[?~%])?" +
        @"(-(?<dayBefore>[?~%])?(?<day>[0-9X]{2})(?<dayAfter>[?~%])?" +
        @"(T(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})" +
        @"(?<zone>Z|(?<shiftSign>[+-])(?<shiftHour>[0-9]{2})(:(?<shiftMinute>[0-9]{2}))?)?)?)?)?\z",
        Options)]
    private static partial Regex Calendar();

    [GeneratedRegex(
        @"^(?<before>[?~%])?((?<long>Y)(?<sign>-)?(?<year>[0-9]{1,13})(E(?<exponent>[0-9]{1,2}))?(S(?<significant>[0-9]{1,2}))?" +
        @"|(?<sign>-)?(?<year>[0-9]{1,13})S(?<significant>[0-9]{1,2}))(?<after>[?~%])?\z",
        Options)]
    private static partial Regex LongYear();

    [GeneratedRegex(@"^[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{4}\z", Options)]
    private static partial Regex YearLast();

    [GeneratedRegex(@"^[?~%]?-?([0-9X]{1,3}|[0-9X]{5,})[?~%]?(-.*)?\z", Options)]
    private static partial Regex ShortYear();

    [GeneratedRegex(@"^-?[0-9X]{4}[?~%]?-([0-9X][?~%]?(-.*)?|[0-9X]{2}[?~%]?-[0-9X][?~%]?)\z", Options)]
    private static partial Regex ShortPart();
}
