using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteRecordStore
{
    public Task<CommunitySettings?> SettingsOf(RecordId community, Viewer viewer, CancellationToken cancel) => readers.Read(
        database => RecordRow.Line(database, community, viewer) is null ? null : StewardingRow.Settings(database, community), cancel);
}
