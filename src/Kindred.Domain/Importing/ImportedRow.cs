using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Importing;

/// <summary>What became of one row, as its accession keeps it. Its words go with the record that it made or changed.</summary>
/// <param name="Place">Among the rows of its source, from 1.</param>
/// <param name="Number">Where a person finds it in the source.</param>
public sealed record ImportedRow(long Place, long Number, RowOutcome Outcome)
{
    /// <summary>Numbers of the acts that it brought, first and last; null: none.</summary>
    public (long First, long Last)? Acts { get; init; }

    public ImmutableArray<ImportedRecord> Records { get; init; } = [];

    /// <summary>What no field had a place for, as JSON; null: nothing.</summary>
    public string? Leftover { get; init; }

    /// <summary>Why, by heading, as JSON: pairs of heading and reason; null: nothing was lost. A heading may be a word of people, too, and goes as they do.</summary>
    public string? Losses { get; init; }

    /// <summary>Of a row that was not taken without what was typed: no record takes that with it when it goes.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];
}

/// <summary>A record that an import made, also for a name in a link, or changed; or its entry at the desk, where it waits.</summary>
/// <param name="Record">Of an entry its handle, until it has a permanent id.</param>
public sealed record ImportedRecord(RecordId Record, ImportedHow How)
{
    /// <summary>Newest revision before; 0: there was none.</summary>
    public int Before { get; init; }

    /// <summary>The revision that the import wrote.</summary>
    public int After { get; init; }

    /// <summary>That waits with it.</summary>
    public DepositId? Deposit { get; init; }

    /// <summary>People did something with it since: it is not taken back unasked.</summary>
    public bool IsTouched { get; init; }

    /// <summary>Its row's place.</summary>
    public long Place { get; init; }
}

public enum ImportedHow
{
    Made,
    Changed,
    Waits,
}

/// <summary>What the rows of an import said under one heading and no field has a place for, for one reason.</summary>
/// <param name="Reason">As <c>no-place</c>.</param>
/// <param name="Example">Number of the first such row.</param>
public sealed record ImportLoss(string Heading, string Reason, long Rows, long Example);
