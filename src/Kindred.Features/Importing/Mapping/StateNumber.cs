using System.Text.RegularExpressions;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Numbers by which states count people: social security, immigration file, identity card, tax. Where there is a check digit it is checked.</summary>
internal static partial class StateNumber
{
    private const string DniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

    /// <param name="put">Start and length of what is found.</param>
    public static void Find(string text, Action<int, int> put)
    {
        foreach (ValueMatch match in SocialSecurity().EnumerateMatches(text)) put(match.Index, match.Length);
        foreach (ValueMatch match in AlienNumber().EnumerateMatches(text)) put(match.Index, match.Length);
        foreach (ValueMatch match in Letters().EnumerateMatches(text)) put(match.Index, match.Length);
        foreach (ValueMatch match in Dni().EnumerateMatches(text)) if (IsDni(text.Substring(match.Index, match.Length))) put(match.Index, match.Length);
        foreach (ValueMatch match in Chinese().EnumerateMatches(text)) if (IsChinese(text.Substring(match.Index, match.Length))) put(match.Index, match.Length);
        foreach (ValueMatch match in French().EnumerateMatches(text)) if (IsFrench(text.Substring(match.Index, match.Length))) put(match.Index, match.Length);
    }

    private static bool IsDni(string number)
    {
        string digits = number[..^1].TrimEnd('-', ' ').Replace(".", "", StringComparison.Ordinal).Replace('X', '0').Replace('Y', '1').Replace('Z', '2');
        return int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int value) && DniLetters[value % 23] == number[^1];
    }

    private static bool IsChinese(string number)
    {
        ReadOnlySpan<int> weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        int sum = 0;
        for (int at = 0; at < 17; at++) sum += (number[at] - '0') * weights[at];
        return "10X98765432"[sum % 11] == char.ToUpperInvariant(number[17]);
    }

    private static bool IsFrench(string number)
    {
        string digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits.Length == 15 && long.Parse(digits[..13], System.Globalization.CultureInfo.InvariantCulture) is var value && 97 - (value % 97) == int.Parse(digits[13..], System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])", RegexOptions.CultureInvariant)]
    private static partial Regex SocialSecurity();

    // The file of who immigrates to the United States.
    [GeneratedRegex(@"(?<![A-Za-z])(?:A-?\s?(?i:number|file|#)\s?(?i:no\.?)?[:#]?\s?A?|(?i:Alien (?:Registration )?(?:Number|No\.?))[:#]?\s?A?|A[ -]?(?=0|2\d\d))\d{2,3}[ -]?\d{3}[ -]?\d{3}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex AlienNumber();

    // United Kingdom, Mexico, Italy.
    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:(?![DFIQUV])[A-Z](?![DFIQUVO])[A-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]|[A-Z]{4}\d{6}[HM][A-Z]{5}[0-9A-Z]\d|[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z])(?![A-Za-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Letters();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:\d{2}\.\d{3}\.\d{3}|\d{8}|[XYZ]-?\d{7})-?[A-Z](?![A-Za-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Dni();

    [GeneratedRegex(@"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"(?<!\d)[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex French();
}
