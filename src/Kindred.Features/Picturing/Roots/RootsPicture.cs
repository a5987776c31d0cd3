using CommunityGraph.Layouts;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Roots;

/// <summary>Draws roots: what was asked about stands above what it grows from, the further down the older, in the order of years or decades; what has no date lies at the bottom.</summary>
internal sealed class RootsPicture
{
    private const double Narrowest = 330, Size = 12, LineHeight = 14, Ring = 13, Straight = 6;

    private readonly RootsFound found;
    private readonly Texts texts;
    private readonly KindList kinds;
    private readonly Func<string, string> to;
    private readonly RootsPlan plan;
    private readonly RootsForm form;
    private readonly IReadOnlyList<string>[] labels;
    private readonly double[] tops;
    private readonly double[] bottoms;
    private readonly SvgSheet sheet;
    private readonly double aside;
    private readonly double margin;

    private RootsPicture(RootsFound found, RootsPlan plan, RootsForm form, Texts texts, KindList kinds, Func<string, string> to, double margin, double narrowest)
    {
        (this.found, this.plan, this.form, this.texts, this.kinds, this.to) = (found, plan, form, texts, kinds, to);
        labels = [.. plan.Marks.Select(LabelOf)];
        (tops, bottoms) = (new double[plan.Rows.Count], new double[plan.Rows.Count]);
        double width = Math.Max(narrowest, Math.Ceiling(plan.Layout.Width) + (2 * margin));
        aside = (width - plan.Layout.Width) / 2;
        this.margin = margin;
        sheet = new SvgSheet(width, texts);
    }

    /// <summary>As it stands in a page.</summary>
    /// <param name="open">Key of the time that somebody opened.</param>
    /// <param name="to">Makes an address of the archive one of this reader's.</param>
    public static Picture InPage(RootsFound found, string? open, Texts texts, KindList kinds, Func<string, string> to, CancellationToken cancel)
    {
        RootsForm form = RootsForm.InPage;
        RootsPicture picture = new(found, RootsPlan.ForPage(found, open, cancel), form, texts, kinds, to, 4, Narrowest);
        MarkDrawing marks = picture.Declare();
        picture.sheet.Y = 4;
        picture.Draw(marks);
        return picture.sheet.ToPicture(RootsWords.Heading(found, texts), texts["roots.read"]);
    }

    /// <summary>All of it, with what is to be known of it.</summary>
    public static Picture Alone(RootsFound found, PictureAlone alone, KindList kinds, CancellationToken cancel)
    {
        RootsForm form = RootsForm.Alone;
        RootsPicture picture = new(found, RootsPlan.Of(found, int.MaxValue, null, form, cancel), form, alone.Texts, kinds, alone.To, SvgSheet.Margin, 560);
        SvgSheet sheet = picture.sheet;
        MarkDrawing marks = picture.Declare();
        string counts = RootsWords.Counts(found, alone.Texts), say = alone.Texts["roots.read"];
        alone.Above(sheet, RootsWords.Heading(found, alone.Texts), counts, [], say);
        Legend.Draw(sheet, alone.Texts, marks, picture.Forms);
        picture.LegendOfGaps();
        sheet.Y += 16;
        picture.Draw(marks);
        alone.Below(sheet);
        return sheet.ToPicture(RootsWords.Heading(found, alone.Texts), $"{counts} {say}");
    }

    private HashSet<LineForm> Forms => [.. found.Steps.Select(step => LineForm.Of(step.Type))];

    private MarkDrawing Declare()
    {
        sheet.Add("<defs>\n");
        MarkDrawing marks = MarkDrawing.Declare(sheet, found.Records.Select(KindOf));
        sheet.Add("<g id=\"gap\"><circle class=\"gap\" r=\"7\"/><text class=\"ask\" y=\"3.8\">?</text></g>\n</defs>\n");
        return marks;
    }

    private Kind KindOf(RootRecord record) => kinds.Find(record.Line.Kind)!;

