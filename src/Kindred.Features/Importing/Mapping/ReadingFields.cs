using System.Globalization;
using Kindred.Domain;
using Kindred.Features.Importing.Reading;

namespace Kindred.Features.Importing.Mapping;

/// <summary>How a file is to be read, as somebody says it: in a form, in a request, or in a profile.</summary>
public static class ReadingFields
{
    public const string Encoding = "encoding", Delimiter = "delimiter", Sheet = "sheet", HeadingRow = "headingRow", List = "list", RepairsMojibake = "repairsMojibake";

    /// <summary>A tab can't be typed into a form.</summary>
    public const string Tab = "tab";

    /// <summary>Below it no program puts headings.</summary>
    public const int MostHeadingRow = 1_000_000;

    private const int LongestName = 200;

    /// <param name="before">What holds for whatever is not said.</param>
    /// <param name="said">By the name of the field; null: it was not asked. Empty: it is guessed again.</param>
    /// <param name="tell">Told what can't be.</param>
    public static SourceOptions Take(SourceOptions before, Func<string, string?> said, Action<Finding> tell)
    {
        SourceOptions now = before;
        if (said(Encoding)?.Trim() is { } encoding)
        {
            if (encoding.Length == 0) now = now with { Encoding = null };
            else if (TextForm.Knows(encoding)) now = now with { Encoding = encoding };
            else tell(new Finding("source-unknown-encoding", Encoding, Short(encoding)));
        }

        if (said(Delimiter) is { } delimiter)
        {
            if (delimiter.Length == 0) now = now with { Delimiter = null };
            else if ((delimiter is Tab or "\\t" ? "\t" : delimiter) is [var sign] && Dialect.CanDelimit(sign)) now = now with { Delimiter = sign };
            else tell(new Finding("delimiter-not-possible", Delimiter, Short(delimiter)));
        }

        // Spaces are part of a sheet's name; whoever looks for it is told where there is none.
        if (said(Sheet) is { } sheet) now = now with { Sheet = sheet.Length == 0 ? null : Short(sheet) };
        if (said(HeadingRow)?.Trim() is { } row)
        {
            if (row.Length == 0) now = now with { HeadingRow = null };
            else if (Number(row) is <= MostHeadingRow and var number) now = now with { HeadingRow = number };
            else tell(new Finding("no-such-heading-row", HeadingRow, Short(row)));
        }

        if (said(List)?.Trim() is { } list) now = now with { List = list.Length == 0 ? null : list.Length > LongestName * 5 ? list[..(LongestName * 5)] : list };
        if (said(RepairsMojibake) is { } repairs) now = now with { RepairsMojibake = repairs == "true" };
        return now;
    }

    /// <summary>By it a form tells whether the file is still read as it was when the form was made.</summary>
    public static string Mark(SourceOptions options) => string.Create(
        CultureInfo.InvariantCulture, $"{options.Form} {options.Encoding} {(int?)options.Delimiter} {options.HeadingRow} {options.RepairsMojibake} {options.Sheet} {options.List}");

    /// <summary>In the digits of any language.</summary>
    private static int? Number(string text)
    {
        string plain = string.Concat(text.Select(letter => char.IsDigit(letter) ? ((int)char.GetNumericValue(letter)).ToString(CultureInfo.InvariantCulture) : letter.ToString()));
        return int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    private static string Short(string text) => text.Length > LongestName ? text[..LongestName] : text;
}
