using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteRecordStore
{
    private static readonly ConnectionFilter OfNotes = new(ConnectionType.About, IsOutgoing: false, Note.Kind.Name, 1, 0);

    public Task<NotesBeside> Notes(RecordId subject, int count, Viewer viewer, CancellationToken cancel) => readers.Read(
        database =>
        {
            if (ConnectionRow.End(database, subject, viewer) is not { } end || !VisibilityPolicy.Sees(viewer, end)) return NotesBeside.None;
            List<Visible<Record>> notes = Notes(database, subject, end, count, viewer);
            return new NotesBeside(
                notes.Count < count ? notes.Count : ConnectionLists.Page(database, subject, end, OfNotes, viewer).Total,
                [.. notes.Select(note => new NoteBeside(note, [.. Notes(database, note.Value.Id, Envelope.Of(note.Value), count, viewer)]))]);
        },
        cancel);

    /// <summary>Only heads are put in order; the notes that are shown are read whole.</summary>
    private static List<Visible<Record>> Notes(Database database, RecordId subject, in Envelope end, int count, Viewer viewer)
    {
        Statement rows = database[$"""
            SELECT {ConnectionRow.Columns}, {RecordRow.Head} FROM connections c JOIN records r ON r.id = c.from_id
            WHERE c.to_id = ? AND c.type = 'about' AND c.from_kind = 'note'{(viewer is Viewer.Public ? " AND c.grade > 0" : "")} ORDER BY r.published IS NULL, r.published, c.seq
            """].Add(subject);
        List<RecordId> seen = [];
        while (seen.Count < count && rows.Step())
        {
            if (VisibilityPolicy.Sees(viewer, ConnectionRow.Envelope(rows), RecordRow.Envelope(rows, ConnectionRow.Count), end)) seen.Add(rows.Id(2));
        }

        rows.Rest();
        return [.. seen.Select(id => RecordRow.Find(database, id, viewer)).OfType<Visible<Record>>()];
    }
}
