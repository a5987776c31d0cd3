using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteRecordStore
{
    public Task<bool> StandsAlone(RecordId telling, Viewer viewer, CancellationToken cancel) => readers.Read(
        database =>
        {
            if (RecordRow.Find(database, telling, viewer) is not { Value: { } shown }) return false;
            ActSubject[] beside = [.. shown.Content.Links.Where(link => Telling.IsBeside(shown.Kind, link.Field)).Select(link => Subject(database, link.Target)).OfType<ActSubject>()];
            return beside.All(one => one.Envelope is not { } envelope || !VisibilityPolicy.Sees(viewer, envelope)) && beside.Any(one => VisibilityPolicy.Misses(viewer, one));
        },
        cancel);
}
