using System.Collections.Immutable;
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
    private const double LabelSize = 12, EndSize = 14, LineHeight = 14, EndHeight = 16, LongestName = 118, LongestNameBeside = 96, LongestWords = 9;

    /// <summary>Letters of the ends are thicker.</summary>
    private const double Thick = 1.1;

    /// <summary>How wide a row of its legend may be: it is read there before the picture is moved.</summary>
    private const double OnTelephone = 300;

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
        (int One, int Other, ImmutableArray<StepRead> Claims)[] steps = [.. Steps()];
        IReadOnlyList<string>[] names = [.. records.Select(Name)], words = [.. steps.Select(step => SvgText.Lines(step.Claims[0].Claim(texts), LongestWords, 2))];
        ThreadPlan plan = ThreadPlan.Of(
            new ThreadShape(
                isUpright, [.. records.Zip(names, (line, name) => IsEnd(line) ? Size(name, EndSize * Thick, EndHeight) : Size(name, LabelSize, LineHeight))], numbers[found.To.Id],
                [.. steps.Select(step => (step.One, step.Other))], [.. words.Select(said => Size(said, LabelSize, LineHeight))]),
            cancel);
        double width = Math.Ceiling(plan.Width), height = Math.Ceiling(plan.Height);
        SvgSheet sheet = new(Math.Max(isUpright ? 260 : 560, width) + (2 * SvgSheet.Margin), texts, isUpright ? "upright-" : "");
        double aside = (sheet.Inside - width) / 2;
        sheet.Add("<defs>\n");
        MarkDrawing marks = MarkDrawing.Declare(sheet, records.Select(line => kinds[line.Kind]));
        sheet.Add("<path id=\"").Add(sheet.Id("doubt")).Add("\" class=\"doubt\" d=\"M0-5L5 0L0 5L-5 0z\"/>\n</defs>\n");
        string title = ThreadWords.Title(found, texts), counts = ThreadWords.Counts(found, texts);
        alone?.Above(sheet, title, counts, ThreadWords.Remarks(found, texts), texts["thread.read"]);
        Legend.Draw(sheet, texts, marks, steps.Select(step => LineForm.Of(step.Claims[0].Type)).ToHashSet(), isDisputed: steps.Any(step => step.Claims.Any(claim => !claim.Line.Disputes.IsEmpty)), room: isUpright ? OnTelephone : null);
        sheet.Y += 10;
        double top = sheet.Y;
        for (int at = 0; at < steps.Length; at++) Step(sheet, steps[at].Claims, [.. plan.Courses[at].Select(At)], words[at], plan.Words[at], At(plan.Doubts[at]), At);
        for (int at = 0; at < records.Count; at++) Record(sheet, marks, records[at], At(plan.Marks[at]), names[at], plan.Names[at], At);
        sheet.Y = top + height;
        alone?.Below(sheet);
        return sheet.ToPicture(title, string.Join(' ', [counts, .. ThreadWords.Remarks(found, texts), texts["thread.read"]]));

        Point At(Point place) => new(Math.Round(sheet.Along(SvgSheet.Margin + aside + place.X), 1), Math.Round(top + place.Y, 1));
    }

    private IReadOnlyList<string> Name(RecordLine line) =>
        SvgText.Lines(SvgText.Visible(RecordName.Of(line, texts).Title), (isUpright ? LongestNameBeside : LongestName) / (IsEnd(line) ? EndSize * Thick : LabelSize), 3) is [_, ..] lines ? lines : [""];

    private static (double Width, double Height) Size(IReadOnlyList<string> lines, double size, double height) => (lines.Max(SvgText.Width) * size, lines.Count * height);

    /// <summary>Each pair of neighbours once.</summary>
    private IEnumerable<(int One, int Other, ImmutableArray<StepRead> Claims)> Steps() => found.Ways.SelectMany(way => way.Steps)
        .Select(step => (One: numbers[step[0].From.Id], Other: numbers[step[0].To.Id], Claims: step)).DistinctBy(step => (Math.Min(step.One, step.Other), Math.Max(step.One, step.Other)));

    private void Step(SvgSheet sheet, ImmutableArray<StepRead> claims, Point[] course, IReadOnlyList<string> words, ThreadBox box, Point doubt, Func<Point, Point> at)
    {
        StepRead best = claims[0];
        sheet.Add("<a href=\"").AddText(to("/c/" + best.Line.Connection.Value.Id)).Add("\"><title>").AddText(string.Join('\n', claims.Select(claim => claim.Sentence(texts)))).Add("</title>");
        sheet.Add($"<path class=\"line {LineForm.Of(best.Type).Name}\" d=\"M").Add(course[0].X).Add(" ").Add(course[0].Y);
        foreach (Point point in course.Skip(1)) sheet.Add("L").Add(point.X).Add(" ").Add(point.Y);
        sheet.Add("\"/>");
        Words(sheet, words, box, LineHeight, "label", at);
        sheet.Add("</a>\n");
        if (claims.Any(claim => !claim.Line.Disputes.IsEmpty)) sheet.Add("<use href=\"#").Add(sheet.Id("doubt")).Add("\" x=\"").Add(doubt.X).Add("\" y=\"").Add(doubt.Y).Add("\"><title>").AddText(texts["svg.disputed"]).Add("</title></use>\n");
    }

    private void Record(SvgSheet sheet, MarkDrawing marks, RecordLine line, Point place, IReadOnlyList<string> name, ThreadBox box, Func<Point, Point> at)
    {
        Kind kind = kinds[line.Kind];
        marks.Mark(kind, place.X, place.Y, texts.Format("svg.mark", texts[$"kind.{kind.Name}.one"], NetworkPicture.Short(RecordName.Of(line, texts).Title)), to(line.Address));
        Words(sheet, name, box, IsEnd(line) ? EndHeight : LineHeight, IsEnd(line) ? "label part" : "label", at);
    }

    /// <summary>Beside a line that goes down they begin where reading does, over and under one that goes along they stand in its middle.</summary>
    private void Words(SvgSheet sheet, IReadOnlyList<string> lines, ThreadBox box, double height, string style, Func<Point, Point> at)
    {
        Point begin = at(new Point(isUpright ? box.Left : box.Left + (box.Width / 2), box.Top));
        string side = isUpright ? sheet.IsRightToLeft ? " e" : "" : " m";
        foreach ((int number, string line) in lines.Index())
            sheet.Add($"<text class=\"{style}{side}\" x=\"").Add(begin.X).Add("\" y=\"").Add(begin.Y + (height * 0.75) + (number * height)).Add("\">").AddText(SvgText.Isolated(line)).Add("</text>\n");
    }

    private bool IsEnd(RecordLine line) => line.Id == found.From.Id || line.Id == found.To.Id;
}
