using System.Globalization;
using System.Text.RegularExpressions;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Features.Importing.Mapping.Dates;

namespace Kindred.Features.Importing.Tables;

/// <summary>What spreadsheets do to cells that nobody touched: they write dates and numbers their own way, cut long texts off, and lose letters that an older encoding has not. Pure.</summary>
public static partial class SpreadsheetHabits
{
    /// <summary>A cell of a spreadsheet holds 32,767 characters; what is near it and the beginning of a longer text was cut off. Of a text over several cells one may be missing.</summary>
    private const int NearlyFull = 31_000;

    /// <param name="was">What the archive wrote.</param>
    /// <param name="now">What came back, otherwise.</param>
    /// <returns>That it says the same; or why it may be no one's change: then it is not taken.</returns>
    public static (bool IsSame, Finding? Doubt) Weigh(string was, string now)
    {
        if ((now.Contains('\uFFFD') && !was.Contains('\uFFFD')) || HasLostLetters(was, now)) return (false, new Finding("cell-characters-lost"));
        if (now.Length >= NearlyFull && now.Length < was.Length && was.StartsWith(now, StringComparison.Ordinal)) return (false, new Finding("cell-cut-off"));
        if (now is ['#', .. var error] && error.TrimEnd('!', '?', '/') is "REF" or "NAME" or "VALUE" or "DIV/0" or "N/A" or "NULL" or "NUM" && !was.StartsWith('#')) return (false, new Finding("cell-error"));
        return IsPlain(was) ? WeighDate(was, now) ?? WeighNumber(was, now) ?? (false, null) : (false, null);
    }

    /// <summary>Question marks stand where letters were that Windows-1252 has not.</summary>
    private static bool HasLostLetters(string was, string now)
    {
        if (now.Any(IsBeyond)) return false;
        int lost = was.Count(IsBeyond), more = now.Count(one => one == '?') - was.Count(one => one == '?');
        if (lost == 0 || more <= 0) return false;
        // Nothing else was changed, or so many are gone that it is no question somebody asks.
        return string.Concat(was.Select(one => IsBeyond(one) ? '?' : one)) == now || (lost > 3 && more * 5 >= lost * 4);
    }

    private static bool IsBeyond(char one) => one > '\u00FF' && !"€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".Contains(one);

    /// <summary>A spreadsheet may take it for a date or a number.</summary>
    private static bool IsPlain(string was) => was.Length is > 0 and <= 40 && was.AsSpan().ContainsAnyInRange('0', '9');

    private static (bool, Finding?)? WeighDate(string was, string now)
    {
        if (was.Length is not (7 or 10) || was[4] != '-' || !EdtfDate.TryParse(was, out _) || !int.TryParse(was.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out int year)) return null;
        // What is a date of the archive's form already was written by a person, but for the first of a month: spreadsheets add that.
        if (EdtfDate.TryParse(now, out _)) return was.Length == 7 && now == was + "-01" ? (false, new Finding("cell-date-first")) : null;
        string?[] days = [.. Orders(now).Select(order => DateReader.Read(now.Replace('.', '/').TrimEnd('/'), new DateForm(order, Math.Max(0, year - 50))).Edtf).Where(read => read is not null)];
        // Where it is another day the other way round, a person may have written that one.
        if (days.Any(IsSame)) return days.All(IsSame) ? (true, null) : (false, new Finding("cell-date-two-ways"));

        // Jan-17: to a reader of dates the seventeenth, too.
        int letters = now.AsSpan().IndexOfAnyInRange('0', '9') - 1;
        bool isOfYear = letters > 0 && now[letters] is '-' or ' ' or '.' or '/' && int.TryParse(now.AsSpan(letters + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int typed) && (typed == year || typed == year % 100);
        return was.Length == 7 && isOfYear && DateReader.Read($"{now[..letters].TrimEnd('.')} {was[..4]}").Edtf == was ? (true, null) : null;

        bool IsSame(string? read) => read == was || (was.Length == 7 && read == was + "-01");
    }

    /// <summary>Where dots stand the day comes first.</summary>
    private static DateOrder[] Orders(string now) => now.Contains('.', StringComparison.Ordinal) ? [DateOrder.DayFirst] : [DateOrder.DayFirst, DateOrder.MonthFirst];

    /// <summary>007 comes back as 7, 9780141036144 as 9.78014E+12, 1000 as 1.000 or 1,000.00.</summary>
    private static (bool, Finding?)? WeighNumber(string was, string now)
    {
        if (!decimal.TryParse(was, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal written) || now.Length > 40) return null;
        // Either sign may part thousands or the fraction.
        string?[] forms = [WithPoint().IsMatch(now) ? Digits(now, '.') : null, WithComma().IsMatch(now) ? Digits(now, ',').Replace(',', '.') : null];
        foreach (string? form in forms)
        {
            if (form is null || !double.TryParse(form, NumberStyles.Float, CultureInfo.InvariantCulture, out double read)) continue;
            if (!form.Contains('E', StringComparison.OrdinalIgnoreCase))
            {
                // 007 and 7 are two texts, and one number: no cell of a spreadsheet can tell which was meant.
                if (decimal.TryParse(form, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal same) && same == written) return (true, null);
            }
            else if (Math.Abs(read - (double)written) <= Math.Abs((double)written) * 0.01)
            {
                return (false, new Finding("cell-number-rounded"));
            }
        }

        return null;

        static string Digits(string now, char point) => string.Concat(now.Where(one => char.IsAsciiDigit(one) || one == point || one is '+' or '-' or 'E' or 'e'));
    }

    /// <summary>Thousands are parted by one sign, three digits each, or two as in India: <c>1.5</c> is no fifteen.</summary>
    [GeneratedRegex(@"^[+-]?(?:[0-9]*|[0-9]{1,3}(?<part>[,' \u00A0\u202F])[0-9]{3}(?:\k<part>[0-9]{3})*|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3})(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?$")]
    private static partial Regex WithPoint();

    [GeneratedRegex(@"^[+-]?(?:[0-9]*|[0-9]{1,3}(?<part>[.' \u00A0\u202F])[0-9]{3}(?:\k<part>[0-9]{3})*)(?:,[0-9]*)?(?:[eE][+-]?[0-9]+)?$")]
    private static partial Regex WithComma();
}
