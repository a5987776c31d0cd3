using System.Collections.Immutable;
using CommunityGraph;
using CommunityGraph.Layouts;
using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Silos as outlined lists of their organisations, and lines between those that are bridged; on each line stands what bridges them, or how many do. No line passes behind an outline.</summary>
internal sealed class SilosPicture
{
    /// <summary>Everything stands on a grid of this, so that there are ways for two lines between any two boxes.</summary>
    private const double Unit = 12;

    private const int Gap = 3;

    private const double Padding = 14, RowHeight = 22, HeadingSize = 13.5, NameSize = 12.5, NameHeight = 16, Least = 144, Most = 264, BridgeWidth = 172;

    private readonly SilosDrawn shown;
    private readonly SilosDrawing drawing;
    private readonly Texts texts;
    private readonly KindSet kinds;

    private SilosPicture(SilosDrawn shown, SilosDrawing drawing, Texts texts, KindSet kinds) => (this.shown, this.drawing, this.texts, this.kinds) = (shown, drawing, texts, kinds);

    /// <returns>With for how many bridges there was no room.</returns>
    public static (Picture Picture, int Undrawn) Draw(SilosDrawn shown, SilosDrawing drawing, Texts texts, KindSet kinds, CancellationToken cancel) => new SilosPicture(shown, drawing, texts, kinds).Draw(cancel);

    private (Picture, int) Draw(CancellationToken cancel)
    {
        Box[] boxes = [.. shown.Silos.Select(SiloBox), .. BridgeBoxes()];
        Point[] places = Places(boxes, cancel);
        GridBox[] grid = [.. boxes.Select((box, at) => new GridBox(Units(places[at].X), Units(places[at].Y), Units(box.Width), Units(box.Height)))];
        (int From, int To)[] wires = [.. boxes.Index().SelectMany(box => box.Item.Joins.Select(silo => (box.Index, silo)))];
        IReadOnlyList<(int X, int Y)>?[] routes = ChannelRouting.Route(grid, wires, cancel: cancel);
        // What leads only to some of its silos would say something else.
        HashSet<int> without = [.. wires.Index().Where(wire => routes[wire.Index] is null).Select(wire => wire.Item.From)];
        int undrawn = shown.Bridges - boxes.Index().Where(box => !without.Contains(box.Index)).Sum(box => box.Item.Bridges);
        IReadOnlyList<(int X, int Y)>[] lines = [.. routes.Where((route, at) => route is not null && !without.Contains(wires[at].From)).Select(route => route!)];

        double width = Math.Max(320, boxes.Length == 0 ? 0 : boxes.Index().Max(box => places[box.Index].X + box.Item.Width));
        SvgSheet sheet = new(width + (2 * SvgSheet.Margin), texts);
        sheet.Add("<defs>\n");
        MarkDrawing marks = MarkDrawing.Declare(sheet, [Organisation.Kind, .. shown.Between.SelectMany(between => between.Named).Select(bridge => kinds[bridge.Event.Kind])], 6);
        sheet.Add("</defs>\n");
        drawing.Above(sheet, marks, undrawn);
        // Lines may run around what stands outermost.
        double top = sheet.Y - (Unit * lines.SelectMany(line => line).Select(corner => corner.Y).Append(0).Min());
        foreach (IReadOnlyList<(int X, int Y)> line in lines) Tie(sheet, [.. line.Select(corner => new Point(sheet.Along(SvgSheet.Margin + (corner.X * Unit)), top + (corner.Y * Unit)))]);
        for (int at = 0; at < boxes.Length; at++)
        {
            if (!without.Contains(at)) Draw(sheet, marks, boxes[at], new Point(sheet.IsRightToLeft ? sheet.Width - SvgSheet.Margin - places[at].X - boxes[at].Width : SvgSheet.Margin + places[at].X, top + places[at].Y), isSilo: at < shown.Silos.Length);
        }

        double low = Enumerable.Range(0, boxes.Length).Select(at => places[at].Y + boxes[at].Height).Concat(lines.SelectMany(line => line).Select(corner => corner.Y * Unit)).DefaultIfEmpty(0).Max();
        sheet.Y = top + low + Unit;
        drawing.Below(sheet);
        return (sheet.ToPicture(drawing.Title, drawing.Description), undrawn);
    }

    private Point[] Places(Box[] boxes, CancellationToken cancel)
    {
        GraphBuilder joins = new(boxes.Length);
        foreach ((int at, Box box) in boxes.Index())
        {
            foreach (int silo in box.Joins) joins.Add(at, silo);
        }

        // Twice as wide as high where it stands alone.
        double area = boxes.Sum(box => (box.Width + (Gap * Unit)) * (box.Height + (Gap * Unit)));
        return NearPacking.Place([.. boxes.Select(box => (box.Width, box.Height))], joins.Build(), Gap * Unit, drawing.Width ?? Math.Clamp(Math.Sqrt(area * 2), 760, 3_200), cancel);
    }

    private static int Units(double length) => (int)Math.Round(length / Unit);

    /// <summary>With a middle on the grid.</summary>
    private static double OnGrid(double length) => 2 * Unit * Math.Ceiling(length / (2 * Unit));

