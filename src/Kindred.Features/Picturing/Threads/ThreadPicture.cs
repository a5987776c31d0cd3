using System.Collections.Immutable;
using CommunityGraph;
using CommunityGraph.Layouts;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Threads;

/// <summary>The ways between two records side by side, each record once: as reading goes along, or from top to bottom where there is little room. A step leads to its connection and says why.</summary>
internal sealed class ThreadPicture
{
    private const double LabelSize = 12, LineHeight = 14;

    private readonly ThreadFound found;
    private readonly Texts texts;
    private readonly KindSet kinds;
    private readonly Func<string, string> to;
    private readonly bool isUpright;
    private readonly IReadOnlyList<RecordLine> records;
    private readonly Dictionary<RecordId, int> numbers;

    private ThreadPicture(ThreadFound found, Texts texts, KindSet kinds, Func<string, string> to, bool isUpright)
    {
        (this.found, this.texts, this.kinds, this.to, this.isUpright, records) = (found, texts, kinds, to, isUpright, found.Records);
        numbers = records.Index().ToDictionary(one => one.Item.Id, one => one.Index);
    }

    /// <param name="found">With a way at least.</param>
    /// <param name="to">An address of the archive as the picture leads there.</param>
    /// <param name="alone">Where it is no part of a page; null: it is.</param>
    public static Picture Draw(ThreadFound found, Texts texts, KindSet kinds, Func<string, string> to, bool isUpright, PictureAlone? alone, CancellationToken cancel) =>
        new ThreadPicture(found, texts, kinds, to, isUpright).Draw(alone, cancel);

    private Picture Draw(PictureAlone? alone, CancellationToken cancel)
    {
        LayeredLayout layout = Layout(cancel);
        double width = Math.Ceiling(isUpright ? layout.Width : layout.Height), height = Math.Ceiling(isUpright ? layout.Height : layout.Width);
        SvgSheet sheet = new(Math.Max(isUpright ? 260 : 560, width) + (2 * SvgSheet.Margin), texts, isUpright ? "upright-" : "");
        double aside = (sheet.Inside - width) / 2;
        sheet.Add("<defs>\n");
        MarkDrawing marks = MarkDrawing.Declare(sheet, records.Select(line => kinds[line.Kind]));
        sheet.Add("<path id=\"").Add(sheet.Id("doubt")).Add("\" class=\"doubt\" d=\"M0-5L5 0L0 5L-5 0z\"/>\n</defs>\n");
        string title = ThreadWords.Title(found, texts), counts = ThreadWords.Counts(found, texts);
        alone?.Above(sheet, title, counts, ThreadWords.Remarks(found, texts), texts["thread.read"]);
        (int One, int Other, ImmutableArray<StepRead> Claims)[] steps = [.. Steps()];
        Legend.Draw(sheet, texts, marks, steps.Select(step => LineForm.Of(step.Claims[0].Type)).ToHashSet(), isDisputed: steps.Any(step => step.Claims.Any(claim => !claim.Line.Disputes.IsEmpty)));
        sheet.Y += 10;
        double top = sheet.Y;
        foreach ((int one, int other, ImmutableArray<StepRead> claims) in steps) Step(sheet, [.. Course(layout, one, other).Select(At)], claims);
        for (int at = 0; at < records.Count; at++) Record(sheet, marks, records[at], At(layout.Places[at]));
        sheet.Y = top + height;
        alone?.Below(sheet);
        return sheet.ToPicture(title, string.Join(' ', [counts, .. ThreadWords.Remarks(found, texts), texts["thread.read"]]));

        // Layers lie one below the other: sideways they lie one after the other, as reading goes.
        Point At(Point place) => new(
            Math.Round(sheet.Along(SvgSheet.Margin + aside + (isUpright ? place.X : place.Y))),
            Math.Round(top + (isUpright ? place.Y : place.X)));
    }

    private LayeredLayout Layout(CancellationToken cancel)
    {
        GraphBuilder graph = new(records.Count);
        int[] layers = new int[records.Count];
        foreach (ThreadWay way in found.Ways.Reverse())
        {
            for (int at = 1; at < way.Records.Length; at++) layers[numbers[way.Records[at].Id]] = at;
        }

        layers[numbers[found.To.Id]] = layers.Max() + (found.Ways.Any(way => way.Records.SkipLast(1).Any(line => layers[numbers[line.Id]] >= layers[numbers[found.To.Id]])) ? 1 : 0);
        foreach ((int one, int other, _) in Steps()) graph.Add(one, other);
        return LayeredLayout.Of(graph.Build(), layers, isUpright ? new LayeredOptions { LayerHeight = 140, Least = 112 } : new LayeredOptions { LayerHeight = 186, Least = 104 }, cancel);
    }

