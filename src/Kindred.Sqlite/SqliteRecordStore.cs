using System.Runtime.CompilerServices;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteRecordStore(Readers readers, SqliteWriter writer) : IRecordStore
{
    private const int RecordsInBatch = 200;
    private const int NamesOffered = 10;

    public long ChangeNumber => writer.ChangeNumber;

    public Task<Reading> Read(RecordId id, Viewer viewer, int connectionsPerGroup, CancellationToken cancel) =>
        readers.Read(database => Read(database, id, viewer, connectionsPerGroup), cancel);

    public Task<IReadOnlyList<Reading.Found>> ReadAll(IReadOnlyList<RecordId> ids, Viewer viewer, int connectionsPerGroup, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<Reading.Found>>(
            database => [.. ids.Select(id => Read(database, id, viewer, connectionsPerGroup)).OfType<Reading.Found>()], cancel);

    public Task<IReadOnlyList<RecordLine>> Lines(IReadOnlyList<RecordId> ids, Viewer viewer, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<RecordLine>>(
            database =>
            {
                List<RecordLine> lines = new(ids.Count);
                foreach (RecordId id in ids)
                {
                    if (RecordRow.Line(database, id, viewer) is { } line) lines.Add(line);
                }

                return lines;
            },
            cancel);

    public Task<IReadOnlyList<Visible<Record>>> Records(IReadOnlyList<RecordId> ids, Viewer viewer, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<Visible<Record>>>(
            database =>
            {
                List<Visible<Record>> records = new(ids.Count);
                foreach (RecordId id in ids)
                {
                    if (RecordRow.Find(database, id, viewer) is { } record) records.Add(record);
                }

                return records;
            },
            cancel);

    public Task<IReadOnlyList<Visible<Revision>>> Revisions(RecordId id, Viewer viewer, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<Visible<Revision>>>(
            database => RecordRow.Find(database, id) is not { } record
                ? []
                : [.. RevisionRow.Of(database, id).Select(revision => VisibilityPolicy.Show(viewer, record, MergeRow.AsRead(database, revision))).OfType<Visible<Revision>>()],
            cancel);

    public Task<Visible<Revision>?> Revision(RecordId id, int number, Viewer viewer, CancellationToken cancel) =>
        readers.Read(
            database => RecordRow.Find(database, id) is { } record && RevisionRow.Find(database, id, number) is { } revision
                ? VisibilityPolicy.Show(viewer, record, MergeRow.AsRead(database, revision))
                : null,
            cancel);

    public Task<IReadOnlyList<RecordLine>> Newest(IReadOnlyCollection<string> kinds, int count, Viewer viewer, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<RecordLine>>(database => kinds.Count == 0 ? Newest(database, null, count, viewer)
            : [.. kinds.Distinct().SelectMany(kind => Newest(database, kind, count, viewer)).OrderByDescending(line => line.Published).Take(count)], cancel);

    public async IAsyncEnumerable<Visible<Record>> All(Viewer viewer, string? kind, [EnumeratorCancellation] CancellationToken cancel)
    {
        RecordId? last = null;
        while (true)
        {
            // A snapshot for each batch, so that a long export never keeps a withdrawal from being wiped.
            (List<Visible<Record>> seen, RecordId? reached) = await readers.Read(database => Batch(database, viewer, kind, last), cancel).ConfigureAwait(false);
            foreach (Visible<Record> record in seen) yield return record;
            if (reached is null) yield break;
            last = reached;
        }
    }

    public Task<IReadOnlyList<RecordLine>> Named(string beginning, IReadOnlyCollection<string> kinds, Viewer viewer, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<RecordLine>>(database => Named(database, RecordRow.Compared(beginning), kinds, viewer), cancel);

    public async IAsyncEnumerable<Tombstone> Tombstones([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (Tombstone tombstone in await readers.Read(
            database => database["SELECT id, day, words FROM tombstones ORDER BY day, id"].All(row => new Tombstone(row.Id(0), row.Day(1), row.TextOrNull(2))), cancel)
            .ConfigureAwait(false))
        {
            yield return tombstone;
        }
    }

    public Task<ArchiveSettings> Settings(CancellationToken cancel) => readers.Read(SqliteSession.Settings, cancel);

    private static List<RecordLine> Newest(Database database, string? kind, int count, Viewer viewer)
    {
        // What a stranger may see comes from an index; others may see more of what is published, and look through it.
        string candidates = viewer is Viewer.Public ? "r.grade > 0" : "r.published IS NOT NULL";
        Statement rows = database[$"SELECT {RecordRow.Head} FROM records r WHERE {candidates}{(kind is null ? "" : " AND r.kind = ?")} ORDER BY r.published DESC, r.doc DESC"];
        if (kind is not null) rows.Add(kind);
        return Lines(rows, viewer, count);
    }

    private static (List<Visible<Record>> Seen, RecordId? Reached) Batch(Database database, Viewer viewer, string? kind, RecordId? last)
    {
        string sql = $"SELECT {RecordRow.Whole} FROM records r WHERE {(viewer is Viewer.Public ? "r.grade > 0" : "1")}"
            + (kind is null ? "" : " AND r.kind = ?") + (last is null ? "" : " AND r.id > ?") + " ORDER BY r.id LIMIT ?";
        Statement rows = database[sql];
        if (kind is not null) rows.Add(kind);
        if (last is { } after) rows.Add(after);
        List<Visible<Record>> seen = [];
        RecordId? reached = null;
        int read = 0;
        foreach ((RecordId id, Visible<Record>? record) in rows.Add(RecordsInBatch).All(row => (row.Id(0), RecordRow.Show(row, viewer))))
        {
            read++;
            reached = id;
            if (record is { } shown) seen.Add(shown);
        }

        return (seen, read == RecordsInBatch ? reached : null);
    }

    private static List<RecordLine> Named(Database database, string beginning, IReadOnlyCollection<string> kinds, Viewer viewer)
    {
        if (beginning.Length == 0) return [];
        Statement rows = database[$"""
            SELECT {RecordRow.Head} FROM names n JOIN records r ON r.doc = n.doc
            WHERE n.name >= ? AND n.name < ?{(viewer is Viewer.Public ? " AND r.grade > 0" : "")} ORDER BY n.name
            """].Add(beginning).Add(beginning + "\U0010FFFF");
        return Lines(rows, viewer, NamesOffered, kinds);
    }

    private static List<RecordLine> Lines(Statement rows, Viewer viewer, int count, IReadOnlyCollection<string>? kinds = null)
    {
        List<RecordLine> lines = [];
        HashSet<RecordId> had = [];
        while (lines.Count < count && rows.Step())
        {
            if (kinds is { Count: > 0 } && !kinds.Contains(rows.Text(1))) continue;
            if (VisibilityPolicy.Sees(viewer, RecordRow.Envelope(rows)) && had.Add(rows.Id(0))) lines.Add(RecordRow.Line(rows));
        }

        rows.Rest();
        return lines;
    }
}
