using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Roots;

/// <summary>What roots say of themselves in words.</summary>
public static class RootsWords
{
    public static string Heading(RootsFound found, Texts texts) => texts.Format("roots.title", SvgText.Visible(RecordName.Of(found.Subject.Line, texts).Title));

    /// <summary>How many there are, and back to when.</summary>
    public static string Counts(RootsFound found, Texts texts)
    {
        int roots = found.Records.Count(record => record.Distance > 0), grown = found.Records.Count(record => record.Distance < 0);
        return string.Join(' ', (string[])[
            .. roots > 0 ? (string[])[texts.Count("roots.count", roots)] : [],
            .. found.Records.Where(record => record is { Distance: > 0, Year: not null }).Min(record => record.Year) is { } oldest ? (string[])[texts.Format("roots.back-to", new RootPeriod(oldest, false).Said(texts))] : [],
            .. grown > 0 ? (string[])[texts.Count("roots.grown", grown)] : [],
            .. found.Left > 0 ? (string[])[texts.Count("roots.left", found.Left)] : []]);
    }

    /// <summary>That so many more lack the same.</summary>
    public static string More(MissingRoot missing, int count, Texts texts) => missing switch
    {
        MissingRoot.Root => texts.Count("roots.gap.root.more", count),
        MissingRoot.Date => texts.Count("roots.gap.date.more", count),
        MissingRoot.Bearer => texts.Count("roots.gap.bearer.more", count),
        _ => texts.Count("roots.gap.why.more", count),
    };
}
