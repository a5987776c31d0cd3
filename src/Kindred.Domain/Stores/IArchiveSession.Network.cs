using Kindred.Domain.Records;

namespace Kindred.Domain.Stores;

public partial interface IArchiveSession
{
    /// <summary>A steward or keeper says that two records that were offered as kin are not.</summary>
    void PutNotKin(RecordId one, RecordId other, DateOnly day) => throw new NotSupportedException();

    /// <summary>How many such pairs are remembered.</summary>
    int CountNotKin() => throw new NotSupportedException();

    void EndNotKin(RecordId one, RecordId other) => throw new NotSupportedException();
}
