using Kindred.Domain.Records;
using Kindred.Domain.Withdrawing;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What was withdrawn, kept outside every back-up, so that none of them brings it back. Each call returns when its line is on disk, and is
/// made inside the act, before its commit: a line too many withdraws once more, which harms nothing; one too few would let it come back.</summary>
public interface IWithdrawalJournal
{
    /// <param name="tombstone">What is public of it; null: it never was.</param>
    void Destroyed(RecordId id, DateOnly day, Tombstone? tombstone);

    void Destroyed(DepositId deposit, DateOnly day);

    /// <summary>One revision of a record that is there still.</summary>
    void Destroyed(RecordId id, int revision, DateOnly day);

    /// <summary>The words of a concern: it was taken back, or dealt with.</summary>
    void ConcernEnded(RecordId concern, DateOnly day);

    void Hidden(RecordId id, DateOnly day);

    void Shown(RecordId id, DateOnly day);
}
