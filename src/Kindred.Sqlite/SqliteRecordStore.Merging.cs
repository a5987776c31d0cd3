using System.Collections.Frozen;
using System.Text.Json;
using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteRecordStore
{
    private const int NamesInStep = 5_000;

    private volatile MergedIds merged = new(-1, []);

    public Task<RecordId?> LeadsTo(RecordId merged, Viewer viewer, CancellationToken cancel) => !IsMerged(merged) ? Task.FromResult<RecordId?>(null) : readers.Read(
        database => MergeRow.Standing(database, merged) is { } standing
            && (RecordRow.Line(database, standing, viewer) is not null || SqliteSession.Tombstone(database, standing) is not null) ? standing : (RecordId?)null,
        cancel);

    public Task<byte[]?> WordsSaid(RecordId subject, int revision, Viewer viewer, CancellationToken cancel) => readers.Read(
        database =>
        {
            if (ReadConnection(database, subject, viewer) is { } read)
                return read.Revisions.FirstOrDefault(one => one.Number == revision) is { } said ? ContentJson.Write(MergeRow.AsSaid(database, read.Connection.Value), said.Words) : null;
            if (RecordRow.Find(database, subject) is not { } record || RevisionRow.Find(database, subject, revision) is not { } words || VisibilityPolicy.Show(viewer, record, words) is not { } asSaid) return null;
            // What is withheld is known by where it leads today: who may not read that is not told where it led.
            Revision today = MergeRow.AsRead(database, words);
            return VisibilityPolicy.Show(viewer, record, today) is { } asRead && !ContentJson.AreSame(asRead.Value.Content, today.Content) ? ContentJson.Write(asRead.Value.Content) : ContentJson.Write(asSaid.Value.Content);
        },
        cancel);

    public Task<IReadOnlyList<Visible<MergeLine>>> Merges(RecordId? of, int skip, int count, Viewer viewer, CancellationToken cancel) => readers.Read<IReadOnlyList<Visible<MergeLine>>>(
        database =>
        {
            Statement rows = database[$"""
                SELECT {MergeRow.Columns}, r.kind, r.language, r.title FROM merges m JOIN records r ON r.id = m.merged
                {(of is null ? "" : "WHERE m.merged = ?1 OR m.stands = ?1")} ORDER BY m.day DESC, m.merged LIMIT {(of is null ? "? OFFSET ?" : "?2 OFFSET ?3")}
                """];
            if (of is { } one) rows.Add(one);
            return [.. rows.Add(count).Add(skip)
                .All(row => (Merge: MergeRow.Read(row), Kind: row.Text(MergeRow.Count), Language: row.Text(MergeRow.Count + 1), Title: row.Text(MergeRow.Count + 2)))
                .Select(row => VisibilityPolicy.Show(viewer, new MergeLine(row.Merge, row.Kind, row.Language, row.Title, MergeRow.Standing(database, row.Merge.Merged) ?? row.Merge.Into)))
                .OfType<Visible<MergeLine>>()];
        },
        cancel);

    public Task<(IReadOnlyList<NamedAs> Seen, RecordId? Reached)> NamesOf(string kind, RecordId? after, Viewer viewer, CancellationToken cancel) => readers.Read<(IReadOnlyList<NamedAs>, RecordId?)>(
        database =>
        {
            List<NamedAs> seen = [];
            RecordId? reached = null;
            int read = 0;
            // The title stands in the row's head; of the rest only the names are read.
            Statement rows = database[$"""
                SELECT {RecordRow.Head}, json_extract(r.content, '$.fields.otherNames'), json_extract(r.content, '$.fields.names') FROM records r
                WHERE r.kind = ? AND r.id > ?{(viewer is Viewer.Public ? " AND r.grade > 0" : "")} ORDER BY r.id LIMIT ?
                """].Add(kind).Add(after ?? default).Add(NamesInStep);
            while (rows.Step())
            {
                read++;
                reached = rows.Id(0);
                if (!VisibilityPolicy.Sees(viewer, RecordRow.Envelope(rows))) continue;
                // What waits for its day is in no name; the head has none of it.
                List<string> names = [rows.Text(9), .. Names(rows, RecordRow.HeadColumns), .. Names(rows, RecordRow.HeadColumns + 1)];
                seen.Add(new NamedAs(rows.Id(0), names));
            }

            rows.Rest();
            return (seen, read == NamesInStep ? reached : null);
        },
        cancel);

    public Task<IReadOnlySet<(RecordId One, RecordId Other)>> NotSame(Viewer viewer, CancellationToken cancel) => viewer.AsMember is not { IsKeeper: true }
        ? Task.FromResult<IReadOnlySet<(RecordId, RecordId)>>(new HashSet<(RecordId, RecordId)>())
        : readers.Read<IReadOnlySet<(RecordId, RecordId)>>(database => database["SELECT one, other FROM not_same"].All(row => (row.Id(0), row.Id(1))).ToHashSet(), cancel);

    /// <summary>Nearly every address is of no such record, and is not kept waiting for that.</summary>
    private bool IsMerged(RecordId id)
    {
        MergedIds known = merged;
        // Read after the number: what was merged meanwhile is read with the next.
        if (known.Change != ChangeNumber && ChangeNumber is var now)
            merged = known = new MergedIds(now, readers.Read(database => database["SELECT merged FROM merges"].All(row => row.Id(0)).ToFrozenSet()));
        return known.Ids.Contains(id);
    }

    private static string[] Names(Statement row, int column)
    {
        if (row.IsNull(column)) return [];
        string text = row.Text(column);
        return text.StartsWith('[') ? JsonSerializer.Deserialize(text, StoredJson.Form.StringArray)! : [text];
    }

    private sealed record MergedIds(long Change, FrozenSet<RecordId> Ids);
}
