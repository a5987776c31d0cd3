using System.Text;
using CommunityGraph.Layouts;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Maps;

/// <summary>Draws a map: outlines, areas of what is known no closer, marks with how many records are told there, names where there is room, and what the marks mean.</summary>
internal sealed class MapPicture
{
    /// <summary>Half the diagonal of a tenth of a degree on the equator, to which a town's point is rounded: it lies somewhere within.</summary>
    public const double TownRadiusKm = 8;

    private const double Radius = 13, LongestLabel = 11.2;

    private readonly MapShown shown;
    private readonly Borders borders;
    private readonly Texts texts;
    private readonly Func<string, string>? link;
    private readonly PictureAlone? alone;
    private readonly SvgSheet sheet;

    private MapPicture(MapShown shown, Borders borders, Texts texts, Func<string, string>? link, PictureAlone? alone) =>
        (this.shown, this.borders, this.texts, this.link, this.alone, sheet) = (shown, borders, texts, link, alone, new SvgSheet(MapView.Width, texts));

    /// <param name="link">Makes an address of this archive one that a page leads to.</param>
    public static Picture InPage(MapShown shown, Borders borders, Texts texts, Func<string, string> link) => new MapPicture(shown, borders, texts, link, null).Drawn();

    /// <summary>Leads nowhere, and its borders are finer.</summary>
    public static Picture Alone(MapShown shown, Borders borders, PictureAlone alone) => new MapPicture(shown, borders, alone.Texts, null, alone).Drawn();

    private Picture Drawn()
    {
        sheet.Y = 0;
        if (alone is not null)
        {
            sheet.Y = SvgSheet.Margin;
            alone.Above(sheet, texts["map.title"], MapWords.Said(shown, texts), [], texts["map.precision"]);
            sheet.Y += 8;
        }

        // A sheet within the sheet: what reaches beyond its edge is cut off.
        sheet.Add("<svg y=\"").Add(sheet.Y).Add("\" width=\"960\" height=\"").Add(shown.View.Height).Add("\">\n");
        Land();
        foreach (CountryTold country in shown.Countries) Fill(country);
        foreach (MapMark mark in shown.Marks.Where(mark => mark.Form == MapForm.Town)) Area(mark);
        foreach (MapMark mark in shown.Marks) Mark(mark);
        Labels();
        if (shown.View.Zoom > 0) ScaleBar();
        sheet.Add("<path class=\"rule\" d=\"M0 .5H960M0 ").Add(shown.View.Height - 0.5).Add("H960\"/>\n</svg>\n");
        sheet.Y += shown.View.Height;
        MapLegend.Draw(sheet, shown, texts);
        if (alone is not null) sheet.Paragraph("say", texts["map.borders"], 13, 20);
        sheet.Y += 10;
        alone?.Below(sheet);
        return sheet.ToPicture(texts["map.title"], Description());
    }

    private string Description() => $"{MapWords.Said(shown, texts)} {texts["map.precision"]}";

    private void Land()
    {
        StringBuilder path = new();
        // In a page it must be light; by itself it may be printed large.
        (double steps, double least) = link is null ? (10, 0.15) : (shown.View.Zoom == 0 ? 1 : 2, shown.View.Zoom == 0 ? 1.4 : 0.8);
        foreach (Country country in borders.Countries) Outline.Write(path, Outline.Of(country, shown.View), steps, least);
        sheet.Add("<path class=\"land\" d=\"").Add(path.ToString()).Add("\"/>\n");
    }

    private void Fill(CountryTold country)
    {
        StringBuilder path = new();
        Outline.Write(path, country.Rings, link is null ? 10 : 2, link is null ? 0.15 : 0.6);
        string address = country.Places is [var only] ? shown.ListOf(only.Id).ToString() : "#places";
        string said = texts.Format("map.mark", SvgText.Isolated(SvgText.Visible(country.Name), texts), texts.Count("map.records", country.Records), texts["map.form.country"]);
        // There is no word in it: who follows links by their names needs one.
        Linked(address, said, isNamed: true, () => sheet.Add("<path class=\"filled\" d=\"").Add(path.ToString()).Add("\"/>"));
    }

