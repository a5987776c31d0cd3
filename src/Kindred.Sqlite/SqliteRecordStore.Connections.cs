using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteRecordStore
{
    public Task<ConnectionPage> Connections(RecordId id, ConnectionFilter filter, Viewer viewer, CancellationToken cancel) =>
        readers.Read(
            database => ConnectionRow.End(database, id, viewer) is { } end && VisibilityPolicy.Sees(viewer, end)
                ? Disputed.Mark(database, ConnectionLists.Page(database, id, end, filter, viewer), viewer.Today)
                : new ConnectionPage(0, []),
            cancel);
}
