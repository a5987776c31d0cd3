using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteRecordStore
{
    // What stewards appoint is named by no handle: who answers for a community is not public.
    private const string OfPower = "is_public = 1 AND (by IS NOT NULL OR kind = 17)";

    // A handle has no comma.
    public Task<IReadOnlyList<Visible<WrittenAct>>> ActsOfPower(ActKind? kind, string? by, int count, Viewer viewer, CancellationToken cancel) => Acts(
        $"acts WHERE {OfPower}", DateOnly.MinValue, count, viewer, cancel, kind, by);

    public Task<IReadOnlyList<Visible<WrittenAct>>> Acts(bool ofPowerOnly, int count, Viewer viewer, CancellationToken cancel) =>
        Acts(ofPowerOnly ? $"acts WHERE {OfPower}" : "acts WHERE is_public = 1 AND (by IS NOT NULL OR statement IS NOT NULL)", DateOnly.MinValue, count, viewer, cancel);

    // The words of the index, which holds these acts and no other.
    public Task<IReadOnlyList<Visible<WrittenAct>>> ActsAlone(DateOnly since, int count, Viewer viewer, CancellationToken cancel) =>
        Acts("acts INDEXED BY acts_alone WHERE is_public = 1 AND enough = 2", since, count, viewer, cancel);

    private Task<IReadOnlyList<Visible<WrittenAct>>> Acts(string from, DateOnly since, int count, Viewer viewer, CancellationToken cancel, ActKind? kind = null, string? by = null) =>
        readers.Read<IReadOnlyList<Visible<WrittenAct>>>(
            database =>
            {
                List<Visible<WrittenAct>> shown = [];
                for (long before = long.MaxValue; shown.Count < count;)
                {
                    List<WrittenAct> batch = database[$"""
                        SELECT number, kind, day, subjects, by, reason, enough, second_reason FROM {from} AND day >= ?3 AND number < ?4
                            AND kind = coalesce(?1, kind) AND (?2 IS NULL OR instr(', ' || by || ', ', ', ' || ?2 || ', ') > 0)
                        ORDER BY number DESC LIMIT ?5
                        """].Add((long?)kind).Add(by).Add(since).Add(before).Add(count).All(Act);
                    shown.AddRange(batch.Select(act => VisibilityPolicy.Show(viewer, act, [.. act.Act.Subjects.Select(id => Subject(database, id)).OfType<ActSubject>()]))
                        .OfType<Visible<WrittenAct>>().Take(count - shown.Count));
                    if (batch.Count < count) break;
                    before = batch[^1].Index;
                }

                return shown;
            },
            cancel);

    private static WrittenAct Act(Statement row) =>
        new(row.Long(0), new Act((ActKind)row.Int(1), row.Ids(3), row.Day(2), IsPublic: true, row.TextOrNull(4), row.TextOrNull(5)) { SoleWord = (SoleWord)row.Int(6), SecondReason = row.TextOrNull(7) });

    /// <summary>Null: neither record nor connection, such as a member.</summary>
    private static ActSubject? Subject(Database database, RecordId id)
    {
        if (RecordRow.Find(database, id) is { } record) return new ActSubject(id, Envelope.Of(record), record.WasPublic);
        if (ConnectionRow.Find(database, id) is { } connection) return new ActSubject(id, Envelope.Of(connection), connection.PublishedDay is not null);
        return SqliteSession.Tombstone(database, id) is null ? null : new ActSubject(id, null, WasPublic: true);
    }
}
