using Kindred.Domain.Merging;
using Kindred.Domain.Records;

namespace Kindred.Domain.Stores;

/// <summary>What was merged. Revisions are read as <see cref="MergedLinks"/> says, and kept as they were said; an engine of which nothing is merged need not know of any of it.</summary>
public partial interface IArchiveSession
{
    /// <summary>The record that stands for this one today; itself, where it was not merged.</summary>
    RecordId Standing(RecordId id) => id;

    Merge? FindMerge(RecordId merged) => null;

    /// <summary>What was merged straight into it, oldest first.</summary>
    IReadOnlyList<Merge> MergesInto(RecordId standing) => [];

    /// <summary>From now on what leads to the one is read as leading to the other. Its connections are moved by <see cref="Move"/>; state and words are the caller's.</summary>
    void Put(Merge merge) => throw new NotSupportedException();

    /// <summary>Puts each end that was moved back to where it was, and forgets the merge.</summary>
    /// <returns>The connections that were moved back.</returns>
    IReadOnlyList<RecordId> End(Merge merge) => throw new NotSupportedException();

    /// <summary>The end of a connection that is at the one record is at the other from now on.</summary>
    /// <param name="merge">Remembered with this merge, to be put back with it; null: for good.</param>
    void Move(RecordId connection, RecordId from, RecordId to, Merge? merge) => throw new NotSupportedException();

    /// <summary>One of its ends was moved with a merge.</summary>
    bool IsMoved(RecordId connection) => false;

    /// <summary>Records of which a link to this one, or to what it stands for, is kept back.</summary>
    IReadOnlyList<RecordId> KeepingBack(RecordId target) => [];

    /// <summary>What a revision of a record or connection says, in canonical form and as it was said: that is what stewards sign. Null: there is none.</summary>
    byte[]? WordsSaid(RecordId subject, int revision) => FindConnection(subject) is { } connection
        ? ConnectionRevisions(subject).FirstOrDefault(one => one.Number == revision) is { } said ? ContentJson.Write(connection, said.Words) : null
        : FindRevision(subject, revision) is { } of ? ContentJson.Write(of.Content) : null;

    /// <summary>Connections of the record that were made since the merge.</summary>
    IReadOnlyList<RecordId> MadeSince(Merge merge) => [];

    /// <summary>A keeper says that two records that are called alike are not of one thing.</summary>
    void PutNotSame(RecordId one, RecordId other, DateOnly day) => throw new NotSupportedException();

    void EndNotSame(RecordId one, RecordId other) => throw new NotSupportedException();
}
