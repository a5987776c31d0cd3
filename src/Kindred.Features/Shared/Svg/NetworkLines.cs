using CommunityGraph.Layouts;

namespace Kindred.Features.Shared.Svg;

/// <summary>The lines of a network. Between two records is one of each form, whatever number of connections it stands for.</summary>
internal static class NetworkLines
{
    /// <summary>From here on lines are drawn fainter, so that what lies under them is seen.</summary>
    private const int Many = 1_000;

    public static void Draw(SvgSheet sheet, Network network, NetworkPlaces places, bool hasWords)
    {
        string many = network.Lines.Length > Many ? " many" : "";
        foreach (LineForm form in LineForm.All)
        {
            NetworkLine[] lines = [.. network.Lines.Where(line => line.From != line.To && LineForm.Of(line.Type) == form)];
            if (lines.Length == 0) continue;
            sheet.Add(hasWords ? $"<g class=\"line {form.Name}\">\n" : $"<path class=\"line {form.Name}{many}\" d=\"");
            foreach (IGrouping<(int From, int To), NetworkLine> pair in lines.GroupBy(line => (Math.Min(line.From, line.To), Math.Max(line.From, line.To))))
            {
                if (hasWords) sheet.Add("<path d=\"");
                Path(sheet, places.Points[pair.Key.From], places.Points[pair.Key.To]);
                if (hasWords) sheet.Add("\"><title>").AddText(string.Join('\n', pair.Select(line => Words(network, line)).Distinct())).Add("</title></path>\n");
            }

            sheet.Add(hasWords ? "</g>\n" : "\"/>\n");
        }

        foreach ((int from, int to) in network.Lines.Where(line => line.IsDisputed && line.From != line.To).Select(line => (Math.Min(line.From, line.To), Math.Max(line.From, line.To))).Distinct())
        {
            sheet.Add("<use href=\"#").Add(sheet.Id("doubt")).Add("\" x=\"").Add(Math.Round((places.Points[from].X + places.Points[to].X) / 2)).Add("\" y=\"").Add(Math.Round((places.Points[from].Y + places.Points[to].Y) / 2))
                .Add("\"><title>").AddText(network.Texts["svg.disputed"]).Add("</title></use>\n");
        }
    }

    /// <summary>Relative, which is shorter: thousands of these are in one picture.</summary>
    private static void Path(SvgSheet sheet, Point from, Point to)
    {
        sheet.Add("M").Add(from.X).Add(" ").Add(from.Y).Add("l").Add(to.X - from.X);
        if (to.Y >= from.Y) sheet.Add(" ");
        sheet.Add(to.Y - from.Y);
    }

    private static string Words(Network network, NetworkLine line) =>
        network.Texts.Format("svg.claim", NetworkPicture.Short(network.Records[line.From].Title), network.Texts[$"connection.{line.Type.Name}.out"], NetworkPicture.Short(network.Records[line.To].Title));
}
