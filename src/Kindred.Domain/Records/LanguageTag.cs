using System.Text.RegularExpressions;

namespace Kindred.Domain.Records;

/// <summary>A language as BCP 47 writes it (RFC 5646, 2.1), in the case of 2.1.1: <c>en</c>, <c>zh-Hant-TW</c>, <c>es-419</c>. Its form is checked, not
/// the registry; primary languages of four letters and more are reserved there, and none is given.</summary>
public static partial class LanguageTag
{
    /// <summary>What RFC 5646, 4.4.1, asks everyone to have room for.</summary>
    private const int Longest = 35;

    /// <summary>The tag as it is kept, or null where it can't be one.</summary>
    public static string? Read(string? typed)
    {
        if (typed is not { Length: <= Longest } || !Tag().IsMatch(typed)) return null;
        string[] parts = typed.ToLowerInvariant().Split('-');
        // Script and region; after a singleton everything is small.
        for (int at = 1; at < parts.Length && parts[at].Length > 1; at++)
        {
            if (parts[at].Length == 2) parts[at] = parts[at].ToUpperInvariant();
            else if (parts[at].Length == 4 && char.IsAsciiLetter(parts[at][0])) parts[at] = char.ToUpperInvariant(parts[at][0]) + parts[at][1..];
        }

        return string.Join('-', parts);
    }

    // language, extended language, script, region, variants, extensions, private use
    [GeneratedRegex(@"\A[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[0-9a-wy-z](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
