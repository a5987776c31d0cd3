using CommunityGraph;
using CommunityGraph.Layouts;

namespace Kindred.Features.Shared.Svg;

/// <summary>A name beside a mark, placed by <see cref="LabelPlacement"/>.</summary>
/// <param name="Corner">Upper left.</param>
/// <param name="Lines">As they are shown.</param>
internal sealed record PlacedLabel(Point Corner, double Width, LabelSide Side, IReadOnlyList<string> Lines)
{
    /// <summary>Of its letters, and from line to line.</summary>
    private const double Size = 12, LineHeight = 14, Baseline = 10.5;

    /// <summary>Where its lines are held: at their beginning, their middle or their end.</summary>
    private string Anchor => Side switch
    {
        LabelSide.Right or LabelSide.RightAbove or LabelSide.RightBelow => "",
        LabelSide.Left or LabelSide.LeftAbove or LabelSide.LeftBelow => " e",
        _ => " m",
    };

    private double X => Anchor switch
    {
        "" => Corner.X,
        " e" => Corner.X + Width,
        _ => Corner.X + (Width / 2),
    };

    /// <param name="lines">Of the name of each point.</param>
    /// <param name="order">In which they are placed; null: as they are given.</param>
    /// <param name="graph">Of the points: names keep clear of its edges.</param>
    /// <returns>Of each point; null: there was no room.</returns>
    public static PlacedLabel?[] Place(Point[] points, IReadOnlyList<string>[] lines, LabelOptions options, int[]? order = null, CompactGraph? graph = null)
    {
        (double Width, double Height)[] sizes = [.. lines.Select(label => (label.Max(SvgText.Width) * Size, label.Count * LineHeight))];
        LabelSide[] sides = LabelPlacement.Place(points, sizes, order ?? [.. Enumerable.Range(0, points.Length)], options, graph);
        return [.. sides.Select((side, at) => side == LabelSide.None ? null : new PlacedLabel(LabelPlacement.Corner(points[at], sizes[at], side, options), sizes[at].Width, side, lines[at]))];
    }

    /// <summary>Writes them, isolated; those that are held alike stand together and say so once.</summary>
    /// <param name="kind">Of names, or of parts of a picture.</param>
    public static void Draw(SvgSheet sheet, IEnumerable<PlacedLabel?> labels, string kind = "label")
    {
        foreach (IGrouping<string, PlacedLabel> alike in labels.OfType<PlacedLabel>().GroupBy(label => label.Anchor))
        {
            sheet.Add("<g class=\"").Add(kind).Add(alike.Key).Add("\">\n");
            foreach (PlacedLabel label in alike)
            {
                foreach ((int at, string line) in label.Lines.Index())
                    sheet.Add("<text x=\"").Add(Math.Round(label.X)).Add("\" y=\"").Add(Math.Round(label.Corner.Y + Baseline + (at * LineHeight))).Add("\">").AddText(SvgText.Isolated(line)).Add("</text>\n");
            }

            sheet.Add("</g>\n");
        }
    }
}
