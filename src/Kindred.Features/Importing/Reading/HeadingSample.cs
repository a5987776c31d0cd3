using System.Collections.Immutable;

namespace Kindred.Features.Importing.Reading;

/// <summary>Headings of a source whose rows bring their own.</summary>
internal static class HeadingSample
{
    private const int MostHeadings = 16_384;

    public static ImmutableArray<string> Of(IEnumerable<SourceRow> rows) =>
        [.. rows.Take(Source.SampledRows).SelectMany(row => row.Cells).Select(cell => cell.Heading).Distinct(StringComparer.Ordinal).Take(MostHeadings)];
}