    /// <summary>Each pair of neighbours once.</summary>
    private IEnumerable<(int One, int Other, ImmutableArray<StepRead> Claims)> Steps() => found.Ways.SelectMany(way => way.Steps)
        .Select(step => (One: numbers[step[0].From.Id], Other: numbers[step[0].To.Id], Claims: step)).DistinctBy(step => (Math.Min(step.One, step.Other), Math.Max(step.One, step.Other)));

    private static IEnumerable<Point> Course(LayeredLayout layout, int one, int other)
    {
        IReadOnlyList<Point> through = layout.Bends.Where(bend => (bend.Upper, bend.Lower) == (one, other)).Select(bend => bend.Points).FirstOrDefault()
            ?? [.. layout.Bends.Where(bend => (bend.Upper, bend.Lower) == (other, one)).SelectMany(bend => bend.Points.Reverse())];
        return [layout.Places[one], .. through, layout.Places[other]];
    }

    private void Step(SvgSheet sheet, Point[] course, ImmutableArray<StepRead> claims)
    {
        StepRead best = claims[0];
        sheet.Add("<a href=\"").AddText(to("/c/" + best.Line.Connection.Value.Id)).Add("\"><title>").AddText(string.Join('\n', claims.Select(claim => claim.Sentence(texts)))).Add("</title>");
        sheet.Add($"<path class=\"line {LineForm.Of(best.Type).Name}\" d=\"M").Add(course[0].X).Add(" ").Add(course[0].Y);
        foreach (Point point in course.Skip(1)) sheet.Add("L").Add(point.X).Add(" ").Add(point.Y);
        // Where many come together there is no room for words: they stand at the other end.
        int part = best.From.Id == found.From.Id ? course.Length - 2 : 0;
        Point from = course[part], until = course[part + 1];
        double x = Math.Round((from.X + until.X) / 2), y = Math.Round((from.Y + until.Y) / 2);
        string[] lines = [.. SvgText.Lines(best.Claim(texts), 9, 2)];
        sheet.Add("\"/>");
        for (int at = 0; at < lines.Length; at++)
            sheet.Add("<text class=\"label m\" x=\"").Add(x).Add("\" y=\"").Add(y - 5 - ((lines.Length - 1 - at) * LineHeight)).Add("\">").AddText(SvgText.Isolated(lines[at])).Add("</text>");
        sheet.Add("</a>\n");
        if (claims.Any(claim => !claim.Line.Disputes.IsEmpty)) sheet.Add("<use href=\"#").Add(sheet.Id("doubt")).Add("\" x=\"").Add(x).Add("\" y=\"").Add(y + 8).Add("\"><title>").AddText(texts["svg.disputed"]).Add("</title></use>\n");
    }

    private void Record(SvgSheet sheet, MarkDrawing marks, RecordLine line, Point place)
    {
        Kind kind = kinds[line.Kind];
        string title = SvgText.Visible(RecordName.Of(line, texts).Title);
        marks.Mark(kind, place.X, place.Y, texts.Format("svg.mark", texts[$"kind.{kind.Name}.one"], NetworkPicture.Short(title)), to(line.Address));
        string[] lines = [.. SvgText.Lines(title, (isUpright ? 106 : 150) / LabelSize, 3)];
        // Where ways go down from it, its name stands above.
        double first = isUpright && line.Id == found.From.Id ? place.Y - KindMark.Radius - 6 - ((lines.Length - 1) * LineHeight) : place.Y + KindMark.Radius + 14;
        for (int at = 0; at < lines.Length; at++)
            sheet.Add("<text class=\"label m").Add(IsEnd(line) ? " part" : "").Add("\" x=\"").Add(place.X).Add("\" y=\"").Add(first + (at * LineHeight)).Add("\">").AddText(SvgText.Isolated(lines[at])).Add("</text>\n");
    }

    private bool IsEnd(RecordLine line) => line.Id == found.From.Id || line.Id == found.To.Id;
}
