using Kindred.Domain.Records;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IRecordStore
{
    /// <summary>What this telling stands beside was public once and is not here for the viewer any more, none of it. False where the telling is not theirs to read.</summary>
    Task<bool> StandsAlone(RecordId telling, Viewer viewer, CancellationToken cancel);
}
