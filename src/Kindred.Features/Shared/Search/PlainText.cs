using System.Text.RegularExpressions;

namespace Kindred.Features.Shared.Search;

/// <summary>Markdown without its signs, near enough for a line in a list.</summary>
internal static partial class PlainText
{
    public static string Of(string markdown) => Emphasis().Replace(Signs().Replace(Links().Replace(markdown, "$1"), ""), "$1").ReplaceLineEndings(" ");

    [GeneratedRegex(@"!?\[([^\]\[]*)\]\([^)\s]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Links();

    [GeneratedRegex(@"\*([^*\s][^*\n]*)\*", RegexOptions.NonBacktracking)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"(?m)^\s{0,3}(?:#{1,6} |>\s?|[-*+] )|\*\*|__|`", RegexOptions.NonBacktracking)]
    private static partial Regex Signs();
}
