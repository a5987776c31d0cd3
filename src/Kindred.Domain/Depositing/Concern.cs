using Kindred.Domain.Records;

namespace Kindred.Domain.Depositing;

/// <summary>What somebody fears about a record, told without an account: first on every desk that may act on it, and never public.</summary>
public sealed record Concern
{
    /// <summary>Its handle at the desk.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The record or connection at whose address it was told. It may be hidden, withdrawn or never have been: who tells it can't know.</summary>
    public required RecordId Subject { get; init; }

    public required ConcernAbout What { get; init; }

    public string Text { get; init; } = "";

    public required DateOnly Day { get; init; }

    /// <summary>HMAC-SHA-256 of the receipt code.</summary>
    public required byte[] ReceiptHash { get; init; }
}

/// <summary>The gravest first: in this order a desk sees them.</summary>
public enum ConcernAbout
{
    Endangers,
    NamesMe,
    WrongFact,
    Other,
}
