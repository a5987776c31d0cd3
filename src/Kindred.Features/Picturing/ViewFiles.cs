using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Picturing;

/// <summary>What a view shows as a graph: the same in every language.</summary>
/// <param name="Nodes">In an order that says nothing, such as that of their ids.</param>
/// <param name="Edges">Between these nodes.</param>
public sealed record ViewGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    /// <summary>What it says of nodes beyond what all graph files do, such as the ring.</summary>
    public IReadOnlyList<GraphColumn> OfNodes { get; init; } = [];

    public IReadOnlyList<GraphColumn> OfEdges { get; init; } = [];

    /// <summary>Records and the connections between them, each once; what leads to none of the records is left out.</summary>
    /// <param name="origin">The archive's public address, without a slash at its end.</param>
    public static ViewGraph Of(IEnumerable<RecordLine> records, IEnumerable<ConnectionLine> connections, string origin)
    {
        GraphNode[] nodes = [.. records.OrderBy(line => line.Id).Select(line => GraphNode.Of(line, origin))];
        HashSet<RecordId> there = [.. nodes.Select(node => node.Id)];
        return new ViewGraph(nodes, [.. connections.Select(GraphEdge.Of).Where(edge => there.Contains(edge.From) && there.Contains(edge.To)).DistinctBy(edge => edge.Id).OrderBy(edge => edge.Id, StringComparer.Ordinal)]);
    }
}

/// <summary>Views with nodes and edges as files for programs that draw and count graphs.</summary>
public static class ViewFiles
{
    /// <summary>The address of a view in each of these forms, as the links below its picture; after that of its picture.</summary>
    /// <param name="address">Of its page, from the root, without its query.</param>
    /// <param name="query">With its question mark; empty: none.</param>
    public static ImmutableArray<PictureDownload> Downloads(string address, string query = "") =>
        [new(address + ".svg" + query, "SVG"), new("/api/v1/network" + address + query, "JSON"), .. GraphForm.All.Select(form => new PictureDownload($"{address}.{form.Name}{query}", form == GraphForm.Gexf ? "GEXF" : "GraphML"))];

    /// <summary>The answer of an address that gives it.</summary>
    /// <param name="graph">Made for the public address that it is given.</param>
    /// <param name="name">Of the file, without its suffix.</param>
    public static IResult Answer(HttpContext context, GraphForm form, Func<string, ViewGraph> graph, DateOnly today, string name) =>
        Results.File(
            Written(form, graph(PublicAddress.Of(context.Request, context.RequestServices.GetRequiredService<Shell>())), context.RequestServices.GetRequiredService<CurrentSettings>().Value.Name, today),
            form.MediaType, $"{name}.{form.Name}");

    /// <summary>The file itself.</summary>
    public static byte[] Written(GraphForm form, ViewGraph graph, string archive, DateOnly today)
    {
        using MemoryStream bytes = new();
        using GraphFile file = form.Begin(bytes, new GraphHead(archive, today) { IsUndirected = graph.Edges.All(edge => edge.IsSymmetric), OfNodes = graph.OfNodes, OfEdges = graph.OfEdges });
        foreach (GraphNode node in graph.Nodes) file.Add(node);
        foreach (GraphEdge edge in graph.Edges) file.Add(edge);
        file.End();
        return bytes.ToArray();
    }
}
