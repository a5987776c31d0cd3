using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IRecordStore
{
    /// <summary>Communities that the record asks because it was found to speak of them, as far as the viewer may know.</summary>
    Task<IReadOnlyList<Visible<Claim>>> Claims(RecordId record, Viewer viewer, CancellationToken cancel);
}
