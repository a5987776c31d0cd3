using System.Collections.Frozen;
using System.Collections.Immutable;
using CommunityGraph.Layouts;

namespace Kindred.Features.Shared.Svg;

/// <summary>A network as a picture that explains itself: the same bytes for the same records, on every machine. Colours are those of the pages, by day and by night.</summary>
public static class NetworkPicture
{
    /// <summary>Up to here every line says in words what it claims; more of them are drawn together.</summary>
    private const int MostWithWords = 600;

    /// <summary>Up to here records that nothing is connected to stand with their titles.</summary>
    private const int MostTitled = 200;

    private const double Radius = 8;

    public static string Draw(Network network, CancellationToken cancel)
    {
        NetworkPlaces places = NetworkPlaces.Of(network, cancel);
        SvgSheet sheet = new(places.Width + (2 * SvgSheet.Margin), network.Texts);
        Texts texts = network.Texts;
        ImmutableArray<KindMark> marks = KindMark.Of(network.Records.Select(record => record.Kind).DistinctBy(kind => kind.Name).OrderBy(kind => kind.Name, StringComparer.Ordinal));
        FrozenDictionary<string, string> ids = marks.Index().ToFrozenDictionary(mark => mark.Item.Kind.Name, mark => "m" + SvgSheet.Number(mark.Index + 1), StringComparer.Ordinal);
        sheet.Add("<defs>\n");
        foreach (KindMark mark in marks) sheet.Add(mark.Declared(ids[mark.Kind.Name], Radius)).Add("\n");
        if (places.Radius < Radius)
        {
            foreach (KindMark mark in marks) sheet.Add(mark.Declared(ids[mark.Kind.Name] + "s", places.Radius)).Add("\n");
        }

        sheet.Add("<path id=\"doubt\" class=\"doubt\" d=\"M0-5L5 0L0 5L-5 0z\"/>\n");
        if (network.Records.Any(record => record.IsKept)) sheet.Add("<circle id=\"kept\" class=\"doubt\" r=\"").Add(places.Radius + 3).Add("\" stroke-dasharray=\"3 2\"/>\n");
        sheet.Add("</defs>\n");
        sheet.Paragraph("heading", network.Heading, 27, 32, most: 3);
        sheet.Y += 6;
        string counts = Counts(network, places);
        sheet.Paragraph("lead", counts, 14.2, 21);
        foreach (string remark in network.Remarks) sheet.Paragraph("grave", remark, 14.4, 20);
        if (network.Records.Length > 0) sheet.Paragraph("say", texts["svg.read"], 12.4, 19);
        sheet.Y += 8;
        Legend.Draw(sheet, network, marks, ids);
        Drawing(sheet, network, places, ids);
        Single(sheet, network, places, ids);
        Rule(sheet);
        foreach (string line in network.Footer) sheet.Paragraph("say", line, 12.4, 19);
        sheet.Y += SvgSheet.Margin;
        return sheet.ToPicture(network.Heading, string.Join(' ', [counts, .. network.Remarks, .. network.Records.Length > 0 ? (string[])[texts["svg.read"]] : [], .. network.Footer])).Document(texts);
    }

    private static string Counts(Network network, NetworkPlaces places)
    {
        Texts texts = network.Texts;
        if (network.Records.IsEmpty) return texts["svg.empty"];
        return string.Join(" ", (string[])[texts.Count("svg.records", network.Records.Length), texts.Count("svg.lines", network.Lines.Length), .. places.Single.Length > 0 ? (string[])[texts.Count("svg.singles", places.Single.Length)] : []]);
    }

    private static void Rule(SvgSheet sheet)
    {
        sheet.Y += 18;
        sheet.Add("<path class=\"rule\" d=\"M").Add(SvgSheet.Margin).Add(" ").Add(sheet.Y).Add("H").Add(sheet.Width - SvgSheet.Margin).Add("\"/>\n");
        sheet.Y += 4;
    }

