using System.Collections.Immutable;
using CommunityGraph;
using CommunityGraph.Layouts;

namespace Kindred.Features.Picturing.Roots;

/// <summary>A mark in the picture of roots: a record, or what is left of a time that is shut.</summary>
/// <param name="Record">Number of the record; null: it stands for several.</param>
/// <param name="Count">How many it stands for.</param>
internal sealed record RootMark(int? Record, RootPeriod Period, int Count);

/// <summary>Which marks a picture of roots has, in which rows, and where each stands across.</summary>
internal sealed class RootsPlan
{
    /// <summary>A row that a line passes takes about fifty bytes.</summary>
    private const int MostPassings = 700;

    private const int FewMarks = 24;

    private readonly List<RootMark> marks = [];
    private readonly List<RootPeriod> rows = [];
    private readonly List<int> rowOf = [];
    private readonly int[] markOf;

    private RootsPlan(RootsFound found, int most, string? open, RootsForm form, CancellationToken cancel)
    {
        ImmutableArray<RootLayer> layers = RootLayer.Of(found.Records, found.Steps);
        markOf = new int[found.Records.Length];
        int[] sizes = [.. layers.Select(layer => layer.Count - (layer.Ranks.Any(rank => rank.Contains(0)) ? 1 : 0))];
        int at = layers.Select(layer => layer.Period.Key).ToList().IndexOf(open ?? "");
        int[] shown = Gathering.Shown(sizes, most - 1, at < 0 ? null : at);
        foreach ((int number, RootLayer layer) in layers.Index()) Place(layer, sizes[number], shown[number], form.Widest);
        Pairs = [.. found.Steps.Select(step => (From: markOf[step.From], To: markOf[step.To])).Where(pair => pair.From != pair.To).Distinct()];
        GraphBuilder builder = new(marks.Count);
        foreach ((int one, int other) in Pairs.Select(pair => (Math.Min(pair.From, pair.To), Math.Max(pair.From, pair.To))).Distinct()) builder.Add(one, other);
        Layout = LayeredLayout.Of(builder.Build(), rowOf, new LayeredOptions { Least = form.Slot, Passing = form.Passing }, cancel);
    }

    public IReadOnlyList<RootMark> Marks => marks;

    /// <summary>Of each row from the top.</summary>
    public IReadOnlyList<RootPeriod> Rows => rows;

    public IReadOnlyList<int> RowOf => rowOf;

    /// <summary>Numbers of the marks of what grows, and of its root.</summary>
    public ImmutableArray<(int From, int To)> Pairs { get; }

    public LayeredLayout Layout { get; }

    /// <summary>The mark that stands for a record.</summary>
    public int MarkOf(int record) => markOf[record];

    /// <param name="most">Marks at most.</param>
    /// <param name="open">Key of the time that somebody opened.</param>
    public static RootsPlan Of(RootsFound found, int most, string? open, RootsForm form, CancellationToken cancel) => new(found, most, open, form, cancel);

    /// <summary>With no more marks, and no more rows that lines pass by, than a page holds.</summary>
    public static RootsPlan ForPage(RootsFound found, string? open, CancellationToken cancel)
    {
        for (int most = Gathering.MostMarks; ; most = most * 2 / 3)
        {
            RootsPlan plan = new(found, most, open, RootsForm.InPage, cancel);
            if (most < FewMarks || plan.Layout.Bends.Sum(bend => bend.Points.Count) <= MostPassings) return plan;
        }
    }

    private void Place(RootLayer layer, int size, int shown, int widest)
    {
        int left = shown;
        foreach (ImmutableArray<int> rank in layer.Ranks)
        {
            // What was asked about is always there.
            foreach (int[] row in rank.Where(record => record == 0 || left-- > 0).Chunk(widest))
            {
                foreach (int record in row) Add(record, new RootMark(record, layer.Period, 1));
                rows.Add(layer.Period);
            }
        }

        if (shown == size) return;
        foreach (int record in layer.Ranks.SelectMany(rank => rank).Where(record => record != 0).Skip(shown)) markOf[record] = marks.Count;
        Add(null, new RootMark(null, layer.Period, size - shown));
        rows.Add(layer.Period);
    }

    private void Add(int? record, RootMark mark)
    {
        if (record is { } number) markOf[number] = marks.Count;
        marks.Add(mark);
        rowOf.Add(rows.Count);
    }
}

/// <summary>How much room a picture of roots has.</summary>
/// <param name="Slot">What a mark with its title takes across.</param>
/// <param name="Passing">What a line takes that passes a row.</param>
/// <param name="Widest">Marks in a row.</param>
/// <param name="Lines">Of a title.</param>
internal sealed record RootsForm(double Slot, double Passing, int Widest, int Lines)
{
    /// <summary>As wide as a phone.</summary>
    public static RootsForm InPage { get; } = new(106, 9, 3, 4);

    public static RootsForm Alone { get; } = new(150, 12, 6, 4);
}
