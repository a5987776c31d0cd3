using CommunityGraph;
using CommunityGraph.Layouts;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Circles;

/// <summary>A record in the middle and what is one, two and three steps away on rings around it; each stands near to those by whom it is come to. No mark is larger than another.</summary>
internal static class CirclePicture
{
    /// <summary>Id of the mark that stands for several: a form that no kind has.</summary>
    private const string Several = "several";

    private const double LongestLabel = 11.2, Aside = 132, Above = 34, Least = 640;

    public static Picture Draw(CircleDrawn drawn, Texts texts, KindSet kinds, Func<string, string> to, PictureAlone? alone, CancellationToken cancel)
    {
        RadialLayout layout = Layout(drawn, cancel);
        double radius = layout.Radii[^1], width = Math.Max(Least, Math.Ceiling(2 * (radius + Aside))), height = Math.Ceiling(2 * (radius + Above));
        SvgSheet sheet = new(width + (2 * SvgSheet.Margin), texts);
        sheet.Add("<defs>\n");
        MarkDrawing marks = MarkDrawing.Declare(sheet, drawn.Marks.Where(mark => mark.Line is not null).Select(mark => kinds[mark.Line!.Kind]));
        sheet.Add("<path id=\"").Add(sheet.Id(Several)).Add("\" class=\"doubt\" d=\"M-3-7H7V3H-3zM-7-3H3V7H-7z\"/>\n</defs>\n");
        string title = CircleWords.Title(drawn.Answer, texts), counts = CircleWords.Counts(drawn.Answer.Circle, texts);
        if (alone is not null) alone.Above(sheet, title, counts, CircleWords.Remarks(drawn.Answer, texts), texts["circle.read"]);
        Legend.Draw(sheet, texts, marks, drawn.Ties.Select(tie => tie.Form).ToHashSet(), several: drawn.Marks.Any(mark => mark.Line is null) ? Several : null);
        sheet.Y += 12;
        Point[] points = new Point[drawn.Marks.Length];
        for (int at = 0; at < layout.Nodes.Count; at++)
            points[layout.Nodes[at]] = new Point(Math.Round((width / 2) + (sheet.IsRightToLeft ? -layout.Places[at].X : layout.Places[at].X)), Math.Round((height / 2) + layout.Places[at].Y));
        sheet.Add("<g transform=\"translate(").Add(SvgSheet.Margin).Add(" ").Add(sheet.Y).Add(")\">\n");
        Rings(sheet, layout, width / 2, height / 2);
        Lines(sheet, drawn, points);
        for (int at = 0; at < drawn.Marks.Length; at++) Mark(sheet, marks, drawn, drawn.Marks[at], points[at], texts, kinds, to);
        Labels(sheet, drawn, points, Captions(drawn, layout, points, new Point(width / 2, height / 2)), new LabelOptions
        {
            Width = width, Height = height, Radius = KindMark.Radius + 1, Gap = 2, HasCorners = true, Avoided = [.. drawn.Ties.Select(tie => (points[tie.By], points[tie.Mark]))],
            Barred = [.. layout.Radii.Skip(1).SelectMany(radius => Around(new Point(width / 2, height / 2), radius))],
        }, texts);
        sheet.Add("</g>\n");
        sheet.Y += height;
        if (alone is not null) alone.Below(sheet);
        return sheet.ToPicture(title, string.Join(' ', [counts, .. CircleWords.Remarks(drawn.Answer, texts), texts["circle.read"]]));
    }

    /// <summary>What a mark is called; of one that stands for several what they are and how many.</summary>
    private static string Name(CircleMark mark, Texts texts) => mark.Line is { } line ? RecordName.Of(line, texts).Title : CircleWords.Gathered(mark, texts);

    private static RadialLayout Layout(CircleDrawn drawn, CancellationToken cancel)
    {
        GraphBuilder graph = new(drawn.Marks.Length);
        foreach ((int by, int mark) in drawn.Ties.Select(tie => (tie.By, tie.Mark)).Distinct()) graph.Add(by, mark);
        Dictionary<string, int> groups = drawn.Marks.Where(mark => mark.Group is not null).Select(mark => mark.Group!.Key).Distinct().Index().ToDictionary(one => one.Item, one => one.Index);
        return RadialLayout.Of(graph.Build(), 0, PublicPaths.MostRings, mark => drawn.Marks[mark].Group is { } group ? groups[group.Key] : -1, new RadialOptions { RingWidth = 118, Least = 24 }, cancel);
    }

    private static void Rings(SvgSheet sheet, RadialLayout layout, double x, double y)
    {
        for (int ring = 1; ring < layout.Radii.Count; ring++)
        {
            double radius = Math.Round(layout.Radii[ring]);
            sheet.Add("<circle class=\"rule\" cx=\"").Add(x).Add("\" cy=\"").Add(y).Add("\" r=\"").Add(radius).Add("\"/>\n");
        }
    }

