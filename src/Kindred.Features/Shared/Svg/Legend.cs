using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Kindred.Features.Shared.Svg;

/// <summary>What the marks and lines of a picture mean, in rows: only those that are in it.</summary>
internal static class Legend
{
    private const double Row = 24, Between = 22, Size = 13.5;

    public static void Draw(SvgSheet sheet, Network network, ImmutableArray<KindMark> marks, FrozenDictionary<string, string> ids)
    {
        double along = SvgSheet.Margin;
        bool isBegun = false;
        foreach (KindMark mark in marks)
        {
            double x = Next(network.Texts[$"kind.{mark.Kind.Name}.many"], 22);
            sheet.Add("<use href=\"#").Add(ids[mark.Kind.Name]).Add("\" x=\"").Add(sheet.Along(x + 8)).Add("\" y=\"").Add(sheet.Y).Add("\"/>\n");
        }

        if (network.Records.Any(record => record.IsKept))
        {
            double x = Next(network.Texts["static.kept"], 26);
            sheet.Add("<use href=\"#kept\" x=\"").Add(sheet.Along(x + 10)).Add("\" y=\"").Add(sheet.Y).Add("\"/>\n");
        }

        along = SvgSheet.Margin;
        isBegun = false;
        HashSet<LineForm> forms = [.. network.Lines.Where(line => line.From != line.To).Select(line => LineForm.Of(line.Type))];
        foreach (LineForm form in LineForm.All.Where(forms.Contains))
        {
            double x = Next(network.Texts[$"svg.line.{form.Name}"], 42);
            sheet.Add("<path class=\"line ").Add(form.Name).Add("\" d=\"M").Add(sheet.Along(x)).Add(" ").Add(sheet.Y).Add("H").Add(sheet.Along(x + 34)).Add("\"/>\n");
        }

        if (network.Lines.Any(line => line.IsDisputed))
        {
            double x = Next(network.Texts["svg.disputed"], 22);
            sheet.Add("<use href=\"#doubt\" x=\"").Add(sheet.Along(x + 8)).Add("\" y=\"").Add(sheet.Y).Add("\"/>\n");
        }

        sheet.Y += marks.IsEmpty ? 0 : 4;

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
