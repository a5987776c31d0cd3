namespace Kindred.Features.Shared.Svg;

/// <summary>Entries of a legend one after the other, in as many rows as they need.</summary>
/// <param name="row">Height.</param>
internal sealed class LegendRows(SvgSheet sheet, double row)
{
    private const double Between = 22, Size = 13.5;

    private double along = SvgSheet.Margin;
    private bool isBegun;

    /// <summary>Writes the words of an entry.</summary>
    /// <param name="mark">How wide the mark before them is.</param>
    /// <param name="margin">Of the sheet.</param>
    /// <returns>From the left, the middle of the mark; its height is that of the words: <see cref="SvgSheet.Y"/> less a third of a line.</returns>
    public double Next(string words, double mark, double margin = SvgSheet.Margin)
    {
        if (!isBegun) along = margin;
        IReadOnlyList<string> lines = SvgText.Lines(words, (sheet.Width - (2 * margin) - mark) / Size, 3);
        double wide = mark + (lines.Max(SvgText.Width) * Size);
        if (!isBegun || along + wide > sheet.Width - margin)
        {
            along = margin;
            sheet.Y += row;
            isBegun = true;
        }

        double x = along;
        foreach ((int at, string line) in lines.Index())
        {
            if (at > 0) sheet.Y += 17;
            sheet.Add("<text class=\"key\" x=\"").Add(sheet.Along(x + mark)).Add("\" y=\"").Add(sheet.Y).Add("\">").AddText(line).Add("</text>\n");
        }

        along += wide + Between;
        return sheet.Along(x + (mark / 2) - 4);
    }
}
