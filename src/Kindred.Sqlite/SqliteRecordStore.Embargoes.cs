using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteRecordStore
{
    public Task<IReadOnlyList<Visible<Embargo>>> Embargoes(IReadOnlyCollection<RecordId> subjects, Viewer viewer, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<Visible<Embargo>>>(database => [.. subjects.Distinct().SelectMany(subject => EmbargoRow.Show(database, subject, viewer))], cancel);
}