    private void Area(MapMark mark)
    {
        double radius = shown.View.Length(TownRadiusKm);
        if (radius > Radius) sheet.Add("<circle class=\"area\" cx=\"").Add(mark.On.X).Add("\" cy=\"").Add(mark.On.Y).Add("\" r=\"").Add(radius).Add("\"/>\n");
    }

    private void Mark(MapMark mark)
    {
        string name = SvgText.Isolated(SvgText.Visible(mark.Name), texts);
        if (mark.More > 0) name = $"{name} {texts.Format("map.more", texts.Number(mark.More))}";
        else if (mark.Form == MapForm.Group) name = texts.Format("map.group", name, texts.Count("map.places", mark.Places.Length));
        string number = texts.Number(mark.Records), said = texts.Format("map.mark", name, texts.Count("map.records", mark.Records), texts[$"map.form.{ValueName.Of(mark.Form)}"]);
        Linked(AddressOf(mark), said, isNamed: false, () => sheet.Add("<g transform=\"translate(").Add(mark.On.X).Add(" ").Add(mark.On.Y).Add(")\">")
            .Add(MapLegend.Shape(mark.Form, shown.View.Length(TownRadiusKm) > Radius, Math.Max(0, (SvgText.Width(number) * 11) - 20))).Add("<text class=\"number").Add(MapLegend.IsDark(mark.Form) ? " on" : "").Add("\" y=\"4\">").AddText(number).Add("</text></g>"));
    }

    private string AddressOf(MapMark mark)
    {
        if (mark.Places is [var only]) return shown.ListOf(only.Id).ToString();
        return mark.Closer is { } view ? shown.Address.Of(view).ToString() : "#places";
    }

    /// <param name="isNamed">The link says it aloud too.</param>
    private void Linked(string address, string said, bool isNamed, Action draw)
    {
        sheet.Add(link is null ? "<g>" : "<a href=\"").AddText(link is null ? "" : address.StartsWith('#') ? address : link(address));
        if (link is not null && isNamed) sheet.Add("\" aria-label=\"").AddText(said);
        sheet.Add(link is null ? "" : "\">").Add("<title>").AddText(said).Add("</title>");
        draw();
        sheet.Add(link is null ? "</g>\n" : "</a>\n");
    }

    private void Labels()
    {
        LabelOptions options = new() { Width = MapView.Width, Height = shown.View.Height, Radius = Radius + 1, Gap = 3 };
        Point[] points = [.. shown.Marks.Select(mark => new Point(Math.Round(mark.On.X), Math.Round(mark.On.Y)))];
        IReadOnlyList<string>[] lines = [.. shown.Marks.Select(Label)];
        PlacedLabel.Draw(sheet, PlacedLabel.Place(points, lines, options));
    }

    private IReadOnlyList<string> Label(MapMark mark)
    {
        string name = SvgText.Visible(mark.Name);
        IReadOnlyList<string> lines = SvgText.Lines(name, LongestLabel, 2) is [_, ..] label ? label : [""];
        if (mark.More > 0) return [.. lines, texts.Format("map.more", texts.Number(mark.More))];
        return mark.Form == MapForm.Group ? [.. lines, texts.Count("map.places", mark.Places.Length)] : lines;
    }

    /// <summary>So that one sees how wide an area is.</summary>
    private void ScaleBar()
    {
        double[] lengths = [2000, 1000, 500, 200, 100, 50, 20, 10];
        double kilometres = lengths.First(one => shown.View.Length(one) <= 180), wide = shown.View.Length(kilometres), y = shown.View.Height - 14;
        double x = sheet.IsRightToLeft ? MapView.Width - 14 - wide : 14;
        sheet.Add("<path class=\"bar\" d=\"M").Add(x).Add(" ").Add(y - 5).Add("v5h").Add(wide).Add("v-5\"/>\n<g class=\"label\"><text class=\"m\" x=\"").Add(x + (wide / 2)).Add("\" y=\"").Add(y - 6).Add("\">")
            .AddText(texts.Format("map.kilometres", texts.Number((long)kilometres))).Add("</text></g>\n");
    }
}
