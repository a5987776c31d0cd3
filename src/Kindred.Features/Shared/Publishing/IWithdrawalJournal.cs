using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Withdrawing;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What was withdrawn, kept outside every back-up, so that none of them brings it back. Each call returns when its line is on disk, and is
/// made inside the act, before its commit: a line too many withdraws once more, which harms nothing; one too few would let it come back. Where it can't be written each throws
/// <see cref="JournalUnwritableException"/>, which undoes the act.</summary>
public interface IWithdrawalJournal
{
    /// <param name="tombstone">What is public of it; null: it never was.</param>
    void Destroyed(RecordId id, DateOnly day, Tombstone? tombstone);

    void Destroyed(DepositId deposit, DateOnly day);

    /// <summary>What had this handle at the desk before it had the id under which it is destroyed: in a back-up from then it has no other.</summary>
    void EntryDestroyed(RecordId entry, DateOnly day);

    /// <summary>One revision of a record that is there still.</summary>
    void Destroyed(RecordId id, int revision, DateOnly day);

    /// <summary>A field, or one link of a field, in all revisions of a record or connection that is there still.</summary>
    void PartDestroyed(RecordId id, string field, RecordId? target, DateOnly day);

    /// <summary>The same by fewer than the community's protocol asks: it is not to be read until the community says otherwise.</summary>
    void PartHidden(RecordId id, string field, RecordId? target, RecordId community, DateOnly day);

    /// <summary>A community's word against it, whoever of its stewards gave it.</summary>
    /// <param name="answer">What it says now, never a yes.</param>
    void Answered(RecordId id, RecordId community, ConsentAnswer answer, DateOnly day);

    /// <summary>A community wants less shown or passed on than before: how closely places at most, what silence means, what sister archives may have.</summary>
    void Restricted(RecordId community, CommunitySettings settings, DateOnly day);

    /// <summary>It is not to be public before a day. Of an entry at the desk: its handle.</summary>
    /// <param name="community">In whose name; null: the depositor's or the desk's word.</param>
    /// <param name="until">The latest day of this setter's; null: none any more.</param>
    void Embargoed(RecordId id, EmbargoBy by, RecordId? community, DateOnly? until, DateOnly day);

    /// <summary>The record was found to speak of a community that was not asked: it is asked from then on.</summary>
    void Claimed(RecordId id, RecordId community, DateOnly day);

    /// <summary>The same of one part of a record.</summary>
    void PartEmbargoed(RecordId id, RecordPart part, EmbargoBy by, RecordId? community, DateOnly? until, DateOnly day);

    /// <summary>A concern was taken back.</summary>
    void ConcernEnded(RecordId concern, DateOnly day);

    /// <summary>It was dealt with: its words are gone, and the day stays.</summary>
    void ConcernClosed(RecordId concern, DateOnly day);

    void Hidden(RecordId id, DateOnly day);

    void Shown(RecordId id, DateOnly day);

    /// <summary>The record's address leads to another from then on.</summary>
    void Merged(RecordId id, RecordId into, DateOnly day);

    /// <summary>It stands by itself again.</summary>
    void Parted(RecordId id, DateOnly day);

    /// <summary>An import was taken back: whatever it made or changed that a back-up has, but for these records, which people went on with.</summary>
    void ImportUndone(RecordId import, IReadOnlyCollection<RecordId> kept, DateOnly day);
}
