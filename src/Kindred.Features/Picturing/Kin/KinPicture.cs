using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Kin;

/// <summary>Pairs that may be kin, one below the other: a name at either end, and between them, on a line that is not whole yet, what they share.</summary>
internal static class KinPicture
{
    private const double Width = 720, Side = 196, Size = 13, Line = 17, Between = 26;

    /// <param name="to">An address of the archive as the picture leads there.</param>
    public static Picture Draw(IReadOnlyList<KinOffered> pairs, KinWords words, Texts texts, KindSet kinds, Func<string, string> to, Action<SvgSheet, MarkDrawing>? above = null, Action<SvgSheet>? below = null)
    {
        SvgSheet sheet = new(Width + (2 * SvgSheet.Margin), texts) { Y = above is null ? 8 : SvgSheet.Margin };
        sheet.Add("<defs>\n");
        MarkDrawing marks = MarkDrawing.Declare(sheet, pairs.SelectMany(pair => new[] { pair.One, pair.Other }).Select(line => kinds[line.Kind]));
        sheet.Add("</defs>\n");
        above?.Invoke(sheet, marks);
        foreach (KinOffered pair in pairs) Pair(sheet, marks, pair, words, texts, kinds, to);
        below?.Invoke(sheet);
        return sheet.ToPicture(texts["kin.picture.title"], $"{texts.Count("kin.count", pairs.Count)} {texts["kin.picture.read"]}");
    }

    private static void Pair(SvgSheet sheet, MarkDrawing marks, KinOffered pair, KinWords words, Texts texts, KindSet kinds, Func<string, string> to)
    {
        string[] one = Lines(pair.One, texts), other = Lines(pair.Other, texts);
        string[] shared = [.. pair.Shared.Take(3).SelectMany(share => SvgText.Lines(SvgText.Visible(words.Name(share, texts)), (Width - (2 * Side) - 70) / Size, 2))];
        double height = Math.Max(Math.Max(one.Length, other.Length), shared.Length) * Line, middle = sheet.Y + (height / 2) + 6;
        double near = sheet.Along(SvgSheet.Margin + 8), far = sheet.Along(SvgSheet.Margin + Width - 8), centre = (near + far) / 2;
        sheet.Add("<path class=\"line grown\" d=\"M").Add(near).Add(" ").Add(middle).Add("H").Add(far).Add("\"/>\n");
        Paper(sheet, centre, middle, shared.Select(SvgText.Width).DefaultIfEmpty(0).Max() * Size, shared.Length * Line);
        Name(sheet, marks, pair.One, one, near, middle, isNear: true, texts, kinds, to);
        Name(sheet, marks, pair.Other, other, far, middle, isNear: false, texts, kinds, to);
        for (int at = 0; at < shared.Length; at++) Text(sheet, "label m", centre, middle + 4.5 + ((at - ((shared.Length - 1) / 2.0)) * Line), shared[at]);
        sheet.Y += height + Between;
    }

    private static void Name(SvgSheet sheet, MarkDrawing marks, RecordLine line, string[] name, double x, double middle, bool isNear, Texts texts, KindSet kinds, Func<string, string> to)
    {
        // Away from the end of the line, whichever way the page reads.
        bool isToTheRight = isNear != sheet.IsRightToLeft;
        double begin = x + (isToTheRight ? 16 : -16), wide = name.Max(SvgText.Width) * Size;
        Paper(sheet, begin + (isToTheRight ? wide / 2 : -wide / 2), middle, wide, name.Length * Line);
        sheet.Add("<a href=\"").AddText(to("/r/" + line.Id)).Add("\">");
        marks.Mark(kinds[line.Kind], x, middle, texts.Format("svg.mark", texts[$"kind.{line.Kind}.one"], NetworkPicture.Short(RecordName.Of(line, texts).Title)));
        for (int at = 0; at < name.Length; at++) Text(sheet, isToTheRight ? "label part" : "label part e", begin, middle + 4.5 + ((at - ((name.Length - 1) / 2.0)) * Line), name[at]);
        sheet.Add("</a>\n");
    }

    /// <summary>Words lie on the line, and it does not run through them.</summary>
    private static void Paper(SvgSheet sheet, double centre, double middle, double width, double height) =>
        sheet.Add("<rect class=\"paper\" x=\"").Add(centre - (width / 2) - 4).Add("\" y=\"").Add(middle - (height / 2)).Add("\" width=\"").Add(width + 8).Add("\" height=\"").Add(height).Add("\"/>\n");

    private static void Text(SvgSheet sheet, string kind, double x, double y, string text) =>
        sheet.Add("<text class=\"").Add(kind).Add("\" x=\"").Add(Math.Round(x)).Add("\" y=\"").Add(Math.Round(y)).Add("\">").AddText(SvgText.Isolated(text)).Add("</text>\n");

    private static string[] Lines(RecordLine line, Texts texts) => [.. SvgText.Lines(SvgText.Visible(RecordName.Of(line, texts).Title), Side / Size, 3).DefaultIfEmpty("")];
}
