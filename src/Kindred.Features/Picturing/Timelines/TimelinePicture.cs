using System.Collections.Immutable;
using System.Text;
using CommunityGraph.Layouts;
using Kindred.Domain.Kinds;
using Kindred.Features.Picturing.Maps;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Timelines;

/// <summary>Draws a timeline from top to bottom, as narrow as a telephone: units of time with what lies in each, and beside them, as long lines, what lasts over several.</summary>
internal sealed class TimelinePicture
{
    private const double InPageWidth = 330, AloneWidth = 680, Edge = 10, Lane = 12, TextSize = 14, LineHeight = 18;

    private readonly TimelineShown shown;
    private readonly Texts texts;
    private readonly Func<string, string>? link;
    private readonly PictureAlone? alone;
    private readonly SvgSheet sheet;
    private readonly TimelineRows rows;
    private readonly ImmutableArray<KindMark> marks;
    private readonly double axis, words;

    private TimelinePicture(TimelineShown shown, KindSet kinds, Texts texts, Func<string, string>? link, PictureAlone? alone)
    {
        (this.shown, this.texts, this.link, this.alone) = (shown, texts, link, alone);
        sheet = new SvgSheet(alone is null ? InPageWidth : AloneWidth, texts);
        marks = KindMark.Of(shown.Drawn.Select(one => one.Kind).Distinct().Select(kinds.Find).OfType<Kind>().OrderBy(kind => kind.Name, StringComparer.Ordinal));
        // Long lines that follow each other share a lane: how many there are is known when the rows are, which are as broad as the lanes leave them.
        int lanes = shown.Bands.Stretches.Length;
        rows = RowsBeside(lanes);
        if (rows.Lanes < lanes && RowsBeside(rows.Lanes) is { } broader && broader.Lanes <= rows.Lanes) (rows, lanes) = (broader, rows.Lanes);
        (axis, words) = (AxisBeside(lanes), AxisBeside(lanes) + 20);
    }

    /// <param name="link">Makes an address of this archive one that a page leads to.</param>
    public static Picture InPage(TimelineShown shown, KindSet kinds, Texts texts, Func<string, string> link) => new TimelinePicture(shown, kinds, texts, link, null).Drawn();

    /// <summary>Leads nowhere.</summary>
    public static Picture Alone(TimelineShown shown, KindSet kinds, PictureAlone alone) => new TimelinePicture(shown, kinds, alone.Texts, null, alone).Drawn();

    private Picture Drawn()
    {
        sheet.Add("<defs>\n");
        foreach (KindMark mark in marks) sheet.Add(mark.Declared(IdOf(mark.Kind.Name), KindMark.Radius)).Add("\n");
        sheet.Add("</defs>\n");
        sheet.Y = 8;
        if (alone is not null)
        {
            sheet.Y = SvgSheet.Margin;
            alone.Above(sheet, texts["timeline.title"], TimelineWords.Said(shown, texts), [], texts["timeline.read"]);
            sheet.Y += 8;
        }

        double top = sheet.Y;
        sheet.Add("<g transform=\"translate(0 ").Add(top).Add(")\">\n");
        Axis();
        foreach (StretchPlace stretch in rows.Stretches) Stretch(stretch);
        foreach (TimelineRow row in rows.Rows) Row(row);
        sheet.Add("</g>\n");
        sheet.Y = top + rows.Height + 6;
        sheet.Add("<path class=\"rule\" d=\"M").Add(Edge).Add(" ").Add(sheet.Y).Add("H").Add(sheet.Width - Edge).Add("\"/>\n");
        Legend();
        sheet.Y += 14;
        alone?.Below(sheet);
        return sheet.ToPicture(texts["timeline.title"], $"{TimelineWords.Said(shown, texts)} {texts["timeline.read"]}");
    }

    private static double AxisBeside(int lanes) => Edge + 8 + (lanes * Lane);

    private TimelineRows RowsBeside(int lanes) => TimelineRows.Of(shown, (sheet.Width - AxisBeside(lanes) - 20 - Edge) / TextSize, texts);

    private void Axis()
    {
        double x = sheet.Along(axis);
        sheet.Add("<path class=\"axis\" d=\"M").Add(x).Add(" 4V").Add(rows.Height).Add("\"/>\n");
        // Where nothing is told of the time between, the line is broken.
        foreach (double y in rows.Gaps) sheet.Add("<path class=\"paper\" d=\"M").Add(x - 3).Add(" ").Add(y).Add("h6v12h-6z\"/><path class=\"axis broken\" d=\"M").Add(x).Add(" ").Add(y + 1).Add("v11\"/>\n");
    }

    private void Stretch(StretchPlace stretch)
    {
        double x = sheet.Along(Edge + 4 + (stretch.Lane * Lane));
        sheet.Add("<path class=\"stretch\" d=\"M").Add(x).Add(" ").Add(stretch.Top).Add("V").Add(stretch.Bottom).Add("\"/>\n");
        if (stretch.BeginsBefore) sheet.Add("<path class=\"tip\" d=\"M").Add(x - 4).Add(" ").Add(stretch.Top + 5).Add("l4-5l4 5\"/>\n");
        if (stretch.EndsAfter) sheet.Add("<path class=\"tip\" d=\"M").Add(x - 4).Add(" ").Add(stretch.Bottom - 5).Add("l4 5l4-5\"/>\n");
        sheet.Add("<path class=\"hair\" d=\"M").Add(x).Add(" ").Add(stretch.MarkY).Add("H").Add(sheet.Along(words - 4)).Add("\"/>\n");
    }

