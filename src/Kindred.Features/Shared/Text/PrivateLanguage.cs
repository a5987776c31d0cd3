using System.Text;
using System.Text.RegularExpressions;
using Kindred.Domain;

namespace Kindred.Features.Shared.Text;

/// <summary>Tags for languages that nobody here knows a tag for: the name in small Latin letters, in parts of at most eight (RFC 5646, 2.2.7).</summary>
public static partial class PrivateLanguage
{
    private const string Start = "und-x-";
    private const int LongestPart = 8;

    /// <summary>Null: the name has letters that a tag can't have.</summary>
    public static string? Tag(string name)
    {
        string plain = LeftOut().Replace(NormalText.Of(name, NormalizationForm.FormD).ToLowerInvariant(), "");
        if (plain.Any(letter => char.IsLetter(letter) && !char.IsAscii(letter))) return null;
        return Start + string.Join('-', Word().Matches(plain).SelectMany(word => word.Value.Chunk(LongestPart)).Select(part => new string(part)));
    }

    /// <summary>The name in a tag made here; null for any other.</summary>
    public static string? Name(string tag) => tag.StartsWith(Start, StringComparison.Ordinal) ? FullPart().Replace(tag[Start.Length..], "$1").Replace('-', ' ') : null;

    // Accents, and what stands for a glottal stop.
    [GeneratedRegex(@"[\p{Mn}'’ʼꞌ]")]
    private static partial Regex LeftOut();

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Word();

    // A word that fills its part goes on in the next.
    [GeneratedRegex("(?<![a-z0-9])([a-z0-9]{8})-")]
    private static partial Regex FullPart();
}
