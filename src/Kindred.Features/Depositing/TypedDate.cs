using System.Globalization;
using System.Text.RegularExpressions;
using Kindred.Domain.Dates;
using Kindred.Features.Shared;

namespace Kindred.Features.Depositing;

/// <summary>Reads a date as people type it ("January 2017", "29 enero 2017", "about 1984", "1942 to 1945") and gives it as EDTF. What it cannot
/// read for certain it gives back as it was typed: 3/4/2017 is two days, and nobody guesses.</summary>
public sealed partial class TypedDate
{
    private readonly Texts texts;
    private readonly Dictionary<string, int> months = new(StringComparer.OrdinalIgnoreCase);

    public TypedDate(Texts texts)
    {
        this.texts = texts;
        // English beside the page's own language: many type the month as their source writes it.
        foreach (CultureInfo culture in new[] { texts.Culture, Texts.For(Texts.Source).Culture }) AddMonths(culture.DateTimeFormat);
        foreach (string months in texts["contribute.date.months"].Split(';', StringSplitOptions.RemoveEmptyEntries))
            foreach ((string name, int at) in months.Split(',').Select((name, at) => (name, at))) this.months.TryAdd(name.Trim(), at + 1);
    }

    public string ToEdtf(string typed)
    {
        string text = AsciiDigits.Of(typed.Trim());
        if (IsEdtf(text)) return text;
        return Read(Spaces().Replace(text.Replace(",", " ").Replace("،", " "), " ").Trim()) is { } read && IsEdtf(read) ? read : typed;
    }

    private string? Read(string text)
    {
        if (After(text, "contribute.date.since") is { } since) return Point(since) is { } start ? start + "/.." : null;
        foreach (string to in Words("contribute.date.to"))
        {
            if (Interval(text, $" {to} ") is { } interval) return interval;
        }

        return Interval(text, "–") ?? Years().Match(text) switch
        {
            { Success: true } years => $"{years.Groups[1].Value}/{years.Groups[2].Value}",
            _ => Point(text),
        };
    }

    private string? Interval(string text, string between)
    {
        if (text.Split(between, StringSplitOptions.TrimEntries) is not [var first, var last]) return null;
        string? start = Point(After(first, "contribute.date.from") ?? first), end = Point(last);
        return start is null || end is null ? null : $"{start}/{end}";
    }

    private string? Point(string text)
    {
        if (After(text, "contribute.date.about") is { } about) return Point(about) is { } point ? point + "~" : null;
        if (IsEdtf(text)) return text;
        if (Decade().Match(text) is { Success: true } decade) return decade.Groups[1].Value + "X";
        // كانون الثاني is one month.
        foreach (string name in months.Keys.Where(name => name.Contains(' '))) text = text.Replace(name, name.Replace(' ', '\u00A0'), StringComparison.OrdinalIgnoreCase);
        string[] parts = [.. text.Split(' ').Where(part => !Words("contribute.date.of").Contains(part, StringComparer.OrdinalIgnoreCase))];
        return parts switch
        {
            [var day, var month, var year] when Day(day) is { } d && Month(month) is { } m && IsYear(year) => $"{year}-{m:00}-{d:00}",
            [var month, var day, var year] when Day(day) is { } d && Month(month) is { } m && IsYear(year) => $"{year}-{m:00}-{d:00}",
            [var month, var year] when Month(month) is { } m && IsYear(year) => $"{year}-{m:00}",
            [var season, var year] when Season(season) is { } code && IsYear(year) => $"{year}-{code}",
            _ => null,
        };
    }

    private int? Month(string word) => months.TryGetValue(word.TrimEnd('.').Replace('\u00A0', ' '), out int month) ? month : null;

    private int? Season(string word)
    {
        string[] keys = ["contribute.date.spring", "contribute.date.summer", "contribute.date.autumn", "contribute.date.winter"];
        int at = Array.FindIndex(keys, key => Words(key).Contains(word, StringComparer.OrdinalIgnoreCase));
        return at < 0 ? null : 21 + at;
    }

    /// <summary>What follows one of these words, where the text begins with it.</summary>
    private string? After(string text, string key) =>
        Words(key).FirstOrDefault(word => text.StartsWith(word + " ", StringComparison.OrdinalIgnoreCase)) is { } begins ? text[(begins.Length + 1)..].Trim() : null;

    private IEnumerable<string> Words(string key) =>
        texts[key].Split(',').Concat(Texts.For(Texts.Source)[key].Split(',')).Select(word => word.Trim()).Where(word => word.Length > 0);

    private void AddMonths(DateTimeFormatInfo format)
    {
        foreach (string[] names in new[] { format.MonthNames, format.MonthGenitiveNames, format.AbbreviatedMonthNames })
        {
            for (int month = 0; month < 12; month++) months.TryAdd(names[month].TrimEnd('.'), month + 1);
        }
    }

    private static int? Day(string text) =>
        OrdinalEnd().Replace(text, "") is { Length: 1 or 2 } day && int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and < 32 ? number : null;

    private static bool IsYear(string text) => text.Length == 4 && text.All(char.IsAsciiDigit);

    private static bool IsEdtf(string text) => EdtfDate.TryParse(text, out _, out _);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(\d{4}) ?[-—] ?(\d{4})$")]
    private static partial Regex Years();

    [GeneratedRegex(@"^(?:the )?(\d{3})0s$", RegexOptions.IgnoreCase)]
    private static partial Regex Decade();

    [GeneratedRegex(@"(?<=\d)(st|nd|rd|th)$", RegexOptions.IgnoreCase)]
    private static partial Regex OrdinalEnd();
}
