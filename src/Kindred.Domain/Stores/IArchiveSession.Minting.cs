using Kindred.Domain.Records;

namespace Kindred.Domain.Stores;

public partial interface IArchiveSession
{
    /// <summary>An id that nothing is kept under, and of which the session knows that: what it is asked of it within this act it need look up nowhere.</summary>
    RecordId Mint() => RecordId.Mint();
}
