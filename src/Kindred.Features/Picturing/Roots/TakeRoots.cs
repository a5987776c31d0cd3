using System.Globalization;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Roots;

/// <summary>What a record grows from as it is taken away, by address or in the terminal.</summary>
public sealed class TakeRoots(ReadClaims claims, CurrentSettings settings, KindList kinds)
{
    /// <summary>What is said between its records.</summary>
    public Task<ClaimsRead> Claims(RootsFound found, CancellationToken cancel) =>
        claims.Between([.. found.Steps.Select(step => (found.Records[step.From].Line.Id, found.Records[step.To].Line.Id)).Distinct()], cancel);

    /// <param name="origin">The archive's public address, without a slash at its end; empty: not known, and nothing leads anywhere.</param>
    public Picture Picture(RootsFound found, string origin, Texts texts, CancellationToken cancel) =>
        RootsPicture.Alone(found, new PictureAlone(texts, settings.Value, origin, found.Today), kinds, cancel);

    /// <summary>The records and what is said between them; beside each how many steps back it is.</summary>
    public static ViewGraph Graph(RootsFound found, ClaimsRead read, string origin)
    {
        Dictionary<RecordId, int> distances = found.Records.ToDictionary(record => record.Line.Id, record => record.Distance);
        HashSet<string> types = [.. found.Steps.Select(step => step.Type.Name)];
        ViewGraph graph = ViewGraph.Of(found.Records.Select(record => record.Line), read.Lines.SelectMany(lines => lines).Where(line => types.Contains(line.Connection.Value.Type)), origin);
        return graph with
        {
            Nodes = [.. graph.Nodes.Select(node => node with { More = [distances[node.Id].ToString(CultureInfo.InvariantCulture)] })],
            OfNodes = [new GraphColumn("distance", IsNumber: true)],
        };
    }
}
