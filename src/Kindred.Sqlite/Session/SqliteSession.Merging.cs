using Kindred.Domain.Merging;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    /// <summary>Each merged record with the one into which it was; null: not read yet. Few archives have more than some thousands.</summary>
    private Dictionary<RecordId, RecordId>? knownMerges;

    private Dictionary<RecordId, RecordId> Merges => knownMerges ??= connection["SELECT merged, stands FROM merges"].All(row => (row.Id(0), row.Id(1))).ToDictionary(pair => pair.Item1, pair => pair.Item2);

    // What was merged is merged into nothing, and what stands may be merged: the way has an end.
    public RecordId Standing(RecordId id)
    {
        while (Merges.TryGetValue(id, out RecordId into)) id = into;
        return id;
    }

    public Merge? FindMerge(RecordId merged) => Merges.ContainsKey(merged) ? MergeRow.Find(connection, merged) : null;

    public IReadOnlyList<Merge> MergesInto(RecordId standing) => Merges.Count == 0 ? [] : MergeRow.Into(connection, standing);

    public void Put(Merge merge)
    {
        MergeRow.Put(database, merge);
        ReadAnew();
        actIsVisible = true;
    }

    public IReadOnlyList<RecordId> End(Merge merge)
    {
        List<(RecordId Connection, bool IsFrom)> moved = database["SELECT connection, is_from FROM merged_ends WHERE merged = ?"].Add(merge.Merged).All(row => (row.Id(0), row.Flag(1)));
        foreach ((RecordId id, bool isFrom) in moved)
        {
            Connection before = ConnectionRow.Find(database, id)!;
            // It was moved on with what stands there: that is undone with this one.
            database["DELETE FROM merged_ends WHERE connection = ? AND is_from = ?"].Add(id).Add(isFrom).Run();
            PutEnd(before, isFrom, merge.Merged);
        }

        database["DELETE FROM merges WHERE merged = ?"].Add(merge.Merged).Run();
        ReadAnew();
        actIsVisible = actDestroys = true;
        return [.. moved.Select(one => one.Connection).Distinct()];
    }

    public void Move(RecordId connection, RecordId from, RecordId to, Merge? merge)
    {
        Connection before = ConnectionRow.Find(database, connection)!;
        foreach (bool isFrom in (bool[])[true, false])
        {
            if ((isFrom ? before.From : before.To) != from) continue;
            if (merge is null) database["DELETE FROM merged_ends WHERE connection = ? AND is_from = ?"].Add(connection).Add(isFrom).Run();
            else database["INSERT OR IGNORE INTO merged_ends VALUES (?, ?, ?)"].Add(connection).Add(isFrom).Add(merge.Merged).Run();
            PutEnd(before, isFrom, to);
            before = isFrom ? before with { From = to } : before with { To = to };
        }
    }

    public bool IsMoved(RecordId connection) => Merges.Count > 0 && database["SELECT 1 FROM merged_ends WHERE connection = ?"].Add(connection).Any();

    public IReadOnlyList<RecordId> MadeSince(Merge merge) => database["""
        SELECT id FROM connections WHERE (from_id = ?1 OR to_id = ?1) AND seq > (SELECT last_seq FROM merges WHERE merged = ?2) ORDER BY seq
        """].Add(Standing(merge.Merged)).Add(merge.Merged).All(row => row.Id(0));

    public void PutNotSame(RecordId one, RecordId other, DateOnly day)
    {
        (one, other) = MergeRow.InOrder(one, other);
        database["INSERT INTO not_same VALUES (?, ?, ?) ON CONFLICT DO NOTHING"].Add(one).Add(other).Add(day).Run();
    }

    public void EndNotSame(RecordId one, RecordId other)
    {
        (one, other) = MergeRow.InOrder(one, other);
        database["DELETE FROM not_same WHERE one = ? AND other = ?"].Add(one).Add(other).Run();
    }

    public IReadOnlyList<RecordId> KeepingBack(RecordId target) =>
        [.. connection["SELECT subject, target FROM embargoes WHERE target <> ?"].Add(default(RecordId)).All(row => (Subject: row.Id(0), Target: row.Id(1))).Where(one => Standing(one.Target) == target).Select(one => one.Subject).Distinct()];

    /// <summary>What is kept back of a record that was merged is kept back of the one that stands for it: of two days the later.</summary>
    private List<Embargo> AsRead(List<Embargo> said) => Merges.Count == 0 ? said
        : [.. said.Select(one => one.Part is { Target: { } target } part ? one with { Part = part with { Target = Standing(target) } } : one).GroupBy(one => one with { Until = default }).Select(same => same.MaxBy(one => one.Until)!)];

    /// <summary>Of which records it is to be kept: a link that reads as leading to what stands may have been said of one that was merged, and stays kept back when they are parted.</summary>
    private IEnumerable<RecordId?> TargetsSaid(Embargo embargo)
    {
        if (Merges.Count == 0 || embargo.Part is not { Target: { } target } part || fresh.Has(embargo.Subject)) return [embargo.Part?.Target];
        return connection["SELECT content FROM revisions WHERE record = ?"].Add(embargo.Subject).All(row => ContentJson.Read(row.Bytes(0)))
            .SelectMany(content => content.Links).Where(link => link.Field == part.Field && Standing(link.Target) == target).Select(link => (RecordId?)link.Target).Append(target).Distinct();
    }

    private IEnumerable<RecordId?> TargetsMerged(Embargo embargo) => Merges.Count == 0 || embargo.Part is not { Target: { } target } ? [embargo.Part?.Target]
        : [target, .. Merges.Keys.Where(one => Standing(one) == target)];

    private void PutEnd(Connection before, bool isFrom, RecordId to)
    {
        actIsVisible |= IsOpen(before.Id);
        database[$"UPDATE connections SET {(isFrom ? "from_id" : "to_id")} = ? WHERE id = ?"].Add(to).Add(before.Id).Run();
        GradeByEnds(before.Id);
        RegradeThoseAbout([before.Id], depth: 0);
        RaiseEnds(isFrom ? before.From : before.To, to);
        RaiseKnown(isFrom ? before.To : before.From);
        actIsVisible |= IsOpen(before.Id);
    }

    private void ReadAnew()
    {
        knownMerges = null;
        knownNames.Clear();
        knownRecords.Clear();
    }

    private RecordContent AsRead(RecordContent said, RecordId self) => Merges.Count == 0 ? said : MergedLinks.AsRead(said, self, Standing);

    private Revision AsRead(Revision revision) => Merges.Count == 0 ? revision : revision with { Content = AsRead(revision.Content, revision.Record) };

    /// <summary>What is kept of a revision that is put: where it says what the one before said of a record that was merged, that.</summary>
    private RecordContent AsSaid(Revision revision)
    {
        if (Merges.Count == 0) return revision.Content;
        RecordContent? before = connection["SELECT content FROM revisions WHERE record = ? AND number <= ? ORDER BY number DESC LIMIT 1"].Add(revision.Record).Add(revision.Number).First(row => ContentJson.Read(row.Bytes(0)));
        return before is null ? revision.Content : MergedLinks.AsSaid(revision.Content, before, revision.Record, Standing);
    }
}
