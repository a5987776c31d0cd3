using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Domain.Merging;

/// <summary>Two records turned out to be of one thing: one stays, the other's address leads there, and what is said of either is said of the one that stays. Nothing
/// that anybody wrote is written anew, so that it can be undone.</summary>
public sealed record Merge
{
    public required RecordId Merged { get; init; }

    /// <summary>The one that stayed then; it may have been merged into another since.</summary>
    public required RecordId Into { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>Handle of the keeper; empty: done again over a restored archive.</summary>
    public required string By { get; init; }

    public required string Reason { get; init; }

    /// <summary>Number of the revision in which the one that stays took words over; 0: it took none.</summary>
    public int Revision { get; init; }

    /// <summary>Parts (<see cref="ContentPart"/>) that this revision says otherwise than the one before.</summary>
    public ImmutableArray<string> Taken { get; init; } = [];

    /// <summary>The one that stays came in only with what is told of it, until then.</summary>
    public bool CameWithTelling { get; init; }

    /// <summary>Kinds whose records are merged. A community's words of itself are its own; a note or a telling is its writer's.</summary>
    public static bool IsFor(string kind) => kind != Community.Kind.Name && kind != Note.Kind.Name && kind != Telling.Kind.Name;
}

/// <summary>A merge as keepers see it.</summary>
/// <param name="Title">Of the one that was merged.</param>
/// <param name="Standing">Where its address leads today.</param>
public sealed record MergeLine(Merge Merge, string Kind, string Language, string Title, RecordId Standing);
