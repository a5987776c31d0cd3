using System.Text;
using Kindred.Features.Shared.Text.Stemmers;

namespace Kindred.Features.Shared.Text;

/// <summary>
/// The stems of one word. A word written with marks has two: its own stem, folded (égalités → egal), and the stem of what someone
/// types without marks (egalites → egalit). Both are indexed and both are asked for, so that Snowball's rules keep the accents they
/// need and a query without accents still meets every form of the word; stemming only the folded form would lose the first, stemming
/// only the original the second.
/// </summary>
internal static class WordStems
{
    public const int ShortestWord = 3;

    /// <summary>Writes the stems and returns their lengths; 0 for none.</summary>
    public static (int First, int Second) Write(
        Stemmer stemmer, ReadOnlySpan<char> written, ReadOnlySpan<char> folded, Span<char> first, Span<char> second)
    {
        if (folded.Length < ShortestWord) return default;
        folded.CopyTo(first);
        int firstLength = stemmer.StemUnmarked(first, folded.Length);
        if (stemmer.Script == Script.Arabic || Ascii.IsValid(written)) return (firstLength, 0);

        Span<char> work = stackalloc char[Stemmer.BufferLength];
        int lower = Folding.Lower(written, work[..Folding.LongestToken]);
        int stemmed = stemmer.Stem(work, lower);
        int secondLength = Folding.Fold(work[..stemmed], second);
        return (firstLength, first[..firstLength].SequenceEqual(second[..secondLength]) ? 0 : secondLength);
    }
}
