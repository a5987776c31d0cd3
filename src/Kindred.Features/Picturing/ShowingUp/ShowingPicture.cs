using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.ShowingUp;

/// <summary>Draws a timeline from top to bottom: what was done on an axis, year by year, with its tempo in shape and word; a silence breaks the axis.</summary>
internal sealed class ShowingPicture
{
    /// <summary>Showings of a picture that stands alone.</summary>
    public const int MostAlone = 500;

    private const double InPageWidth = 330, AloneWidth = 680, Axis = 15, Sign = 38, Words = 56, Size = 13, SmallSize = 12.5, LineHeight = 16;

    private readonly ShowingUpFound found;
    private readonly IReadOnlyDictionary<RecordId, ShowingTold> told;
    private readonly Texts texts;
    private readonly KindList kinds;
    private readonly Func<string, string> to;
    private readonly SvgSheet sheet;
    private readonly double start;
    private MarkDrawing marks = null!;

    private ShowingPicture(ShowingUpFound found, IReadOnlyDictionary<RecordId, ShowingTold> told, Texts texts, KindList kinds, Func<string, string> to, double width, double start)
    {
        (this.found, this.told, this.texts, this.kinds, this.to, this.start) = (found, told, texts, kinds, to, start);
        sheet = new SvgSheet(width, texts);
    }

    /// <param name="rows">Of it.</param>
    /// <param name="told">What those that stand for themselves say.</param>
    /// <param name="to">Makes an address of the archive one of this reader's.</param>
    public static Picture InPage(ShowingUpFound found, ImmutableArray<ShowingRow> rows, IReadOnlyDictionary<RecordId, ShowingTold> told, Texts texts, KindList kinds, Func<string, string> to)
    {
        ShowingPicture picture = new(found, told, texts, kinds, to, InPageWidth, 2);
        picture.Declare(rows);
        picture.sheet.Y = 2;
        picture.Draw(rows);
        picture.sheet.Y += 6;
        return picture.sheet.ToPicture(ShowingWords.Heading(found, texts), texts["showing.read"]);
    }

    public static Picture Alone(ShowingUpFound found, ImmutableArray<ShowingRow> rows, IReadOnlyDictionary<RecordId, ShowingTold> told, PictureAlone alone, KindList kinds)
    {
        Texts texts = alone.Texts;
        ShowingPicture picture = new(found, told, texts, kinds, alone.To, AloneWidth, SvgSheet.Margin);
        picture.Declare(rows);
        string heading = ShowingWords.Heading(found, texts), counts = ShowingWords.Counts(found, texts), say = texts["showing.read"];
        alone.Above(picture.sheet, heading, counts, [], say);
        Legend.Draw(picture.sheet, texts, picture.marks, new HashSet<LineForm>());
        PictureFrame.Rule(picture.sheet);
        picture.sheet.Y += 10;
        picture.Draw(rows);
        alone.Below(picture.sheet);
        return picture.sheet.ToPicture(heading, $"{counts} {say}");
    }

    private void Declare(ImmutableArray<ShowingRow> rows)
    {
        sheet.Add("<defs>\n");
        marks = MarkDrawing.Declare(sheet, rows.OfType<ShowingRow.One>().Select(row => kinds.Find(row.Showing.Line.Kind)!));
        // A stroke of lightning, a long bar, a stroke of one day, from one time to another.
        sheet.Add("<path id=\"urgent\" class=\"tempo\" d=\"M2-7L-4 1H4L-2 7\"/>\n<path id=\"sustained\" class=\"tempo\" d=\"M-8-2.5H8M-8 2.5H8\"/>\n<path id=\"oneday\" class=\"tempo\" d=\"M0-5V5\"/>\n<path id=\"longspan\" class=\"tempo\" d=\"M-7-4V4M7-4V4M-7 0H7\"/>\n</defs>\n");
    }

    private double X(double from) => Math.Round(sheet.Along(start + from), 1);

    private double WordsWidth => sheet.Width - (2 * start) - Words - 4;

    private void Draw(ImmutableArray<ShowingRow> rows)
    {
        foreach (ShowingRow row in rows)
        {
            switch (row)
            {
                case ShowingRow.Year year:
                    Year(year.Key);
                    break;
                case ShowingRow.One one:
                    One(one.Showing);
                    break;
                case ShowingRow.Gathered gathered:
                    Gathered(gathered);
                    break;
                case ShowingRow.Silent silent:
                    Silent(silent.Silence);
                    break;
            }
        }
    }

