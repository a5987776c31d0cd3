using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Importing;

/// <summary>One import as the archive's accession register has it: where it came from, who brought it when, and how far it is. Its number is never given
/// again.</summary>
public sealed record ImportAccession
{
    public required RecordId Id { get; init; }

    /// <summary>From 1; 0: it is in no register yet.</summary>
    public long Number { get; init; }

    public required ImportSource Source { get; init; }

    /// <summary>Handle of the keeper who brought it.</summary>
    public required string Who { get; init; }

    public required DateOnly Day { get; init; }

    public ImportState State { get; init; } = ImportState.Running;

    public ImportCounts Counts { get; init; }

    /// <summary>The day on which it was taken back.</summary>
    public DateOnly? UndoneDay { get; init; }

    /// <summary>Its rows can still come in.</summary>
    public bool IsOpen => State is ImportState.Running or ImportState.Stopped;
}

/// <summary>What an import reads, and how. The same source read the same way gives the same rows in the same order.</summary>
/// <param name="Form">Such as <c>jsonl</c> or <c>csv</c>.</param>
/// <param name="Length">Bytes.</param>
public sealed record ImportSource(string Form, long Length)
{
    /// <summary>SHA-256 of its bytes; empty: it was no file, and can't be known again.</summary>
    public ImmutableArray<byte> Digest { get; init; } = [];

    /// <summary>Under which rows are known by their keys.</summary>
    public string? ProfileName { get; init; }

    /// <summary>How headings became fields, as JSON; null: by the names of fields.</summary>
    public string? Profile { get; init; }

    /// <summary>Of rows that name none.</summary>
    public string? Kind { get; init; }

    /// <summary>All of it waits at the desk instead of being vouched for.</summary>
    public bool IsReviewed { get; init; }
}

public enum ImportState
{
    Running,

    /// <summary>At the end of a batch; it can be resumed.</summary>
    Stopped,
    Done,

    /// <summary>It is being taken back, and not all of it is.</summary>
    Undoing,
    Undone,
}

/// <summary>Rows by what became of them.</summary>
public readonly record struct ImportCounts(long Made, long Changed, long Same, long Waiting, long NotTaken)
{
    public long Rows => Made + Changed + Same + Waiting + NotTaken;

    public long this[RowOutcome outcome] => outcome switch
    {
        RowOutcome.Made => Made,
        RowOutcome.Changed => Changed,
        RowOutcome.Same => Same,
        RowOutcome.Waiting => Waiting,
        _ => NotTaken,
    };

    public ImportCounts With(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Made => this with { Made = Made + 1 },
        RowOutcome.Changed => this with { Changed = Changed + 1 },
        RowOutcome.Same => this with { Same = Same + 1 },
        RowOutcome.Waiting => this with { Waiting = Waiting + 1 },
        _ => this with { NotTaken = NotTaken + 1 },
    };
}

public enum RowOutcome
{
    /// <summary>A new record.</summary>
    Made,

    /// <summary>A new revision of one that was there.</summary>
    Changed,

    /// <summary>It says what is there, or waits already.</summary>
    Same,

    /// <summary>It waits at the desk or for a steward.</summary>
    Waiting,
    NotTaken,
}