    private IReadOnlyList<string> LabelOf(RootMark mark)
    {
        string title = mark.Record is { } record ? SvgText.Visible(RecordName.Of(found.Records[record].Line, texts).Title) : texts.Count("roots.gathered", mark.Count, mark.Period.Said(texts));
        return SvgText.Lines(title, (form.Slot - 6) / Size, form.Lines) is [_, ..] lines ? lines : [""];
    }

    private void LegendOfGaps()
    {
        if (!RootGap.Of(found).Any(gap => gap.Missing == MissingRoot.Root)) return;
        sheet.Y += 24;
        sheet.Add("<use href=\"#gap\" x=\"").Add(sheet.Along(SvgSheet.Margin + 8)).Add("\" y=\"").Add(sheet.Y).Add("\"/>\n<text class=\"key\" x=\"").Add(sheet.Along(SvgSheet.Margin + 22)).Add("\" y=\"").Add(sheet.Y + 4.5).Add("\">")
            .AddText(texts["roots.gap.sign"]).Add("</text>\n");
    }

    private void Draw(MarkDrawing marks)
    {
        Rows();
        foreach (LineForm kind in LineForm.All.Where(Forms.Contains)) Lines(kind);
        HashSet<int> missing = [.. RootGap.Of(found).Where(gap => gap.Missing == MissingRoot.Root).Select(gap => gap.Record)];
        foreach ((int at, RootMark mark) in plan.Marks.Index()) Mark(marks, at, mark, missing);
    }

    /// <summary>Where each row begins; above the first of a time is said which.</summary>
    private void Rows()
    {
        for (int row = 0; row < plan.Rows.Count; row++)
        {
            if (row == 0 || plan.Rows[row - 1] != plan.Rows[row])
            {
                sheet.Y += 8;
                sheet.Add("<path class=\"rule\" d=\"M").Add(margin).Add(" ").Add(sheet.Y).Add("H").Add(sheet.Width - margin).Add("\"/>\n<text class=\"part\" x=\"").Add(sheet.Along(margin)).Add("\" y=\"").Add(sheet.Y + 17).Add("\">")
                    .AddText(plan.Rows[row].Said(texts)).Add("</text>\n");
                sheet.Y += 18;
            }

            int here = row;
            tops[row] = sheet.Y + 20;
            bottoms[row] = tops[row] + 14 + (Enumerable.Range(0, plan.Marks.Count).Where(mark => plan.RowOf[mark] == here).Max(mark => labels[mark].Count) * LineHeight);
            sheet.Y = bottoms[row] + 14;
        }
    }

    private double X(double across) => Math.Round(sheet.Along(across + aside));

    private double X(int mark) => X(plan.Layout.Places[mark].X);

    private void Lines(LineForm kind)
    {
        Dictionary<(int, int), IReadOnlyList<Point>> bends = plan.Layout.Bends.ToDictionary(bend => (bend.Upper, bend.Lower), bend => bend.Points);
        ILookup<(int, int), RootStep> steps = found.Steps.Where(step => LineForm.Of(step.Type) == kind).ToLookup(step => (plan.MarkOf(step.From), plan.MarkOf(step.To)));
        sheet.Add("<g class=\"line ").Add(kind.Name).Add("\">\n");
        foreach ((int from, int root) in plan.Pairs.Where(steps.Contains))
        {
            (int upper, int lower) = plan.RowOf[from] <= plan.RowOf[root] ? (from, root) : (root, from);
            sheet.Add("<path d=\"");
            Path(upper, lower, bends.GetValueOrDefault((upper, lower), []));
            sheet.Add("\"><title>").AddText(string.Join('\n', steps[(from, root)].Take(8).Select(Claim).Distinct())).Add("</title></path>\n");
        }

        sheet.Add("</g>\n");
    }

    private string Claim(RootStep step) => texts.Format("svg.claim", NetworkPicture.Short(Title(step.From)), texts[$"connection.{step.Type.Name}.out"], NetworkPicture.Short(Title(step.To)));

    private string Title(int record) => RecordName.Of(found.Records[record].Line, texts).Title;

