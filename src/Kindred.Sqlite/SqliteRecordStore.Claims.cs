using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteRecordStore
{
    public Task<IReadOnlyList<Visible<Claim>>> Claims(RecordId record, Viewer viewer, CancellationToken cancel) => readers.Read<IReadOnlyList<Visible<Claim>>>(
        database => RecordRow.Find(database, record) is { } found
            ? [.. StewardingRow.Claims(database, record).Select(community => VisibilityPolicy.Show(viewer, Envelope.Of(found), new Claim(record, community))).OfType<Visible<Claim>>()] : [],
        cancel);
}
