using CommunityGraph.Layouts;

namespace Kindred.Features.Shared.Svg;

/// <summary>What the marks and lines of a picture mean, in rows: only those that are in it.</summary>
internal static class Legend
{
    private const double Row = 24, HalfOfLine = 17;

    /// <param name="hasKept">Some are not public.</param>
    /// <param name="several">Id of a mark that stands for several; null: none does.</param>
    /// <param name="room">How wide a row may be; null: as wide as the sheet.</param>
    public static void Draw(SvgSheet sheet, Texts texts, MarkDrawing marks, IReadOnlySet<LineForm> forms, bool hasKept = false, bool isDisputed = false, string? several = null, double? room = null)
    {
        LegendRows rows = new(sheet, Row, room: room);
        foreach (KindMark mark in marks.Marks) Used(marks.IdOf(mark.Kind), rows.Next(texts[$"kind.{mark.Kind.Name}.many"], 24));
        if (hasKept) Used(sheet.Id("kept"), rows.Next(texts["static.kept"], 28));
        if (several is not null) Used(sheet.Id(several), rows.Next(texts["circle.several"], 24));
        rows.Break();
        foreach (LineForm form in LineForm.All.Where(forms.Contains))
        {
            Point middle = rows.Next(texts[$"svg.line.{form.Name}"], 42);
            sheet.Add("<path class=\"line ").Add(form.Name).Add("\" d=\"M").Add(middle.X - HalfOfLine).Add(" ").Add(middle.Y).Add("H").Add(middle.X + HalfOfLine).Add("\"/>\n");
        }

        if (isDisputed) Used(sheet.Id("doubt"), rows.Next(texts["svg.disputed"], 24));
        sheet.Y += marks.Marks.IsEmpty ? 0 : 8;

        void Used(string id, Point middle) => sheet.Add("<use href=\"#").Add(id).Add("\" x=\"").Add(middle.X).Add("\" y=\"").Add(middle.Y).Add("\"/>\n");
    }
}
