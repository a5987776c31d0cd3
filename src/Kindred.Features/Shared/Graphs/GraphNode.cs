using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Graphs;

/// <summary>A record as the node of a graph file.</summary>
/// <param name="When">EDTF.</param>
/// <param name="Address">Whole, where it is read.</param>
public sealed record GraphNode(RecordId Id, string Title, string Kind, string Language, string? When, string Address)
{
    /// <summary>Values of the file's own columns of nodes, in their order; null: none.</summary>
    public IReadOnlyList<string?> More { get; init; } = [];

    /// <param name="origin">The archive's public address, without a slash at its end.</param>
    public static GraphNode Of(RecordLine line, string origin) => new(line.Id, line.Title, line.Kind, line.Language, line.When, origin + line.Address);
}

/// <summary>A claim between two records as the edge of a graph file.</summary>
/// <param name="Id">Of a connection its own; another name, different from those of all other edges, where no connection stands for it.</param>
/// <param name="Type">Name of the connection's type, or what else the edge means.</param>
/// <param name="IsSymmetric">Reads the same from both sides.</param>
public sealed record GraphEdge(string Id, string Type, bool IsSymmetric, RecordId From, RecordId To, ConnectionWords Words)
{
    public bool IsDisputed { get; init; }

    /// <summary>Values of the file's own columns of edges, in their order; null: none.</summary>
    public IReadOnlyList<string?> More { get; init; } = [];

    public static GraphEdge Of(ConnectionLine line)
    {
        Connection connection = line.Connection.Value;
        return new GraphEdge(connection.Id.ToString(), connection.Type, ConnectionType.Find(connection.Type) is { IsSymmetric: true }, connection.From, connection.To, connection.Words) { IsDisputed = !line.Disputes.IsEmpty };
    }
}

/// <summary>What a graph file says of its nodes or edges beyond what all of them say.</summary>
/// <param name="IsNumber">Its values are whole numbers.</param>
public sealed record GraphColumn(string Name, bool IsNumber = false);