    /// <summary>A ring as short lines.</summary>
    private static IEnumerable<(Point, Point)> Around(Point middle, double radius)
    {
        const int Parts = 120;
        Point[] ring = [.. Enumerable.Range(0, Parts + 1).Select(part => 2 * Math.PI * part / Parts).Select(angle => new Point(middle.X + (radius * Math.Cos(angle)), middle.Y + (radius * Math.Sin(angle))))];
        return ring.Zip(ring.Skip(1));
    }

    private static void Lines(SvgSheet sheet, CircleDrawn drawn, Point[] points)
    {
        foreach (LineForm form in LineForm.All)
        {
            CircleTie[] ties = [.. drawn.Ties.Where(tie => tie.Form == form)];
            if (ties.Length == 0) continue;
            sheet.Add($"<path class=\"line {form.Name}\" d=\"");
            foreach (CircleTie tie in ties) sheet.Add("M").Add(points[tie.By].X).Add(" ").Add(points[tie.By].Y).Add("L").Add(points[tie.Mark].X).Add(" ").Add(points[tie.Mark].Y);
            sheet.Add("\"/>\n");
        }
    }

    private static void Mark(SvgSheet sheet, MarkDrawing marks, CircleDrawn drawn, CircleMark mark, Point point, Texts texts, KindSet kinds, Func<string, string> to)
    {
        if (mark.Line is { } line)
        {
            Kind kind = kinds[line.Kind];
            marks.Mark(kind, point.X, point.Y, texts.Format("svg.mark", texts[$"kind.{kind.Name}.one"], NetworkPicture.Short(RecordName.Of(line, texts).Title)), to(mark.Group is null ? line.Address : "/circle/" + line.Id));
            return;
        }

        CircleRequest opened = drawn.Answer.Request with { Ring = mark.Group!.Ring, Group = mark.Group.Key, Page = 1 };
        sheet.Add("<a href=\"").AddText(to($"/circle/{drawn.Answer.Line.Id}{opened.Query}#table")).Add("\"><use href=\"#").Add(sheet.Id(Several)).Add("\" x=\"").Add(point.X).Add("\" y=\"").Add(point.Y).Add("\"><title>").AddText(CircleWords.GatheredBy(mark, texts)).Add("</title></use></a>\n");
    }

    /// <summary>Of each ring the place on it where there is most room, for words that say which it is.</summary>
    private static Point[] Captions(CircleDrawn drawn, RadialLayout layout, Point[] points, Point middle) =>
    [
        .. from ring in Enumerable.Range(1, layout.Radii.Count - 1)
           let angles = Enumerable.Range(1, points.Length - 1).Where(at => drawn.Marks[at].Group!.Ring == ring).Select(at => Math.Atan2(points[at].Y - middle.Y, points[at].X - middle.X)).Order().ToArray()
           let gaps = angles.Select((angle, at) => (Wide: (at + 1 < angles.Length ? angles[at + 1] : angles[0] + (2 * Math.PI)) - angle, Angle: angle))
           let gap = gaps.MaxBy(one => one.Wide)
           let angle = gap.Angle + (gap.Wide / 2)
           select new Point(Math.Round(middle.X + (layout.Radii[ring] * Math.Cos(angle))), Math.Round(middle.Y + (layout.Radii[ring] * Math.Sin(angle)))),
    ];

    /// <summary>Where there is room: which ring is which, the middle, then what stands for many, then the others as they stand.</summary>
    private static void Labels(SvgSheet sheet, CircleDrawn drawn, Point[] points, Point[] captions, LabelOptions options, Texts texts)
    {
        IReadOnlyList<string>[] lines =
        [
            .. drawn.Marks.Select(mark => SvgText.Lines(SvgText.Visible(Name(mark, texts)), LongestLabel, 2) is [_, ..] label ? label : [""]), .. captions.Select((_, at) => (IReadOnlyList<string>)[texts.Count("circle.steps", at + 1)]),
        ];
        Point[] all = [.. points, .. captions];
        GraphBuilder graph = new(all.Length);
        foreach ((int by, int mark) in drawn.Ties.Select(tie => (tie.By, tie.Mark)).Distinct()) graph.Add(by, mark);
        int[] order = [.. Enumerable.Range(0, all.Length).OrderBy(at => at >= points.Length ? 0 : at == 0 ? 1 : drawn.Marks[at].Line is null ? 2 : 3).ThenBy(at => at)];
        PlacedLabel?[] labels = PlacedLabel.Place(all, lines, options, order, graph.Build());
        PlacedLabel.Draw(sheet, labels[..points.Length]);
        PlacedLabel.Draw(sheet, labels[points.Length..], "label part");
    }
}
