using Kindred.Domain.Records;

namespace Kindred.Domain.Withdrawing;

/// <summary>All that stays of a published record that was withdrawn: its id, the day, and words the withdrawing community chose, or none.
/// Public by design.</summary>
public sealed record Tombstone(RecordId Id, DateOnly Day, string? Words)
{
    /// <summary>Keepers destroyed it, without its depositor's or a steward's word.</summary>
    public bool IsByKeepers { get; init; }

    /// <summary>It came with an import that was taken back as a whole: nobody withdrew it.</summary>
    public bool IsOfImport { get; init; }
}
