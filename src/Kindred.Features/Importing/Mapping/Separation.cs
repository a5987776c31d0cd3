using System.Collections.Immutable;
using Kindred.Features.Importing.Reading;

namespace Kindred.Features.Importing.Mapping;

/// <summary>How one text holds several values.</summary>
public static class Separation
{
    public const string None = "none";

    /// <summary>A list in JSON or Python notation; line ends; a semicolon or an upright bar; web addresses one after another. A comma is never guessed: it stands in names.</summary>
    public const string Guess = "guess";

    /// <summary>A list in JSON or Python notation.</summary>
    public const string List = "list";

    private static readonly char[] Guessed = ['\n', ';', '|'];

    /// <param name="separation">One of the words above, or the separator itself.</param>
    /// <param name="isAddresses">Web addresses are wanted: whitespace and commas end them, a semicolon may stand in one.</param>
    public static ImmutableArray<string> Of(string text, string separation, bool isAddresses)
    {
        switch (separation)
        {
            case None:
                return [text];
            case List or Guess when ListNotation.TryRead(text, out ImmutableArray<string> items):
                // One of a list of points, which a JSON file has taken apart already.
                if (IsPoint(items)) return [string.Join(", ", items)];
                // Somebody pasted three into one item.
                return isAddresses ? [.. items.Select(Flat).SelectMany(item => Addresses(item))] : [.. items.Select(Flat)];
            case List or Guess when isAddresses:
                return Addresses(text);
            case List:
                return [text];
            case Guess:
                int at = text.AsSpan().IndexOfAny(Guessed);
                return at < 0 ? [text] : Parts(text, text.Contains('\n') ? "\n" : text[at].ToString());
            default:
                return text.Contains(separation, StringComparison.Ordinal) ? Parts(text, separation) : [text];
        }
    }

    /// <summary>A list within a list is one value: <c>[(40.7, -74.0)]</c> holds one point.</summary>
    private static string Flat(string item) => item.Length > 1 && item[0] is '[' or '(' && ListNotation.TryRead(item, out ImmutableArray<string> parts) ? string.Join(", ", parts) : item;

    private static bool IsPoint(ImmutableArray<string> items) => items is [var latitude, var longitude] && latitude.Contains('.') && longitude.Contains('.') && PointReader.Read($"{latitude}, {longitude}").Problem != PointProblem.Unread;

    private static ImmutableArray<string> Addresses(string text)
    {
        if (text.Length < 2 || text.IndexOf("http", 1, StringComparison.OrdinalIgnoreCase) < 0) return [text];
        string[] parts = text.Split([' ', '\n', '\t', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        parts = [.. parts.Select(part => part.TrimEnd(',', ';')).Where(part => part.Length > 0)];
        if (parts.Length == 1) parts = [.. text.Split([",http", ";http"], StringSplitOptions.None).Select((part, index) => index == 0 ? part : "http" + part)];
        // Among words they are part of a sentence.
        return parts.All(part => part.StartsWith("http", StringComparison.OrdinalIgnoreCase)) ? [.. parts] : [text];
    }

    private static ImmutableArray<string> Parts(string text, string separator) =>
        [.. text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
