using Kindred.Domain.Records;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IRecordStore
{
    /// <summary>Some of the records that the viewer may see, in the order of their ids, which says nothing of them: for looking through all of them bit by bit.</summary>
    /// <param name="after">The last one that was looked at; null: from the beginning.</param>
    /// <returns>Those, none where none of this stretch are for the viewer, and where to go on; null: that was the last stretch.</returns>
    Task<(IReadOnlyList<Visible<Record>> Seen, RecordId? Reached)> Stretch(RecordId? after, Viewer viewer, CancellationToken cancel);
}
