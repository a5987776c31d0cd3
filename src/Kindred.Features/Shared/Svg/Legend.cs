namespace Kindred.Features.Shared.Svg;

/// <summary>What the marks and lines of a picture mean, in rows: only those that are in it.</summary>
internal static class Legend
{
    private const double Row = 24, Between = 22, Size = 13.5;

    /// <param name="hasKept">Some are not public.</param>
    /// <param name="several">Id of a mark that stands for several; null: none does.</param>
    public static void Draw(SvgSheet sheet, Texts texts, MarkDrawing marks, IReadOnlySet<LineForm> forms, bool hasKept = false, bool isDisputed = false, string? several = null)
    {
        double along = SvgSheet.Margin;
        bool isBegun = false;
        foreach (KindMark mark in marks.Marks)
        {
            double x = Next(texts[$"kind.{mark.Kind.Name}.many"], 22);
            sheet.Add("<use href=\"#").Add(marks.IdOf(mark.Kind)).Add("\" x=\"").Add(sheet.Along(x + 8)).Add("\" y=\"").Add(sheet.Y).Add("\"/>\n");
        }

        if (hasKept)
        {
            double x = Next(texts["static.kept"], 26);
            sheet.Add("<use href=\"#").Add(sheet.Id("kept")).Add("\" x=\"").Add(sheet.Along(x + 10)).Add("\" y=\"").Add(sheet.Y).Add("\"/>\n");
        }

        if (several is not null)
        {
            double x = Next(texts["circle.several"], 22);
            sheet.Add("<use href=\"#").Add(sheet.Id(several)).Add("\" x=\"").Add(sheet.Along(x + 8)).Add("\" y=\"").Add(sheet.Y).Add("\"/>\n");
        }

        along = SvgSheet.Margin;
        isBegun = false;
        foreach (LineForm form in LineForm.All.Where(forms.Contains))
        {
            double x = Next(texts[$"svg.line.{form.Name}"], 42);
            sheet.Add("<path class=\"line ").Add(form.Name).Add("\" d=\"M").Add(sheet.Along(x)).Add(" ").Add(sheet.Y).Add("H").Add(sheet.Along(x + 34)).Add("\"/>\n");
        }

        if (isDisputed)
        {
            double x = Next(texts["svg.disputed"], 22);
            sheet.Add("<use href=\"#").Add(sheet.Id("doubt")).Add("\" x=\"").Add(sheet.Along(x + 8)).Add("\" y=\"").Add(sheet.Y).Add("\"/>\n");
        }

        sheet.Y += marks.Marks.IsEmpty ? 0 : 4;

        // The words of an entry; where it stands, its mark being so wide.
        double Next(string words, double mark)
        {
            double wide = mark + (SvgText.Width(words) * Size);
            if (!isBegun || along + wide > sheet.Width - SvgSheet.Margin)
            {
                along = SvgSheet.Margin;
                sheet.Y += Row;
                isBegun = true;
            }

            double x = along;
            sheet.Add("<text class=\"key\" x=\"").Add(sheet.Along(x + mark)).Add("\" y=\"").Add(sheet.Y + 4.5).Add("\">").AddText(Bidi.Visible(words)).Add("</text>\n");
            along += wide + Between;
            return x;
        }
    }
}