    private void Year(string key)
    {
        sheet.Y += 6;
        sheet.Add("<path class=\"rule\" d=\"M").Add(X(0)).Add(" ").Add(sheet.Y).Add("H").Add(X(sheet.Width - (2 * start))).Add("\"/>\n<text class=\"part\" x=\"").Add(X(0)).Add("\" y=\"").Add(sheet.Y + 19).Add("\">").AddText(ShowingRow.Said(key, texts)).Add("</text>\n");
        sheet.Y += 26;
    }

    private void AxisTo(double end, string kind = "axis") => sheet.Add("<path class=\"").Add(kind).Add("\" d=\"M").Add(X(Axis)).Add(" ").Add(sheet.Y).Add("V").Add(end).Add("\"/>\n");

    private void One(Showing showing)
    {
        Kind kind = kinds.Find(showing.Line.Kind)!;
        ShowingTempo tempo = told.TryGetValue(showing.Line.Id, out ShowingTold? said) ? said.Tempo : ShowingTempo.Unsaid;
        string title = SvgText.Visible(RecordName.Of(showing.Line, texts).Title);
        IReadOnlyList<string> lines = SvgText.Lines(title, WordsWidth / Size, 3) is [_, ..] some ? some : [""];
        string small = ShowingWords.Tempo(tempo, texts) is { } word ? $"{ShowingWords.When(showing, texts)} · {word}" : ShowingWords.When(showing, texts);
        IReadOnlyList<string> smalls = SvgText.Lines(small, WordsWidth / SmallSize, 3);
        double y = sheet.Y + 12, end = sheet.Y + 12 + ((lines.Count + smalls.Count) * LineHeight);
        AxisTo(end);
        sheet.Add("<a href=\"").AddText(to(showing.Line.Address)).Add("\">");
        marks.Mark(kind, X(Axis), y, texts.Format("svg.mark", texts[$"kind.{kind.Name}.one"], NetworkPicture.Short(title)));
        if (tempo != ShowingTempo.Unsaid) sheet.Add("<use href=\"#").Add(tempo.ToString().ToLowerInvariant()).Add("\" x=\"").Add(X(Sign)).Add("\" y=\"").Add(y).Add("\"/>\n");
        Lines("label key" + (sheet.IsRightToLeft ? " e" : ""), lines.Select(SvgText.Isolated), y + 4.5);
        Lines("say", smalls, y + 4.5 + (lines.Count * LineHeight));
        sheet.Add("</a>\n");
        sheet.Y = end;
    }

    private void Gathered(ShowingRow.Gathered gathered)
    {
        double y = sheet.Y + 14;
        AxisTo(y + 14);
        sheet.Add("<a href=\"").AddText(to($"/showing-up/{found.Subject.Id}?year={gathered.Key}")).Add("\"><rect class=\"group\" x=\"").Add(X(Axis) - 15).Add("\" y=\"").Add(y - 9).Add("\" width=\"30\" height=\"18\" rx=\"5\"/><text class=\"m\" x=\"")
            .Add(X(Axis)).Add("\" y=\"").Add(y + 4.2).Add("\">").AddText(texts.Number(gathered.Count)).Add("</text>");
        Lines("key", SvgText.Lines(texts.Count("showing.gathered", gathered.Count), WordsWidth / 13, 3), y + 4.5);
        sheet.Add("</a>\n");
        sheet.Y = y + 14;
    }

    private void Silent(Silence silence)
    {
        IReadOnlyList<string> lines = SvgText.Lines(ShowingWords.Said(silence, texts), WordsWidth / SmallSize, 4);
        // Longer where it was longer, and never so long that nobody reads on.
        double high = Math.Max((lines.Count * LineHeight) + 16, Math.Min(140, 24 + (silence.Days / 365.0 * 12))), top = sheet.Y + 4;
        sheet.Y += 6;
        AxisTo(sheet.Y + high - 8, "axis silent");
        Lines("say", lines, top + ((high - (lines.Count * LineHeight)) / 2) + 12);
        sheet.Y = top + high;
    }

    private void Lines(string kind, IEnumerable<string> lines, double y)
    {
        foreach ((int at, string line) in lines.Index())
            sheet.Add("<text class=\"").Add(kind).Add("\" x=\"").Add(X(Words)).Add("\" y=\"").Add(y + (at * LineHeight)).Add("\">").AddText(line).Add("</text>\n");
    }
}
