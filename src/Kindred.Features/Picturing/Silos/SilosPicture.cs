using System.Collections.Immutable;
using CommunityGraph;
using CommunityGraph.Layouts;
using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Silos as outlined lists of their organisations, what bridges them between them, and lines from each bridge to the silos that it joins.</summary>
internal sealed class SilosPicture
{
    private const double Padding = 14, RowHeight = 22, HeadingSize = 13.5, NameSize = 12.5, Gap = 26, NameHeight = 16, Least = 132, Most = 264, BridgeWidth = 172;

    private readonly SilosShown shown;
    private readonly SilosDrawing drawing;
    private readonly Texts texts;
    private readonly KindSet kinds;

    private SilosPicture(SilosShown shown, SilosDrawing drawing, Texts texts, KindSet kinds) => (this.shown, this.drawing, this.texts, this.kinds) = (shown, drawing, texts, kinds);

    public static Picture Draw(SilosShown shown, SilosDrawing drawing, Texts texts, KindSet kinds, CancellationToken cancel) => new SilosPicture(shown, drawing, texts, kinds).Draw(cancel);

    private Picture Draw(CancellationToken cancel)
    {
        ImmutableArray<Box> boxes = [.. shown.Silos.Select(SiloBox), .. BridgeBoxes()];
        GraphBuilder joins = new(boxes.Length);
        for (int at = shown.Silos.Length; at < boxes.Length; at++)
        {
            foreach (int silo in boxes[at].Joins) joins.Add(at, silo);
        }

        Point[] places = NearPacking.Place([.. boxes.Select(box => (box.Width, box.Height))], joins.Build(), Gap, drawing.Width, cancel);
        double width = Math.Max(320, boxes.Length == 0 ? 0 : Enumerable.Range(0, boxes.Length).Max(at => places[at].X + boxes[at].Width));
        SvgSheet sheet = new(width + (2 * SvgSheet.Margin), texts);
        sheet.Add("<defs>\n");
        MarkDrawing marks = MarkDrawing.Declare(sheet, [Organisation.Kind, .. shown.Bridges.Select(bridge => kinds[bridge.Event.Kind])], 6);
        sheet.Add("</defs>\n");
        drawing.Above(sheet, marks);
        double top = sheet.Y;
        places = [.. places.Select((place, at) => new Point(Math.Round(sheet.IsRightToLeft ? sheet.Width - SvgSheet.Margin - place.X - boxes[at].Width : SvgSheet.Margin + place.X), Math.Round(top + place.Y)))];
        for (int at = shown.Silos.Length; at < boxes.Length; at++)
        {
            foreach (int silo in boxes[at].Joins) Tie(sheet, boxes[at], places[at], boxes[silo], places[silo]);
        }

        for (int at = 0; at < boxes.Length; at++) Draw(sheet, marks, boxes[at], places[at], isSilo: at < shown.Silos.Length);
        sheet.Y = boxes.Length == 0 ? top : Enumerable.Range(0, boxes.Length).Max(at => places[at].Y + boxes[at].Height);
        drawing.Below(sheet);
        return sheet.ToPicture(drawing.Title, drawing.Description);
    }

    private Box SiloBox(SiloShown silo)
    {
        string[] heading = [.. SvgText.Lines(Visible(Heading(silo)), (Most - (2 * Padding)) / HeadingSize, 3)];
        ImmutableArray<Row> rows = [.. silo.Members.Take(drawing.MembersShown(silo)).SelectMany(member => Rows(member, Most - (2 * Padding) - 20))];
        int left = silo.Members.Length - rows.Count(row => row.Line is not null);
        if (left > 0) rows = rows.Add(new Row(null, texts.Count(rows.IsEmpty ? "silos.picture.all" : "silos.picture.more", left), drawing.AddressOf(silo)));
        double wide = Math.Max(heading.Select(line => SvgText.Width(line) * HeadingSize).DefaultIfEmpty(0).Max(), rows.Select(row => (SvgText.Width(row.Name) * NameSize) + 20).DefaultIfEmpty(0).Max());
        return new Box(heading, drawing.AddressOf(silo), rows, Math.Ceiling(Math.Clamp(wide + (2 * Padding), Least, Most)), Math.Ceiling((2 * Padding) + (heading.Length * 18) + rows.Sum(HeightOf) - 2), []);
    }

    /// <summary>What it is about; where nothing is said, who is in it.</summary>
    private string Heading(SiloShown silo) => silo.Words is [_, ..] ? string.Join(" · ", silo.Words) : texts["silos.unnamed"];

    /// <summary>Of several bridges between the same silos one is named, and that there are more.</summary>
    private IEnumerable<Box> BridgeBoxes()
    {
        Dictionary<int, int> at = shown.Silos.Index().ToDictionary(one => one.Item.Number, one => one.Index);
        foreach (IGrouping<string, BridgeShown> alike in shown.Bridges.GroupBy(bridge => string.Join(',', bridge.Bridge.Silos.Where(at.ContainsKey))))
        {
            BridgeShown[] bridges = [.. alike];
            Row[] rows = [.. bridges.Take(drawing.BridgesNamed).SelectMany(bridge => Rows(bridge.Event, BridgeWidth))];
            if (bridges.Length > drawing.BridgesNamed) rows = [.. rows, new Row(null, texts.Count("silos.picture.bridges", bridges.Length - drawing.BridgesNamed), drawing.BridgesAddress)];
            double wide = rows.Max(row => (SvgText.Width(row.Name) * NameSize) + 20);
            yield return new Box([], null, [.. rows], Math.Ceiling(wide + 8), rows.Sum(HeightOf) + 4, [.. bridges[0].Bridge.Silos.Where(at.ContainsKey).Select(silo => at[silo])]);
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

            sheet.Add("<text").Add(anchor).Add(" x=\"").Add(begin + (along * (row.Line is not null || row.GoesOn || !isSilo ? 20 : 0))).Add("\" y=\"").Add(y).Add("\">").AddText(SvgText.Isolated(row.Name)).Add("</text></a>\n");
        }
    }

    /// <summary>From the middle of a bridge to the edge of a silo.</summary>
    private static void Tie(SvgSheet sheet, Box bridge, Point from, Box silo, Point to)
    {
        double x = from.X + (bridge.Width / 2), y = from.Y + (bridge.Height / 2);
        double endX = Math.Clamp(x, to.X, to.X + silo.Width), endY = Math.Clamp(y, to.Y, to.Y + silo.Height);
        sheet.Add("<path class=\"tie\" d=\"M").Add(Math.Round(x)).Add(" ").Add(Math.Round(y)).Add("L").Add(Math.Round(endX)).Add(" ").Add(Math.Round(endY)).Add("\"/>\n");
    }

    /// <param name="Joins">Numbers of the boxes of silos.</param>
    private sealed record Box(string[] Heading, string? Address, ImmutableArray<Row> Rows, double Width, double Height, ImmutableArray<int> Joins);

    /// <param name="Line">Whose mark stands before it; null: it goes on, or tells of more.</param>
    private sealed record Row(RecordLine? Line, string Name, string Address)
    {
        /// <summary>With the name before it.</summary>
        public bool GoesOn { get; init; }
    }
}
