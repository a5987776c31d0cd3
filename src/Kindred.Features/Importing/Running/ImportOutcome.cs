using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Mapping;

namespace Kindred.Features.Importing.Running;

/// <summary>What came of a run, a dry run, or of asking for one.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    /// <summary>All its rows were looked at, or it was stopped before that.</summary>
    /// <param name="Refused">Of rows that were not taken, the first finding of each, so many at most.</param>
    /// <param name="Told">What was told of others, so many at most.</param>
    public sealed record Ran(ImportAccession Import, ImmutableArray<Finding> Refused, ImmutableArray<Finding> Told) : ImportOutcome;

    /// <summary>What would come of it.</summary>
    /// <param name="Losses">What no field has a place for.</param>
    public sealed record WouldRun(ImportCounts Counts, ImmutableArray<Finding> Refused, ImmutableArray<Finding> Told, LossReport Losses) : ImportOutcome;

    /// <summary>There is none such.</summary>
    public sealed record Unknown : ImportOutcome;

    /// <summary>It is done, or was taken back.</summary>
    public sealed record NotOpen(ImportAccession Import) : ImportOutcome;

    /// <summary>Somebody is at it.</summary>
    public sealed record Busy : ImportOutcome;

    /// <summary>Its file is not kept, and none was given, or another.</summary>
    public sealed record OtherFile(ImportAccession Import, bool IsGiven) : ImportOutcome;

    /// <summary>People went on with some of it: nothing was taken back until it is said what becomes of that.</summary>
    public sealed record Touched(ImportAccession Import, ImmutableArray<ImportedRecord> Records) : ImportOutcome;

    /// <param name="Kept">What people went on with: it stays.</param>
    public sealed record Undone(ImportAccession Import, ImmutableArray<RecordId> Kept) : ImportOutcome;
}
