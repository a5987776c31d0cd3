using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;

namespace Kindred.Domain.Stores;

public partial interface IRecordStore
{
    /// <summary>What was taken back of a record or connection, as far as the viewer may know of it, in the order it was.</summary>
    Task<IReadOnlyList<Visible<WithdrawnPart>>> Parts(RecordId subject, Viewer viewer, CancellationToken cancel);

    /// <summary>Parts that are held and about which a community of this steward is to say more, for her desk: those she has said nothing of.</summary>
    Task<IReadOnlyList<Visible<WithdrawnPart>>> PartsAwaiting(Viewer.Member steward, int count, CancellationToken cancel);
}
