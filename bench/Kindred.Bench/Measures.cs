using System.Diagnostics;
using System.Globalization;
using CommunityGraph;
using CommunityGraph.Groups;

namespace Kindred.Bench;

/// <summary>How long measures of a network take, beside igraph's on the same graph (<c>measures.py</c>, with Debian's python3-igraph): 100,000 actions of 20,000 organisations, few of which take part
/// in many.</summary>
internal static class Measures
{
    private const int Actions = 100_000, Organisations = 20_000, Times = 3;

    public static int Take(string folder)
    {
        Directory.CreateDirectory(folder);
        (int Actor, int Event)[] pairs = Drawn();
        string file = Path.Combine(folder, "participation.txt");
        File.WriteAllLines(file, pairs.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Actor} {pair.Event}")));
        Participation parts = Participation.Of(Organisations, Actions, pairs);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parts.Count} times somebody took part. Written for igraph: {file}"));
        Projection projection = null!;
        Best("projection", () => (projection = Projection.Of(parts)).Graph.Graph.EdgeCount);
        WeightedGraph graph = projection.Graph;
        Best("components", () => Components.Of(graph.Graph).Count);
        Best("cores", () => Cores.Of(graph.Graph).Max());
        Best("pagerank", () => PageRank.Of(graph).Max());
        Best("betweenness of 100 ends", () => Betweenness.Of(graph.Graph, most: 100).Values.Max());
        for (ulong seed = 1; seed <= 10; seed++)
        {
            ulong of = seed;
            Best($"leiden, seed {seed}", () => Leiden.Of(graph, of).Modularity(graph));
        }

        return 0;
    }

    private static void Best<T>(string name, Func<T> measure)
    {
        double best = double.MaxValue;
        T? found = default;
        for (int time = 0; time < Times; time++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            found = measure();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {best:0.000} s, {found}"));
    }

    /// <summary>One to twelve take part, most often few; who does is drawn by a power law, and half of the time from a circle of a hundred.</summary>
    private static (int, int)[] Drawn()
    {
        Random chance = new(7);
        List<(int, int)> pairs = [];
        for (int action = 0; action < Actions; action++)
        {
            int many = Math.Min(12, (int)Math.Pow(1 - chance.NextDouble(), -1 / 1.5));
            int circle = (int)(Organisations / 100 * Math.Pow(chance.NextDouble(), 2));
            HashSet<int> there = [];
            for (int one = 0; one < many; one++)
                there.Add(chance.Next(5) == 0 ? (int)(Organisations * Math.Pow(chance.NextDouble(), 3)) : (100 * circle) + (int)(100 * Math.Pow(chance.NextDouble(), 2)));
            pairs.AddRange(there.Select(actor => (actor, action)));
        }

        return [.. pairs];
    }
}
