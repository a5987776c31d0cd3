using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Kin;

/// <summary>Pairs that may be kin, one below the other: a name above and a name below a line that is not whole yet, and beside it what they share. As narrow as a phone; alone two stand side by side.</summary>
internal static class KinPicture
{
    private const double Column = 312, Indent = 26, Size = 13, Line = 17, Between = 30;
    private const int MostShared = 3;

    /// <param name="to">An address of the archive as the picture leads there.</param>
    public static Picture Draw(IReadOnlyList<KinOffered> pairs, KinWords words, Texts texts, KindSet kinds, Func<string, string> to, Action<SvgSheet, MarkDrawing>? above = null, Action<SvgSheet>? below = null)
    {
        int columns = above is null ? 1 : 2;
        double margin = above is null ? 8 : SvgSheet.Margin;
        SvgSheet sheet = new((columns * Column) + (2 * margin), texts) { Y = above is null ? 12 : SvgSheet.Margin };
        sheet.Add("<defs>\n");
        MarkDrawing marks = MarkDrawing.Declare(sheet, pairs.SelectMany(pair => new[] { pair.One, pair.Other }).Select(line => kinds[line.Kind]));
        sheet.Add("</defs>\n");
        above?.Invoke(sheet, marks);
        foreach (KinOffered[] side in pairs.Chunk(columns))
        {
            double top = sheet.Y, low = top;
            foreach ((int at, KinOffered pair) in side.Index()) low = Math.Max(low, Pair(sheet, marks, pair, margin + (at * Column), top, words, texts, kinds, to));
            sheet.Y = low + Between;
        }

        below?.Invoke(sheet);
        return sheet.ToPicture(texts["kin.picture.title"], $"{texts.Count("kin.count", pairs.Count)} {texts["kin.picture.read"]}");
    }

    /// <returns>Where it ends.</returns>
    private static double Pair(SvgSheet sheet, MarkDrawing marks, KinOffered pair, double from, double top, KinWords words, Texts texts, KindSet kinds, Func<string, string> to)
    {
        double wide = (Column - Indent - 12) / Size, line = sheet.Along(from + 9), begin = sheet.Along(from + Indent);
        string[] one = Lines(pair.One), other = Lines(pair.Other);
        string[] shared = [.. pair.Shared.Take(MostShared).SelectMany(share => SvgText.Lines(SvgText.Visible(words.Name(share, texts)), wide, 2))];
        double between = top + (one.Length * Line) + 6, second = between + (Math.Max(1, shared.Length) * Line) + 6, low = second + (other.Length * Line);
        sheet.Add("<path class=\"line grown\" d=\"M").Add(line).Add(" ").Add(top + 21).Add("V").Add(second - 3).Add("\"/>\n");
        Name(pair.One, one, top);
        for (int at = 0; at < shared.Length; at++) Text("label", between + ((at + 0.75) * Line), shared[at]);
        Name(pair.Other, other, second);
        return low;

        string[] Lines(RecordLine record) => [.. SvgText.Lines(SvgText.Visible(RecordName.Of(record, texts).Title), wide, 6).DefaultIfEmpty("")];

        void Name(RecordLine record, string[] name, double y)
        {
            sheet.Add("<a href=\"").AddText(to("/r/" + record.Id)).Add("\">");
            marks.Mark(kinds[record.Kind], line, y + 9, texts.Format("svg.mark", texts[$"kind.{record.Kind}.one"], NetworkPicture.Short(RecordName.Of(record, texts).Title)));
            for (int at = 0; at < name.Length; at++) Text("label part", y + ((at + 0.8) * Line), name[at]);
            sheet.Add("</a>\n");
        }

        void Text(string kind, double y, string text) =>
            sheet.Add("<text class=\"").Add(kind).Add(sheet.IsRightToLeft ? " e" : "").Add("\" x=\"").Add(begin).Add("\" y=\"").Add(Math.Round(y)).Add("\">").AddText(SvgText.Isolated(text)).Add("</text>\n");
    }
}
