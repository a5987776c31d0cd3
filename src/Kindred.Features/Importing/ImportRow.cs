using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Importing.Tables;

namespace Kindred.Features.Importing;

/// <summary>What one row of a source says, by the fields of a kind. The archive was not asked yet.</summary>
/// <param name="Number">As in <see cref="SourceRow"/>.</param>
public sealed record ImportRow(long Number, Kind Kind, RecordContent Content)
{
    /// <summary>The record of this archive that it is about, where it says so.</summary>
    public RecordId? Id { get; init; }

    /// <summary>What the source calls it, by which it is known again in the next file; null: it is known by what it says.</summary>
    public string? Key { get; init; }

    /// <summary>What was changed in the row of that record, and nothing else of it; null: the row says all of it.</summary>
    public TableEdits? Edits { get; init; }

    /// <summary>By id or name.</summary>
    public ImmutableArray<LinkMention> Links { get; init; } = [];

    /// <summary>By what the source calls the other row.</summary>
    public ImmutableArray<RowLink> RowLinks { get; init; } = [];

    /// <summary>Fields that are not public before a day.</summary>
    public ImmutableDictionary<string, DateOnly>? Days { get; init; }

    /// <summary>What no field had a place for: kept with the accession, and told in its loss report.</summary>
    public ImmutableArray<SourceCell> Leftover { get; init; } = [];

    /// <summary>Why what is in <see cref="Leftover"/> is there, and what was dropped; each column once for each reason.</summary>
    public ImmutableArray<Loss> Losses { get; init; } = [];

    public TitleOrigin TitleOrigin { get; init; }

    public ImmutableArray<RowFinding> Findings { get; init; } = [];

    /// <summary>What was computed of the row as it stands, before the thread that writes asks for it; null: it is computed then. Whoever makes another row of it leaves this behind.</summary>
    public RowMarks? Marks { get; init; }

    /// <summary>The row as it was read, for who is shown it again beside the findings; null: its source has no cells.</summary>
    public SourceRow? Source { get; init; }
}

/// <summary>What a row is known by.</summary>
/// <param name="Said">A digest of what it says.</param>
/// <param name="Key">By which it is known again.</param>
/// <param name="Title">Of what it is called, once case, marks and punctuation are left out; null: too short to tell by.</param>
public sealed record RowMarks(byte[] Said, byte[] Key, ulong? Title);

/// <summary>A link to what another row of the same source became.</summary>
/// <param name="Key">Of the other row.</param>
/// <param name="Name">What it is called, where the source says that beside its key.</param>
/// <param name="Heading">And <paramref name="Value"/>: as it stands in the source, to be kept where it leads nowhere.</param>
public sealed record RowLink(string Field, string Key, string? Name, string Heading, string Value);

public sealed record RowFinding(Finding Finding, RowConsequence Consequence)
{
    /// <summary>What may have been meant: terms, names. Offered, never taken on its own.</summary>
    public ImmutableArray<string> Candidates { get; init; } = [];
}

/// <summary>What follows for the row.</summary>
public enum RowConsequence
{
    /// <summary>It is taken, and told.</summary>
    Told,

    /// <summary>It waits at the desk: somebody reads it before it is public.</summary>
    Reviewed,

    /// <summary>It is not taken.</summary>
    NotTaken,
}
