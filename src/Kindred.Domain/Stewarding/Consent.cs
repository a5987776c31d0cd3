using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Stewarding;

/// <summary>One steward's answer for one community about one revision of one record or connection. A record of its own, kept for ever
/// beside its subject; the newest of a steward's answers counts.</summary>
public sealed record Consent
{
    /// <summary>Order in which answers came.</summary>
    public long Number { get; init; }

    public required RecordId Subject { get; init; }

    public required RecordId Community { get; init; }

    /// <summary>0: said at the desk, of what had no revision yet, or of words that were destroyed.</summary>
    public required int Revision { get; init; }

    public required ConsentAnswer Answer { get; init; }

    /// <summary>Handle of the steward.</summary>
    public required string Steward { get; init; }

    /// <summary>In place of the handle, where an archive was restored: the answer is in its journal, and not whose it was.</summary>
    public const string NobodyKnown = "";

    public required DateOnly Day { get; init; }

    /// <summary>Last day on which it holds; null: until withdrawn.</summary>
    public DateOnly? Until { get; init; }

    public ConsentScope Scope { get; init; } = ConsentScope.Publish;

    /// <summary>How many had to say yes when, with this answer, those who answered for the community then had; 0: they had not.</summary>
    public int WholeOf { get; init; }

    /// <summary>Handles of those of them whose yeses it took: no other makes that word last. Who had left by then said yes to nothing that was the community's.</summary>
    public ImmutableArray<string> WholeBy { get; init; } = [];

    /// <summary>What must change before the answer can be yes, or why not.</summary>
    public string? Condition { get; init; }
}

public enum ConsentAnswer
{
    Given,
    Conditional,
    Declined,
    Withdrawn,
}

[Flags]
public enum ConsentScope
{
    None = 0,
    Publish = 1,
    PrecisePlace = 2,
    Media = 4,
    SisterArchives = 8,
    Reuse = 16,
}
