using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IRecordStore
{
    /// <summary>The words that keep these back: records, connections, or entries of a deposit at the desk; as far as the viewer may know of them.</summary>
    Task<IReadOnlyList<Visible<Embargo>>> Embargoes(IReadOnlyCollection<RecordId> subjects, Viewer viewer, CancellationToken cancel);
}
