using Kindred.Domain.Records;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IRecordStore
{
    /// <summary>As <see cref="Read"/>, of a stretch of the records that the viewer may see, in the order of their ids: for taking all of them away bit by bit.</summary>
    /// <param name="after">The last one that was looked at; null: from the beginning.</param>
    /// <param name="kind">Name of the only kind wanted; null: all.</param>
    /// <returns>Those, none where none of this stretch are for the viewer, and where to go on; null: that was the last stretch.</returns>
    Task<(IReadOnlyList<Reading.Found> Seen, RecordId? Reached)> StretchWhole(RecordId? after, string? kind, Viewer viewer, int connectionsPerGroup, CancellationToken cancel);
}