    private Box SiloBox(SiloShown silo)
    {
        ImmutableArray<string> names = SilosWords.Names(silo, texts);
        string[] heading = [.. Heading(silo.Words, 3), .. Heading(names, 2)];
        int most = drawing.MembersShown(silo);
        // Who is named in the heading need not be named again where hardly anybody else is.
        bool isNamed = most <= names.Length && names.Length > 0;
        ImmutableArray<Row> rows = isNamed ? [] : [.. silo.Members.Take(most).SelectMany(member => Rows(member, Most - (2 * Padding) - 20))];
        int left = silo.Members.Length - (isNamed ? names.Length : rows.Count(row => row.Line is not null));
        if (left > 0) rows = rows.Add(new Row(null, texts.Count(rows.IsEmpty && !isNamed ? "silos.picture.all" : "silos.picture.more", left), drawing.AddressOf(silo)));
        double wide = Math.Max(heading.Select(line => SvgText.Width(line) * HeadingSize).DefaultIfEmpty(0).Max(), rows.Select(row => (SvgText.Width(row.Name) * NameSize) + 20).DefaultIfEmpty(0).Max());
        return new Box(heading, drawing.AddressOf(silo), rows, OnGrid(Math.Clamp(wide + (2 * Padding), Least, Most)), OnGrid((2 * Padding) + (heading.Length * 18) + rows.Sum(HeightOf) - 2), [], 0);
    }

    private static IEnumerable<string> Heading(ImmutableArray<string> parts, int lines) =>
        parts.IsEmpty ? [] : SvgText.Lines(Visible(string.Join(" · ", parts)), (Most - (2 * Padding)) / HeadingSize, lines);

    private IEnumerable<Box> BridgeBoxes()
    {
        Dictionary<int, int> at = shown.Silos.Index().ToDictionary(one => one.Item.Number, one => one.Index);
        foreach (BridgesBetween between in shown.Between)
        {
            Row[] rows = between.Named.IsEmpty ? [new Row(null, texts.Count("silos.times.bridges", between.Count), drawing.BridgesAddress)] : [.. between.Named.SelectMany(bridge => Rows(bridge.Event, BridgeWidth))];
            double wide = rows.Max(row => (SvgText.Width(row.Name) * NameSize) + (row.IsAlone ? 0 : 20));
            yield return new Box([], null, [.. rows], OnGrid(wide + 8), OnGrid(rows.Sum(HeightOf) + 2), [.. between.Silos.Select(silo => at[silo])], between.Count);
        }
    }

    private IEnumerable<Row> Rows(RecordLine line, double width) =>
        SvgText.Lines(Visible(RecordName.Of(line, texts).Title), width / NameSize, 2).DefaultIfEmpty("").Select((part, at) => new Row(at == 0 ? line : null, part, "/r/" + line.Id) { GoesOn = at > 0 });

    /// <summary>The second line of a name stands nearer to the first than names to one another.</summary>
    private static double HeightOf(Row row) => row.GoesOn ? NameHeight : RowHeight;

    private static string Visible(string text) => SvgText.Visible(text);

    private void Draw(SvgSheet sheet, MarkDrawing marks, Box box, Point place, bool isSilo)
    {
        sheet.Add(isSilo ? "<rect class=\"silo\" rx=\"10\" x=\"" : "<rect class=\"paper\" x=\"").Add(place.X).Add("\" y=\"").Add(place.Y).Add("\" width=\"").Add(box.Width).Add("\" height=\"").Add(box.Height).Add("\"/>\n");
        double padding = isSilo ? Padding : 4, y = place.Y + (isSilo ? Padding + 10 : 16), begin = sheet.IsRightToLeft ? place.X + box.Width - padding : place.X + padding, along = sheet.IsRightToLeft ? -1 : 1;
        string anchor = sheet.IsRightToLeft ? " class=\"label e\"" : " class=\"label\"";
        if (box.Heading.Length > 0)
        {
            if (box.Address is { } address) sheet.Add("<a href=\"").AddText(drawing.To(address)).Add("\">\n");
            foreach (string line in box.Heading)
            {
                sheet.Add("<text class=\"label part").Add(sheet.IsRightToLeft ? " e" : "").Add("\" x=\"").Add(begin).Add("\" y=\"").Add(y).Add("\">").AddText(SvgText.Isolated(line)).Add("</text>\n");
                y += 18;
            }

            if (box.Address is not null) sheet.Add("</a>\n");
            y += 4;
        }

        foreach ((int at, Row row) in box.Rows.Index())
        {
            if (at > 0) y += HeightOf(row);
            sheet.Add("<a href=\"").AddText(drawing.To(row.Address)).Add("\">");
            if (row.Line is { } line)
            {
                Kind kind = kinds[line.Kind];
                marks.Mark(kind, begin + (along * 7), y - 4, texts.Format("svg.mark", texts[$"kind.{kind.Name}.one"], NetworkPicture.Short(RecordName.Of(line, texts).Title)), isSmall: true);
            }

            sheet.Add("<text").Add(anchor).Add(" x=\"").Add(begin + (along * (row.IsAlone ? 0 : 20))).Add("\" y=\"").Add(y).Add("\">").AddText(SvgText.Isolated(row.Name)).Add("</text></a>\n");
        }
    }

    private static void Tie(SvgSheet sheet, Point[] corners)
    {
        sheet.Add("<path class=\"tie\" d=\"M");
        foreach ((int at, Point corner) in corners.Index()) sheet.Add(at > 0 ? "L" : "").Add(corner.X).Add(" ").Add(corner.Y);
        sheet.Add("\"/>\n");
    }

    /// <param name="Joins">Numbers of the boxes of silos.</param>
    /// <param name="Bridges">How many it stands for.</param>
    private sealed record Box(string[] Heading, string? Address, ImmutableArray<Row> Rows, double Width, double Height, ImmutableArray<int> Joins, int Bridges);

    /// <param name="Line">Whose mark stands before it; null: it goes on, or tells of more.</param>
    private sealed record Row(RecordLine? Line, string Name, string Address)
    {
        /// <summary>With the name before it.</summary>
        public bool GoesOn { get; init; }

        /// <summary>No mark stands before it or above it.</summary>
        public bool IsAlone => Line is null && !GoesOn;
    }
}
