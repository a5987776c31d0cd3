using System.Diagnostics;
using System.Globalization;
using CommunityGraph;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Picturing;

namespace Kindred.Bench;

/// <summary>How long circles and threads take among 1,000,000 connections of 300,000 records, six of which 50,000 others share.</summary>
internal static class Paths
{
    private const int Records = 300_000, Connections = 1_000_000, Shared = 6, Sharers = 50_000, Asked = 1_000;

    public static int Take()
    {
        LabelledGraph graph = Drawn();
        NetworkSnapshot network = new(graph, 1, new DateOnly(2026, 1, 1));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{graph.NodeCount} records, {graph.EdgeCount} connections, most at one record {Enumerable.Range(0, Records).Max(node => graph.Graph.Neighbours(node).Length)}"));
        Random chance = new(11);
        (int From, int To)[] pairs = [.. Enumerable.Range(0, Asked).Select(_ => (chance.Next(Records), chance.Next(Records)))];
        // What is not asked for yet is compiled.
        foreach ((int from, int to) in pairs.Take(50)) (_, _) = (PublicPaths.Circle(network, from).Order.Count, PublicPaths.Ways(network, from, to).Ways.Count);
        Measure("circle of 3 steps", pairs, pair => PublicPaths.Circle(network, pair.From).Order.Count);
        Measure("circle of what 50,000 share", [.. Enumerable.Range(0, Shared * 10).Select(node => (node % Shared, 0))], pair => PublicPaths.Circle(network, pair.From).Order.Count);
        Measure("thread", pairs, pair => PublicPaths.Ways(network, pair.From, pair.To).Ways.Count);
        Measure("thread to what 50,000 share", [.. pairs.Select(pair => (pair.From, pair.To % Shared))], pair => PublicPaths.Ways(network, pair.From, pair.To).Ways.Count);
        int through = pairs.Count(pair => PublicPaths.Ways(network, pair.From, pair.To) is { IsThroughShared: true }), none = pairs.Count(pair => PublicPaths.Ways(network, pair.From, pair.To).Ways.Count == 0);
        Console.WriteLine($"of {Asked} threads {through} lead through what many share, {none} are none");
        return 0;
    }

    private static void Measure(string name, (int From, int To)[] pairs, Func<(int From, int To), int> take)
    {
        List<double> milliseconds = [];
        long found = 0, before = GC.GetAllocatedBytesForCurrentThread();
        foreach ((int From, int To) pair in pairs)
        {
            Stopwatch watch = Stopwatch.StartNew();
            found += take(pair);
            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        milliseconds.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: p50 {milliseconds[milliseconds.Count / 2]:0.00} ms, p99 {milliseconds[milliseconds.Count * 99 / 100]:0.00} ms, worst {milliseconds[^1]:0.00} ms, {bytes / 1024.0 / pairs.Length:0} KiB allocated, {(double)found / pairs.Length:0.0} found"));
    }

    /// <summary>Six are shared by 50,000 each; the others are joined half of the time within a circle of a hundred, else with anyone, with few rather than many.</summary>
    internal static LabelledGraph Drawn()
    {
        Random chance = new(7);
        List<LabelledEdge> edges = [];
        for (int shared = 0; shared < Shared; shared++)
        {
            for (int one = 0; one < Sharers; one++) Add(shared, Shared + chance.Next(Records - Shared));
        }

        while (edges.Count < Connections)
        {
            int from = Shared + chance.Next(Records - Shared);
            int to = chance.Next(2) == 0 ? (from / 100 * 100) + chance.Next(100) : Shared + (int)((Records - Shared) * Math.Pow(chance.NextDouble(), 1.5));
            if (to >= Shared && to < Records && to != from) Add(from, to);
        }

        return LabelledGraph.Of(Records, edges);

        void Add(int from, int to) => edges.Add(NetworkSnapshot.Edge(new Joined(from, to, ConnectionType.All[chance.Next(ConnectionType.All.Length)], (HowTold)chance.Next(3))));
    }
}
