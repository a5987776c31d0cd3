using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Depositing;

/// <summary>What somebody fears about a record, told without an account: first on every desk that may act on it, and never public.</summary>
public sealed record Concern
{
    /// <summary>Its handle at the desk.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The record or connection at whose address it was told. It may be hidden, withdrawn or never have been: who tells it can't know.</summary>
    public RecordId Subject { get; init; }

    public ConcernAbout What { get; init; } = ConcernAbout.Other;

    public string Text { get; init; } = "";

    /// <summary>The community for which it is claimed that it was not asked, by the name that was written, and its record where there was one.</summary>
    public string CommunityName { get; init; } = "";

    public RecordId? Community { get; init; }

    /// <summary>Name of the field of the record that it is about; empty: none was named.</summary>
    public string Field { get; init; } = "";

    /// <summary>The words that it is about.</summary>
    public string Quoted { get; init; } = "";

    /// <summary>What the desk and whoever told it have said to each other since.</summary>
    public ImmutableArray<ConcernWord> Said { get; init; } = [];

    /// <summary>The day on which it was told; of one that is closed, the day on which it was.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>It came beyond the budget of its hour: read after the others, so that a flood hides none of them.</summary>
    public bool IsSetAside { get; init; }

    /// <summary>Somebody at a desk has dealt with it. It stays open until then, however long that takes.</summary>
    public bool IsClosed { get; init; }

    /// <summary>HMAC-SHA-256 of the receipt code.</summary>
    public required byte[] ReceiptHash { get; init; }

    /// <summary>What stays of it: a day, for whoever comes back with the receipt, and an answer if the desk gave one. Its words, what it was about and who dealt with it are
    /// kept nowhere.</summary>
    public Concern Closed(DateOnly today, string answer = "") =>
        new() { Id = Id, Day = today, IsClosed = true, ReceiptHash = ReceiptHash, Said = answer is "" ? [] : [new ConcernWord(IsFromTeller: false, today, answer)] };
}

/// <param name="IsFromTeller">Else from a desk; whose is kept nowhere.</param>
public sealed record ConcernWord(bool IsFromTeller, DateOnly Day, string Text);

/// <summary>The gravest first: in this order a desk sees them.</summary>
public enum ConcernAbout
{
    Endangers,
    NamesMe,

    /// <summary>A community is spoken of that was not asked.</summary>
    NotAsked,
    WrongFact,
    Other,
}
