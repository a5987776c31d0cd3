using System.Globalization;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Circles;

/// <summary>A circle as it is taken away, by address or in the terminal.</summary>
public sealed class TakeCircle(FindCircle find, DrawCircle draw, DocumentLines lines, ReadClaims claims, CurrentSettings settings, TimeProvider time)
{
    /// <summary>Records in a file of nodes and edges, with the one in the middle: ring by ring, claim by claim, whole claims as long as there is room.</summary>
    public const int MostInGraph = 1_000;

    /// <summary>With one page of its records.</summary>
    public async Task<CircleBody> Body(CircleAnswer answer, int size, CancellationToken cancel) =>
        CircleBody.Of(answer, await find.Rows(answer, (answer.Request.Page - 1) * size, size, Texts.For(Texts.Source), cancel), size);

    /// <param name="origin">The archive's public address, without a slash at its end; empty: not known, and nothing leads anywhere.</param>
    public Task<Picture> Picture(CircleAnswer answer, string origin, Texts texts, CancellationToken cancel)
    {
        PictureAlone alone = new(texts, settings.Value, origin, time.Today());
        return draw.Of(answer, DrawCircle.MostAlone, alone.To, alone, texts, cancel);
    }

    /// <returns>The graph, for a public address; null: no such record is public.</returns>
    public async Task<Func<string, ViewGraph>?> Graph(CircleRequest request, CancellationToken cancel)
    {
        if (await find.Of(request, cancel) is not { } answer) return null;
        Circle circle = answer.Circle;
        Dictionary<int, int> ringOf = new() { [circle.Rings.Order[0]] = 0 };
        foreach (CircleGroup group in circle.Groups)
        {
            // The first is cut where even that is too much.
            if (ringOf.Count + group.Places.Length > MostInGraph && ringOf.Count > 1) break;
            foreach (int place in group.Places.Take(MostInGraph - ringOf.Count)) ringOf[circle.Rings.Order[place]] = group.Ring;
        }

        IReadOnlyDictionary<int, RecordLine> there = await lines.Of(ringOf.Keys, cancel);
        (RecordId, RecordId)[] pairs = [.. Pairs(answer.Network, there).Distinct()];
        ClaimsRead read = await claims.Between(pairs, cancel);
        Dictionary<RecordId, int> steps = there.ToDictionary(one => one.Value.Id, one => ringOf[one.Key]);
        return origin =>
        {
            ViewGraph graph = ViewGraph.Of(there.Values, read.Lines.SelectMany(some => some), origin);
            return graph with { OfNodes = [new GraphColumn("steps", IsNumber: true)], Nodes = [.. graph.Nodes.Select(node => node with { More = [steps[node.Id].ToString(CultureInfo.InvariantCulture)] })] };
        };
    }

    /// <summary>All that are joined, whether or not the one was come to by the other; looked for at the one that has fewer. Of two that are both shared by hundreds each is asked for by itself.</summary>
    private static IEnumerable<(RecordId, RecordId)> Pairs(NetworkSnapshot network, IReadOnlyDictionary<int, RecordLine> there)
    {
        int[] joined = [.. there.Keys.Where(document => document < network.Joined.NodeCount)], shared = [.. joined.Where(document => PublicPaths.IsShared(network, document))];
        foreach (int document in joined.Except(shared))
        {
            foreach (int other in network.Graph.Neighbours(document).ToArray().Where(there.ContainsKey).Distinct())
            {
                if (document < other || PublicPaths.IsShared(network, other)) yield return (there[document].Id, there[other].Id);
            }
        }

        foreach ((int one, int other) in shared.SelectMany((one, at) => shared.Skip(at + 1).Select(other => (one, other))))
        {
            if (network.AreJoined(one, other)) yield return (there[one].Id, there[other].Id);
        }
    }
}
