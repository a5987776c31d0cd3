using System.Diagnostics;
using System.Globalization;
using CommunityGraph;
using CommunityGraph.Layouts;

namespace Kindred.Bench;

/// <summary>How long it takes to lay a graph out, beside igraph's two layouts by forces on the same graph (<c>layouts.py</c>, with Debian's python3-igraph).</summary>
internal static class Layouts
{
    private const int Times = 3;

    public static int Take(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (int nodes in (int[])[2_000, 20_000])
        {
            (int, int)[] edges = Grown(nodes);
            string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"grown-{nodes}.txt"));
            File.WriteAllLines(file, edges.Select(edge => string.Create(CultureInfo.InvariantCulture, $"{edge.Item1} {edge.Item2}")));
            GraphBuilder builder = new(nodes);
            foreach ((int from, int to) in edges) builder.Add(from, to);
            CompactGraph graph = builder.Build();
            for (int time = 0; time < Times; time++)
            {
                long allocated = GC.GetTotalAllocatedBytes(precise: true);
                Stopwatch watch = Stopwatch.StartNew();
                Placement placement = PackedLayout.Place(graph, new PackingOptions { Spacing = 40, Least = 22 });
                double seconds = watch.Elapsed.TotalSeconds;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{nodes} nodes, {edges.Length} edges: {seconds:0.000} s, {(GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1048576.0:0.0} MiB allocated, edges {Length(placement.Places, edges) / Pairs(placement.Places):0.000} of the mean distance, {placement.Width:0} x {placement.Height:0}"));
            }

            Console.WriteLine($"Written for igraph: {file}");
        }

        return 0;
    }

    /// <summary>Each node joins itself to one to three that came before, half of the time to one that has many.</summary>
    private static (int, int)[] Grown(int nodes)
    {
        Random chance = new(7);
        List<(int, int)> edges = [];
        for (int node = 1; node < nodes; node++)
        {
            for (int at = 0; at < 1 + (node % 3); at++) edges.Add((node, edges.Count > 0 && chance.Next(2) == 0 ? edges[chance.Next(edges.Count)].Item2 : chance.Next(node)));
        }

        return [.. edges];
    }

    private static double Length(Point[] places, (int, int)[] edges) => edges.Average(edge => Far(places[edge.Item1], places[edge.Item2]));

    /// <summary>Of a hundred thousand pairs.</summary>
    private static double Pairs(Point[] places)
    {
        Random chance = new(1);
        return Enumerable.Range(0, 100_000).Average(_ => Far(places[chance.Next(places.Length)], places[chance.Next(places.Length)]));
    }

    private static double Far(Point one, Point other) => Math.Sqrt(((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y)));
}