    /// <summary>From below the title of the upper to above the mark of the lower; straight through the rows between.</summary>
    private void Path(int upper, int lower, IReadOnlyList<Point> bends)
    {
        if (plan.RowOf[upper] == plan.RowOf[lower])
        {
            double y = tops[plan.RowOf[upper]];
            sheet.Add("M").Add(X(upper)).Add(" ").Add(y).Add("Q").Add((X(upper) + X(lower)) / 2).Add(" ").Add(y - 30).Add(" ").Add(X(lower)).Add(" ").Add(y);
            return;
        }

        (double x, double at) = (X(upper), tops[plan.RowOf[upper]] + 14 + (labels[upper].Count * LineHeight));
        sheet.Add("M").Add(x).Add(" ").Add(at);
        int row = plan.RowOf[upper];
        double straight = at;
        foreach (Point bend in bends)
        {
            row++;
            // What goes on nearly straight goes on straight: a long line is drawn in few words.
            if (Math.Abs(X(bend.X) - x) >= Straight || straight <= at)
            {
                Straighten();
                Curve(X(bend.X), tops[row] - 14);
            }

            straight = bottoms[row];
        }

        Straighten();
        Curve(X(lower), tops[plan.RowOf[lower]] - 9);

        void Straighten()
        {
            if (straight > at) sheet.Add("V").Add(straight);
            at = straight;
        }

        void Curve(double next, double below)
        {
            double middle = (at + below) / 2;
            sheet.Add("C").Add(x).Add(" ").Add(middle).Add(" ").Add(next).Add(" ").Add(middle).Add(" ").Add(next).Add(" ").Add(below);
            (x, at, straight) = (next, below, below);
        }
    }

    private void Mark(MarkDrawing marks, int at, RootMark mark, HashSet<int> missing)
    {
        (double x, double y) = (X(at), tops[plan.RowOf[at]]);
        string address = mark.Record is { } one ? found.Records[one].Line.Address : $"/roots/{found.Subject.Line.Id}?open={mark.Period.Key}";
        sheet.Add("<a href=\"").AddText(to(address)).Add("\">");
        if (mark.Record is { } record)
        {
            if (record == 0) sheet.Add("<circle class=\"here\" cx=\"").Add(x).Add("\" cy=\"").Add(y).Add("\" r=\"").Add(Ring).Add("\"/>");
            Kind kind = KindOf(found.Records[record]);
            marks.Mark(kind, x, y, texts.Format("svg.mark", texts[$"kind.{kind.Name}.one"], NetworkPicture.Short(Title(record))));
        }
        else sheet.Add("<rect class=\"group\" x=\"").Add(x - 17).Add("\" y=\"").Add(y - 9).Add("\" width=\"34\" height=\"18\" rx=\"5\"/><text class=\"m\" x=\"").Add(x).Add("\" y=\"").Add(y + 4.2).Add("\">").AddText(texts.Number(mark.Count)).Add("</text>\n");

        foreach ((int line, string words) in labels[at].Index())
            sheet.Add("<text class=\"label m").Add(mark.Record == 0 ? " strong" : "").Add("\" x=\"").Add(x).Add("\" y=\"").Add(y + 24 + (line * LineHeight)).Add("\">").AddText(SvgText.Isolated(words)).Add("</text>");
        sheet.Add("</a>\n");
        if (mark.Record is { } known && missing.Contains(known)) Gap(known, x, y);
    }

    /// <summary>A root that nobody has written down yet: whoever knows it is asked.</summary>
    private void Gap(int record, double x, double y)
    {
        double aside = sheet.IsRightToLeft ? -1 : 1;
        sheet.Add("<path class=\"gap\" d=\"M").Add(x + (aside * 9)).Add(" ").Add(y).Add("H").Add(x + (aside * 19)).Add("\"/><a href=\"").AddText(to($"/r/{found.Records[record].Line.Id}/propose")).Add("\"><use href=\"#gap\" x=\"").Add(x + (aside * 26)).Add("\" y=\"").Add(y)
            .Add("\"><title>").AddText(texts.Format("roots.gap.root", NetworkPicture.Short(Title(record)))).Add("</title></use></a>\n");
    }
}
