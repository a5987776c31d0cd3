using Kindred.Domain.Records;
using Kindred.Domain.Visibility;

namespace Kindred.Sqlite;

internal sealed partial class SqliteRecordStore
{
    public Task<(IReadOnlyList<Visible<Record>> Seen, RecordId? Reached)> Stretch(RecordId? after, Viewer viewer, CancellationToken cancel) => readers.Read(
        database =>
        {
            (List<Visible<Record>> seen, RecordId? reached) = Batch(database, viewer, null, after);
            return ((IReadOnlyList<Visible<Record>>)seen, reached);
        },
        cancel);
}
