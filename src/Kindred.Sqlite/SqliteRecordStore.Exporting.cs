using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Sqlite;

internal sealed partial class SqliteRecordStore
{
    /// <summary>One snapshot for the stretch, and each record's row is read once.</summary>
    public Task<(IReadOnlyList<Reading.Found> Seen, RecordId? Reached)> StretchWhole(RecordId? after, string? kind, Viewer viewer, int connectionsPerGroup, CancellationToken cancel) => readers.Read(
        database =>
        {
            (List<Visible<Record>> seen, RecordId? reached) = Batch(database, viewer, kind, after);
            return ((IReadOnlyList<Reading.Found>)Disputed.Mark(database, seen.ConvertAll(record => Found(database, record, viewer, connectionsPerGroup)), viewer.Today), reached);
        },
        cancel);
}
