using System.Collections.Immutable;

namespace Kindred.Domain.Records;

/// <summary>A claim that joins two records, with its own address, words, sources and history.</summary>
public sealed record Connection
{
    public required RecordId Id { get; init; }

    /// <summary>Name of its <see cref="ConnectionType"/>.</summary>
    public required string Type { get; init; }

    public required RecordId From { get; init; }

    public required RecordId To { get; init; }

    public required RecordState State { get; init; }

    public required int Revision { get; init; }

    public required ConnectionWords Words { get; init; }

    /// <summary>Place among its siblings where order matters: the steps of a path.</summary>
    public int Position { get; init; }

    /// <summary>Communities asked about it; of a link of a record the one it leads to, which is asked with the record.</summary>
    public ImmutableArray<RecordId> Communities { get; init; } = [];

    public DepositId? Deposit { get; init; }

    public DateOnly? PublishedDay { get; init; }

    /// <summary>Last day on which every consent that it rests on still holds; null: no end.</summary>
    public DateOnly? PublicUntil { get; init; }

    /// <summary>It stands for a link field of a record, and comes and goes with that record's shown revision.</summary>
    public bool IsOfField { get; init; }

    public PublicationBasis Basis { get; init; }

    public string? HiddenBecause { get; init; }

    /// <summary>Last day of a keeper's hide that nobody confirmed; null: until it is undone.</summary>
    public DateOnly? HiddenUntil { get; init; }
}

/// <summary>What a connection says, revision by revision.</summary>
public sealed record ConnectionWords
{
    public static ConnectionWords None { get; } = new();

    public string? Language { get; init; }

    public string? Text { get; init; }

    /// <summary>Required of a kinship: what the two have in common.</summary>
    public string? Shared { get; init; }

    /// <summary>Required of a kinship: what must not be flattened.</summary>
    public string? Distinct { get; init; }

    /// <summary>EDTF.</summary>
    public string? When { get; init; }

    public ImmutableArray<Entry> Sources { get; init; } = [];

    public bool IsSilent => Text is null && Shared is null && Distinct is null && When is null && Sources.IsEmpty;
}

public sealed record ConnectionRevision(RecordId Connection, int Number, DateOnly Day, string Who, string Note, ConnectionWords Words)
{
    /// <summary>It was public once, and nobody took it back or refused it.</summary>
    public bool WasPublic { get; init; }

    /// <summary>Last day on which every yes to it holds; null: no such day.</summary>
    public DateOnly? PublicUntil { get; init; }
}
