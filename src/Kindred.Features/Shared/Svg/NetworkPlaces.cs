using System.Collections.Immutable;
using CommunityGraph;
using CommunityGraph.Layouts;

namespace Kindred.Features.Shared.Svg;

/// <summary>Where everything in the picture of a network stands, in whole units, measured from the upper left corner of the drawing itself.</summary>
internal sealed class NetworkPlaces
{
    private const double LongestLabel = 11.2;
    private readonly Network network;

    private NetworkPlaces(Network network, CancellationToken cancel)
    {
        this.network = network;
        HashSet<int> joined = [.. network.Lines.Where(line => line.From != line.To).SelectMany(line => new[] { line.From, line.To })];
        Joined = [.. Enumerable.Range(0, network.Records.Length).Where(joined.Contains)];
        Single = [.. Enumerable.Range(0, network.Records.Length).Where(record => !joined.Contains(record))];
        int[] numbers = new int[network.Records.Length];
        for (int at = 0; at < Joined.Length; at++) numbers[Joined[at]] = at;
        GraphBuilder builder = new(Joined.Length);
        foreach ((int from, int to) in network.Lines.Where(line => line.From != line.To).Select(line => (Math.Min(line.From, line.To), Math.Max(line.From, line.To))).Distinct()) builder.Add(numbers[from], numbers[to]);
        CompactGraph graph = builder.Build();
        (double spacing, double beside) = Joined.Length switch { <= 80 => (108.0, 84.0), <= 250 => (96.0, 60.0), <= 600 => (66.0, 40.0), <= 1_200 => (50.0, 26.0), _ => (40.0, 22.0) };
        Radius = Joined.Length <= 250 ? 8 : 6;
        double width = Math.Clamp(Math.Sqrt(Joined.Length) * spacing * 1.1, 600, 1_800);
        Placement placement = PackedLayout.Place(graph, new PackingOptions { Spacing = spacing, Least = Math.Max((Radius * 2) + 5, spacing * 0.62), Beside = beside, Above = 22, Width = width, Stretch = 1.35 }, cancel: cancel);
        (Width, Height) = (Math.Max(width, Math.Ceiling(placement.Width)), Math.Ceiling(placement.Height));
        Points = new Point[network.Records.Length];
        // What is narrower than a column of words stands in its middle.
        double aside = (Width - placement.Width) / 2;
        for (int at = 0; at < Joined.Length; at++) Points[Joined[at]] = new Point(Math.Round(placement.Places[at].X + aside), Math.Round(placement.Places[at].Y));
        Labels = Label(graph, cancel);
    }

    /// <summary>Records that are connected to another, ascending.</summary>
    public ImmutableArray<int> Joined { get; }

    /// <summary>Those that are not: they have no place here.</summary>
    public ImmutableArray<int> Single { get; }

    public Point[] Points { get; }

    public double Radius { get; }

    public double Width { get; }

    public double Height { get; }

    public ImmutableArray<PlacedLabel> Labels { get; }

    public static NetworkPlaces Of(Network network, CancellationToken cancel) => new(network, cancel);

    /// <summary>Titles where there is room, at most two lines each. Whose is placed first is decided by the ids, which say nothing.</summary>
    private ImmutableArray<PlacedLabel> Label(CompactGraph graph, CancellationToken cancel)
    {
        LabelOptions options = new() { Width = Width, Height = Height, Radius = Radius + 1, Gap = 3 };
        Point[] points = [.. Joined.Select(record => Points[record])];
        IReadOnlyList<string>[] lines = [.. Joined.Select(record => SvgText.Lines(SvgText.Visible(network.Records[record].Title), LongestLabel, 2) is [_, ..] label ? label : [""])];
        cancel.ThrowIfCancellationRequested();
        return [.. PlacedLabel.Place(points, lines, options, graph: graph).OfType<PlacedLabel>()];
    }
}
