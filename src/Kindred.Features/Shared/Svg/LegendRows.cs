using CommunityGraph.Layouts;

namespace Kindred.Features.Shared.Svg;

/// <summary>Entries of a legend one after the other, in as many rows as they need.</summary>
/// <param name="row">Height.</param>
/// <param name="margin">Where rows begin.</param>
/// <param name="room">How wide they are at most; null: as the sheet is, without its margins.</param>
internal sealed class LegendRows(SvgSheet sheet, double row, double margin = SvgSheet.Margin, double? room = null)
{
    private const double Between = 22, Size = 13.5, LineHeight = 17, Rise = 4.5;

    private readonly double end = margin + (room ?? (sheet.Width - (2 * margin)));
    private double along;

    /// <summary>The next entry begins a row.</summary>
    public void Break() => along = 0;

    /// <summary>Writes the words of an entry.</summary>
    /// <param name="mark">How wide the mark before them is, with the space after it.</param>
    /// <returns>The middle of the mark.</returns>
    public Point Next(string words, double mark)
    {
        IReadOnlyList<string> lines = SvgText.Lines(Bidi.Visible(words), (end - margin - mark) / Size, 3);
        double wide = mark + (lines.Max(SvgText.Width) * Size);
        if (along == 0 || along + wide > end)
        {
            along = margin;
            sheet.Y += row;
        }

        Point middle = new(sheet.Along(along + (mark / 2) - 4), sheet.Y - Rise);
        foreach ((int at, string line) in lines.Index())
        {
            if (at > 0) sheet.Y += LineHeight;
            sheet.Add("<text class=\"key\" x=\"").Add(sheet.Along(along + mark)).Add("\" y=\"").Add(sheet.Y).Add("\">").AddText(line).Add("</text>\n");
        }

        along += wide + Between;
        return middle;
    }
}
