using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Kin;

/// <summary>Pairs that may be kin as a picture or as a graph.</summary>
public sealed class WholeKin(KinWords words, CurrentSettings settings, KindList kinds, TimeProvider time)
{
    public Picture Draw(ImmutableArray<KinOffered> pairs, string origin, Texts texts) => KinPicture.Draw(
        pairs, words, texts, kinds.Now, address => origin + address,
        (sheet, marks) =>
        {
            PictureFrame.Above(sheet, texts.Format("kin.picture.of", Bidi.Visible(settings.Value.Name)), texts.Count("kin.count", pairs.Length), settings.Value.IsSample ? [texts["shell.sample"]] : [], texts["kin.picture.read"]);
            Legend.Draw(sheet, texts, marks, new HashSet<LineForm>());
            PictureFrame.Rule(sheet);
            sheet.Y += 18;
        },
        sheet => PictureFrame.Below(sheet, PictureFrame.Footer(texts, settings.Value, time.Today(), origin)));

    public static ViewGraph Graph(ImmutableArray<KinOffered> pairs, string origin) => new(
        [.. pairs.SelectMany(pair => new[] { pair.One, pair.Other }).DistinctBy(line => line.Id).OrderBy(line => line.Id).Select(line => GraphNode.Of(line, origin))],
        [.. pairs.Select(pair => new GraphEdge($"{pair.One.Id}-{pair.Other.Id}", "mayBeKin", IsSymmetric: true, pair.One.Id, pair.Other.Id, ConnectionWords.None)).OrderBy(edge => edge.Id, StringComparer.Ordinal)]);
}
