using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Svg;

/// <summary>Records and the connections between them, as they are to be drawn, and the words beside them.</summary>
public sealed record Network
{
    /// <summary>In the order of ids, which says nothing.</summary>
    public required ImmutableArray<NetworkRecord> Records { get; init; }

    public required ImmutableArray<NetworkLine> Lines { get; init; }

    /// <summary>Of the language that the picture speaks.</summary>
    public required Texts Texts { get; init; }

    public required string Heading { get; init; }

    /// <summary>What must be known of it: what was left out, and for whom it is. Above the picture.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Of what day it is, where it is from and what is asked of whoever passes it on. Below the picture.</summary>
    public ImmutableArray<string> Footer { get; init; } = [];
}

public sealed record NetworkRecord(Kind Kind, string Title)
{
    /// <summary>It is not public: who was given the picture sees more than others.</summary>
    public bool IsKept { get; init; }
}

/// <param name="From">Number of its record.</param>
public readonly record struct NetworkLine(int From, int To, ConnectionType Type, bool IsDisputed);
