using System.Text.RegularExpressions;

namespace Kindred.Tests.Life.Matrix;

/// <summary>The answer for what never was, with blanks where two of them differ: what is new each time, such as a seal, a key or a receipt.</summary>
internal sealed partial class Blank
{
    private const string Own = "its own key";
    private readonly string[] parts;
    private readonly bool[] isNew;

    private Blank(string[] parts, bool[] isNew) => (this.parts, this.isNew) = (parts, isNew);

    /// <summary>Null: the two differ in more than single words, and nothing can be compared with them.</summary>
    public static Blank? Of(Answer one, Ask asOne, Answer other, Ask asOther, (string, string) keys)
    {
        string[] first = Parts(one, keys.Item1), second = Parts(other, keys.Item2);
        return first.Length == second.Length && asOne.Route == asOther.Route ? new Blank(first, [.. first.Zip(second, (a, b) => a != b)]) : null;
    }

    /// <summary>Where the answer differs; null: nowhere.</summary>
    public string? Difference(Answer answer, string key, string word)
    {
        string[] own = Parts(answer, key, word);
        for (int at = 0; at < Math.Min(own.Length, parts.Length); at++)
            if (own[at] != parts[at] && !isNew[at]) return $"…{Around(parts, at)}… became …{Around(own, at)}…";
        return own.Length == parts.Length ? null : $"{parts.Length} words became {own.Length}";
    }

    private static string[] Parts(Answer answer, string key, string word = Thing.NeverWord) =>
        Words().Split(Receipt().Replace(answer.Text, "its own receipt").Replace(key, Own, StringComparison.OrdinalIgnoreCase).Replace(word, Own, StringComparison.OrdinalIgnoreCase));

    private static string Around(string[] parts, int at) => string.Concat(parts[Math.Max(0, at - 8)..Math.Min(parts.Length, at + 12)]).ReplaceLineEndings("⏎");

    [GeneratedRegex("([A-Za-z0-9_+/=-]+)")]
    private static partial Regex Words();

    // Two of them may have a word in common at the same place.
    [GeneratedRegex("(?<=\"receipt\":\"|translate=\"no\">)(?:[a-z]+ ){6}[a-z]+")]
    private static partial Regex Receipt();
}