    private void Row(TimelineRow row)
    {
        double y = row.Y + 17;
        switch (row)
        {
            case TimelineRow.Header header:
                Linked(header.Unit is { Level: > TimeUnit.Day } opens && opens != shown.Window.Is ? shown.Of(opens).ToString() : null, () =>
                {
                    if (header.Unit is not null) sheet.Add("<circle class=\"knot\" cx=\"").Add(sheet.Along(axis)).Add("\" cy=\"").Add(y - 5).Add("\" r=\"3.5\"/>");
                    Text("part", row.Lines, y);
                });
                Text("say", [header.Note], y + (row.Lines.Count * LineHeight) - 2, TimelineRows.NoteHeight);
                break;
            case TimelineRow.Told told:
                Linked("/r/" + told.Document.Id, () =>
                {
                    double x = told.Lane is { } lane ? sheet.Along(Edge + 4 + (lane * Lane)) : sheet.Along(axis);
                    sheet.Add("<use href=\"#").Add(IdOf(told.Document.Kind)).Add("\" x=\"").Add(x).Add("\" y=\"").Add(y - 5).Add("\">").Add(Title(texts.Format("svg.mark", texts[$"kind.{told.Document.Kind}.one"], told.Title))).Add("</use>");
                    Text("name", row.Lines, y);
                });
                Text("say", told.When, y + (row.Lines.Count * LineHeight) - 2, TimelineRows.NoteHeight);
                break;
            case TimelineRow.Gathered gathered:
                Linked(AddressOf(gathered), () =>
                {
                    string number = texts.Number(gathered.Records);
                    sheet.Add("<g transform=\"translate(").Add(sheet.Along(axis)).Add(" ").Add(y - 5).Add(")\">").Add(MapLegend.Shape(MapForm.Group, false, Math.Max(0, (SvgText.Width(number) * 11) - 20)))
                        .Add("<text class=\"number on\" y=\"4\">").AddText(number).Add("</text>").Add(Title(string.Join(' ', row.Lines))).Add("</g>");
                    Text("name", row.Lines, y);
                });
                break;
        }
    }

    /// <summary>A group of the very unit that is looked at opens as a list.</summary>
    private string AddressOf(TimelineRow.Gathered gathered)
    {
        if (gathered.Unit is not { } unit || unit == shown.Window.Is) return shown.Records.ToString();
        return unit.Level == TimeUnit.Day ? (shown.Of(unit) with { Path = "/search", Sort = SearchSort.Date }).ToString() : shown.Of(unit).ToString();
    }

    private void Text(string kind, IReadOnlyList<string> lines, double y, double height = LineHeight)
    {
        foreach ((int at, string line) in lines.Index())
            sheet.Add("<text class=\"").Add(kind).Add("\" x=\"").Add(sheet.Along(words)).Add("\" y=\"").Add(y + (at * height)).Add("\">").AddText(line).Add("</text>");
        sheet.Add("\n");
    }

    private void Legend()
    {
        LegendRows legend = new(sheet, 24, Edge);
        foreach (KindMark mark in marks)
        {
            (double x, double y) = legend.Next(texts[$"kind.{mark.Kind.Name}.many"], 28);
            sheet.Add("<use href=\"#").Add(IdOf(mark.Kind.Name)).Add("\" x=\"").Add(x).Add("\" y=\"").Add(y).Add("\"/>\n");
        }

        if (!shown.Bands.Stretches.IsEmpty)
        {
            (double x, double y) = legend.Next(texts["timeline.key.stretch"], 28);
            sheet.Add("<path class=\"stretch\" d=\"M").Add(x).Add(" ").Add(y - 7.5).Add("v14\"/>\n");
        }

        if (!rows.Rows.Any(row => row is TimelineRow.Gathered)) return;
        Point at = legend.Next(texts["timeline.key.group"], 34);
        sheet.Add("<g transform=\"translate(").Add(at.X).Add(" ").Add(at.Y).Add(") scale(.8)\">").Add(MapLegend.Shape(MapForm.Group, false, 0)).Add("</g>\n");
    }

    private void Linked(string? address, System.Action draw)
    {
        bool isLinked = link is not null && address is not null;
        if (isLinked) sheet.Add("<a href=\"").AddText(link!(address!)).Add("\">");
        draw();
        sheet.Add(isLinked ? "</a>\n" : "\n");
    }

    private string IdOf(string kind)
    {
        int at = 0;
        while (at < marks.Length && marks[at].Kind.Name != kind) at++;
        return "k" + SvgSheet.Number(at + 1);
    }

    private static string Title(string said)
    {
        StringBuilder title = new("<title>");
        HtmlText.Append(title, TextInXml.Of(said));
        return title.Append("</title>").ToString();
    }
}
