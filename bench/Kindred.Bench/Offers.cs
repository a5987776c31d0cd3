using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using CommunityGraph;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stores;
using Kindred.Features.Picturing;
using Kindred.Features.Picturing.Kin;
using Kindred.Features.Shared.Search;

namespace Kindred.Bench;

/// <summary>How long it takes to look for unlikely kin of one record among the 300,000 records and 1,000,000 connections of <see cref="Paths"/>, each of which says what records say.</summary>
internal static class Offers
{
    private const int Asked = 1_000;
    private static readonly string[] Kinds = ["practice", "practice", "action", "action", "organisation", "community", "history"];

    public static async Task<int> Take()
    {
        LabelledGraph graph = Paths.Drawn();
        NetworkSnapshot network = new(graph, 1, new DateOnly(2026, 1, 1));
        using FacetOrdinals ordinals = new(new Index(graph.NodeCount), new Writer(), TimeProvider.System);
        await ordinals.Loaded;
        Random chance = new(13);
        int[] documents = [.. Enumerable.Range(0, Asked * 4).Select(_ => 1 + chance.Next(graph.NodeCount - 1)).Where(document => Kinds[document % Kinds.Length] is "practice" or "community").Take(Asked)];
        UnlikelyKin kin = new(ordinals, network, (_, _) => false);
        foreach (int document in documents.Take(20)) kin.Of(document, FindKin.MostOfOne, CancellationToken.None);
        List<double> milliseconds = [];
        long found = 0;
        foreach (int document in documents)
        {
            Stopwatch watch = Stopwatch.StartNew();
            found += new UnlikelyKin(ordinals, network, (_, _) => false).Of(document, FindKin.MostOfOne, CancellationToken.None).Count;
            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
        }

        milliseconds.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"kin of one: p50 {milliseconds[milliseconds.Count / 2]:0.0} ms, p99 {milliseconds[milliseconds.Count * 99 / 100]:0.0} ms, worst {milliseconds[^1]:0.0} ms, {(double)found / documents.Length:0.0} found"));
        Stopwatch changed = Stopwatch.StartNew();
        LabelledGraph next = graph.With([7], graph.NodeCount, [new LabelledEdge(7, 9, 0, 0)]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the network after a change of one record: {changed.Elapsed.TotalMilliseconds:0.0} ms; {Bytes(graph):0.0} bytes a connection, {next.EdgeCount} connections"));
        return 0;
    }

    /// <summary>Two arrays: four and one byte for each end, and four for each node.</summary>
    private static double Bytes(LabelledGraph graph) => ((10.0 * graph.EdgeCount) + (4.0 * (graph.NodeCount + 1))) / graph.EdgeCount;

    /// <summary>What an index of such records would hold: some of forty strategies and fifteen audiences, one of fifty thousand messages, a history.</summary>
    private sealed class Index(int count) : ISearchIndex
    {
        public CorpusSize Size => default;

        public IEnumerable<IndexedDocument> Documents()
        {
            Random chance = new(17);
            for (int document = 1; document < count; document++)
            {
                string kind = Kinds[document % Kinds.Length];
                List<FacetTerm> terms = [new("kind", kind), new("language", "en")];
                if (kind is "practice" or "action")
                {
                    for (int one = 0; one < 2; one++) terms.Add(new FacetTerm("strategy", $"strategy {chance.Next(40)}"));
                    for (int one = 0; one < 2; one++) terms.Add(new FacetTerm("audience", $"audience {chance.Next(15)}"));
                    terms.Add(new FacetTerm("message", $"message {chance.Next(50_000)}"));
                    terms.Add(new FacetTerm("history", new RecordId((UInt128)(uint)(chance.Next(2_000) + 1)).ToString()));
                }

                yield return new IndexedDocument(document, new RecordId((UInt128)(uint)document), kind, $"Record {document}", null, null, new DateOnly(2026, 1, 1), [.. terms.Distinct()]);
            }
        }

        public IReadOnlyList<int> Lapsed(DateOnly today) => [];

        public IEnumerable<(string Word, int Documents)> Words() => [];

        public IReadOnlyDictionary<string, int> Frequencies(IReadOnlyCollection<string> tokens) => ImmutableDictionary<string, int>.Empty;

        public Task<Matches> Match(SearchExpression expression, Func<int, bool>? allowed, Func<int, int> titleLength, int best, CancellationToken cancel) => Task.FromResult(new Matches([], []));
    }

    private sealed class Writer : IArchiveWriter
    {
        public event Action<IndexChange>? Committed
        {
            add { }
            remove { }
        }

        public Task<T> Write<T>(Func<IArchiveSession, T> act, CancellationToken cancel) => throw new NotSupportedException();
    }
}
