using System.Xml;

namespace Kindred.Features.Shared.Graphs;

/// <summary>A graph that is written as a file: all nodes, then all edges, then the end. Nothing is held; what is written waits in the stream that was given.</summary>
public abstract class GraphFile(Stream output) : IDisposable
{
    private bool hasEdges;

    private protected XmlWriter Xml { get; } = XmlWriter.Create(output, TextInXml.Settings);

    public abstract void Add(GraphNode node);

    /// <summary>After all nodes.</summary>
    public void Add(GraphEdge edge)
    {
        BeginEdges();
        Write(edge);
    }

    /// <summary>Writes the end of it.</summary>
    public void End()
    {
        BeginEdges();
        Xml.WriteEndDocument();
        Xml.Flush();
    }

    public void Dispose()
    {
        Xml.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract void EndNodes();

    private protected abstract void Write(GraphEdge edge);

    private void BeginEdges()
    {
        if (!hasEdges) EndNodes();
        hasEdges = true;
    }
}

/// <summary>What stands at the head of a graph file.</summary>
/// <param name="Name">Of the archive.</param>
/// <param name="Today">The day of which it is.</param>
public sealed record GraphHead(string Name, DateOnly Today)
{
    /// <summary>Every edge reads the same from both sides. Otherwise every edge is directed, and of what is symmetric a column says so: what reads graphs knows them of one sort only.</summary>
    public bool IsUndirected { get; init; }

    internal string Direction => IsUndirected ? "undirected" : "directed";

    /// <summary>Columns of its own.</summary>
    public IReadOnlyList<GraphColumn> OfNodes { get; init; } = [];

    public IReadOnlyList<GraphColumn> OfEdges { get; init; } = [];
}

/// <summary>A form of file for a graph.</summary>
/// <param name="Name">Its suffix too, without a dot.</param>
public sealed record GraphForm(string Name, string MediaType, Func<Stream, GraphHead, GraphFile> Begin)
{
    public static GraphForm GraphMl { get; } = new("graphml", "application/graphml+xml", (output, head) => new GraphMlFile(output, head));

    public static GraphForm Gexf { get; } = new("gexf", "application/gexf+xml", (output, head) => new GexfFile(output, head));

    public static IReadOnlyList<GraphForm> All { get; } = [GraphMl, Gexf];
}
