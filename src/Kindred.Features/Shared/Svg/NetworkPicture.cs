namespace Kindred.Features.Shared.Svg;

/// <summary>A network as a picture that explains itself: the same bytes for the same records, on every machine. Colours are those of the pages, by day and by night.</summary>
public static class NetworkPicture
{
    /// <summary>Up to here every line says in words what it claims; more of them are drawn together.</summary>
    private const int MostWithWords = 600;

    /// <summary>Up to here records that nothing is connected to stand with their titles.</summary>
    private const int MostTitled = 200;

    private const double Radius = KindMark.Radius;

    public static string Draw(Network network, CancellationToken cancel)
    {
        NetworkPlaces places = NetworkPlaces.Of(network, cancel);
        SvgSheet sheet = new(places.Width + (2 * SvgSheet.Margin), network.Texts);
        Texts texts = network.Texts;
        sheet.Add("<defs>\n");
        MarkDrawing marks = MarkDrawing.Declare(sheet, network.Records.Select(record => record.Kind), places.Radius);
        sheet.Add("<path id=\"").Add(sheet.Id("doubt")).Add("\" class=\"doubt\" d=\"M0-5L5 0L0 5L-5 0z\"/>\n");
        if (network.Records.Any(record => record.IsKept)) sheet.Add("<circle id=\"").Add(sheet.Id("kept")).Add("\" class=\"doubt\" r=\"").Add(places.Radius + 3).Add("\" stroke-dasharray=\"3 2\"/>\n");
        sheet.Add("</defs>\n");
        string counts = Counts(network, places);
        PictureFrame.Above(sheet, network.Heading, counts, network.Remarks, network.Records.Length > 0 ? texts["svg.read"] : "");
        HashSet<LineForm> forms = [.. network.Lines.Where(line => line.From != line.To).Select(line => LineForm.Of(line.Type))];
        Legend.Draw(sheet, texts, marks, forms, network.Records.Any(record => record.IsKept), network.Lines.Any(line => line.IsDisputed));
        Drawing(sheet, network, places, marks);
        Single(sheet, network, places, marks);
        PictureFrame.Below(sheet, network.Footer);
        return sheet.ToPicture(network.Heading, string.Join(' ', [counts, .. network.Remarks, .. network.Records.Length > 0 ? (string[])[texts["svg.read"]] : [], .. network.Footer])).Document(texts);
    }

    private static string Counts(Network network, NetworkPlaces places)
    {
        Texts texts = network.Texts;
        if (network.Records.IsEmpty) return texts["svg.empty"];
        return string.Join(" ", (string[])[texts.Count("svg.records", network.Records.Length), texts.Count("svg.lines", network.Lines.Length), .. places.Single.Length > 0 ? (string[])[texts.Count("svg.singles", places.Single.Length)] : []]);
    }

    private static void Drawing(SvgSheet sheet, Network network, NetworkPlaces places, MarkDrawing marks)
    {
        if (places.Joined.IsEmpty) return;
        PictureFrame.Rule(sheet);
        sheet.Y += 8;
        sheet.Add("<g transform=\"translate(").Add(SvgSheet.Margin).Add(" ").Add(sheet.Y).Add(")\">\n");
        NetworkLines.Draw(sheet, network, places, network.Lines.Length <= MostWithWords);
        foreach (int record in places.Joined) Mark(sheet, marks, places.Points[record].X, places.Points[record].Y, network.Records[record], network.Texts, places.Radius < Radius);
        PlacedLabel.Draw(sheet, places.Labels);
        sheet.Add("</g>\n");
        sheet.Y += places.Height;
    }

    private static void Mark(SvgSheet sheet, MarkDrawing marks, double x, double y, NetworkRecord record, Texts texts, bool isSmall)
    {
        string kind = texts[$"kind.{record.Kind.Name}.one"];
        if (record.IsKept) sheet.Add("<use href=\"#").Add(sheet.Id("kept")).Add("\" x=\"").Add(x).Add("\" y=\"").Add(y).Add("\"/>\n");
        marks.Mark(record.Kind, x, y, texts.Format("svg.mark", record.IsKept ? $"{kind} · {texts["static.kept"]}" : kind, Short(record.Title)), isSmall: isSmall);
    }

    /// <summary>What is connected to nothing: a list where that is short, otherwise marks side by side.</summary>
    private static void Single(SvgSheet sheet, Network network, NetworkPlaces places, MarkDrawing marks)
    {
        if (places.Single.IsEmpty) return;
        PictureFrame.Rule(sheet);
        sheet.Paragraph("part", network.Texts["svg.single"], 15, 22);
        sheet.Y += 10;
        bool isTitled = places.Single.Length <= MostTitled;
        int columns = Math.Max(1, (int)(sheet.Inside / (isTitled ? 270 : 22)));
        double wide = isTitled ? sheet.Inside / columns : 22, high = isTitled ? 24 : 22, begin = sheet.Y;
        foreach ((int at, int record) in places.Single.Index())
        {
            double x = sheet.Along(SvgSheet.Margin + (at % columns * wide) + Radius), y = begin + (at / columns * high) + (high / 2);
            Mark(sheet, marks, x, y, network.Records[record], network.Texts, isSmall: false);
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
