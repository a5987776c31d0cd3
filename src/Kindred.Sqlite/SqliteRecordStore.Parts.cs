using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteRecordStore
{
    public Task<IReadOnlyList<Visible<WithdrawnPart>>> Parts(RecordId subject, Viewer viewer, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<Visible<WithdrawnPart>>>(
            database => [.. PartRow.Of(database, subject).Select(part => PartRow.Show(database, part, viewer)).OfType<Visible<WithdrawnPart>>()], cancel);

    public Task<IReadOnlyList<Visible<WithdrawnPart>>> PartsAwaiting(Viewer.Member steward, int count, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<Visible<WithdrawnPart>>>(
            database =>
            [
                .. PartRow.Held(database)
                    .Where(part => part.Words.Any(word => steward.Communities.Contains(word.Community)) && part.Words.All(word => word.Steward != steward.Handle))
                    .Select(part => PartRow.Show(database, part, steward)).OfType<Visible<WithdrawnPart>>().Take(count),
            ],
            cancel);
}
