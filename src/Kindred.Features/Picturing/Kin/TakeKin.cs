using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Kin;

/// <summary>Pairs that may be kin as they are taken away, by address or in the terminal.</summary>
public sealed class TakeKin(KinWords words, CurrentSettings settings, KindList kinds, TimeProvider time)
{
    /// <param name="origin">The archive's public address, without a slash at its end; empty: not known, and nothing leads anywhere.</param>
    public Picture Picture(ImmutableArray<KinOffered> pairs, string origin, Texts texts)
    {
        PictureAlone alone = new(texts, settings.Value, origin, time.Today());
        return KinPicture.Draw(
            pairs, words, texts, kinds.Now, alone.To,
            (sheet, marks) =>
            {
                alone.Above(sheet, texts.Format("kin.picture.of", Bidi.Visible(settings.Value.Name)), texts.Count("kin.count", pairs.Length), [], texts["kin.picture.read"]);
                Legend.Draw(sheet, texts, marks, new HashSet<LineForm>());
                PictureFrame.Rule(sheet);
                sheet.Y += 18;
            },
            alone.Below);
    }

    public static ViewGraph Graph(ImmutableArray<KinOffered> pairs, string origin) => new(
        [.. pairs.SelectMany(pair => new[] { pair.One, pair.Other }).DistinctBy(line => line.Id).OrderBy(line => line.Id).Select(line => GraphNode.Of(line, origin))],
        [.. pairs.Select(pair => new GraphEdge($"{pair.One.Id}-{pair.Other.Id}", "mayBeKin", IsSymmetric: true, pair.One.Id, pair.Other.Id, ConnectionWords.None)).OrderBy(edge => edge.Id, StringComparer.Ordinal)]);
}