    private static void Drawing(SvgSheet sheet, Network network, NetworkPlaces places, FrozenDictionary<string, string> ids)
    {
        if (places.Joined.IsEmpty) return;
        Rule(sheet);
        sheet.Y += 8;
        sheet.Add("<g transform=\"translate(").Add(SvgSheet.Margin).Add(" ").Add(sheet.Y).Add(")\">\n");
        NetworkLines.Draw(sheet, network, places, network.Lines.Length <= MostWithWords);
        string small = places.Radius < Radius ? "s" : "";
        foreach (int record in places.Joined) Mark(sheet, ids[network.Records[record].Kind.Name] + small, places.Points[record].X, places.Points[record].Y, network.Records[record], network.Texts);
        sheet.Add("<g class=\"label\">\n");
        foreach (PlacedLabel label in places.Labels) Label(sheet, label);
        sheet.Add("</g>\n</g>\n");
        sheet.Y += places.Height;
    }

    private static void Mark(SvgSheet sheet, string id, double x, double y, NetworkRecord record, Texts texts)
    {
        string kind = texts[$"kind.{record.Kind.Name}.one"];
        if (record.IsKept) sheet.Add("<use href=\"#kept\" x=\"").Add(x).Add("\" y=\"").Add(y).Add("\"/>\n");
        sheet.Add("<use href=\"#").Add(id).Add("\" x=\"").Add(x).Add("\" y=\"").Add(y).Add("\"><title>").AddText(texts.Format("svg.mark", record.IsKept ? $"{kind} · {texts["static.kept"]}" : kind, Short(record.Title))).Add("</title></use>\n");
    }

    private static void Label(SvgSheet sheet, PlacedLabel label)
    {
        (string anchor, double x) = label.Side switch
        {
            LabelSide.Right => ("", label.Corner.X),
            LabelSide.Left => (" class=\"e\"", label.Corner.X + label.Width),
            _ => (" class=\"m\"", label.Corner.X + (label.Width / 2)),
        };
        for (int line = 0; line < label.Lines.Count; line++)
            sheet.Add("<text").Add(anchor).Add(" x=\"").Add(Math.Round(x)).Add("\" y=\"").Add(Math.Round(label.Corner.Y + 10.5 + (line * NetworkPlaces.LineHeight))).Add("\">").AddText(SvgText.Isolated(label.Lines[line])).Add("</text>\n");
    }

    /// <summary>What is connected to nothing: a list where that is short, otherwise marks side by side.</summary>
    private static void Single(SvgSheet sheet, Network network, NetworkPlaces places, FrozenDictionary<string, string> ids)
    {
        if (places.Single.IsEmpty) return;
        Rule(sheet);
        sheet.Paragraph("part", network.Texts["svg.single"], 15, 22);
        sheet.Y += 10;
        bool isTitled = places.Single.Length <= MostTitled;
        int columns = Math.Max(1, (int)(sheet.Inside / (isTitled ? 270 : 22)));
        double wide = isTitled ? sheet.Inside / columns : 22, high = isTitled ? 24 : 22, begin = sheet.Y;
        foreach ((int at, int record) in places.Single.Index())
        {
            double x = sheet.Along(SvgSheet.Margin + (at % columns * wide) + Radius), y = begin + (at / columns * high) + (high / 2);
            Mark(sheet, ids[network.Records[record].Kind.Name], x, y, network.Records[record], network.Texts);
            if (isTitled)
            {
                sheet.Add("<text class=\"label").Add(sheet.IsRightToLeft ? " e" : "").Add("\" x=\"").Add(x + (sheet.IsRightToLeft ? -14 : 14)).Add("\" y=\"").Add(y + 4).Add("\">")
                    .AddText(Line(network.Records[record].Title, (wide - 34) / 12)).Add("</text>\n");
            }

            sheet.Y = y + (high / 2);
        }
    }

    /// <summary>In what is shown when one points at it.</summary>
    internal static string Short(string title) => Line(title, 44);

    /// <summary>A title may say nothing that can be seen.</summary>
    private static string Line(string title, double width) => SvgText.Isolated(SvgText.Lines(SvgText.Visible(title), width, 1) is [{ } line, ..] ? line : "");
}
