using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteDepositStore
{
    /// <summary>Her newest word on each subject, where it is a yes with a last day by then.</summary>
    private const string EndingYeses = """
        SELECT a.subject, a.revision, a.until, a.scope FROM consents a INDEXED BY consents_ending
        WHERE a.steward = ?1 AND a.community = ?2 AND a.until IS NOT NULL AND a.answer = 0 AND a.until <= ?3
            AND NOT EXISTS (SELECT 1 FROM consents b WHERE b.subject = a.subject AND b.community = a.community AND b.steward = a.steward AND b.number > a.number)
        ORDER BY a.until, a.number
        """;

    /// <summary>The revision that such a yes was said to, shown or newest: what changed since in an asking field is another question.</summary>
    private const string Covered = $"""
        SELECT v.number, v.asked_from, 0 FROM records r JOIN revisions v ON v.record = r.id AND v.number IN (r.revision, r.latest)
            WHERE r.id = ?1 AND r.state IN {OpenStates} AND v.asked_from <= ?2 AND v.number >= ?2
        UNION ALL SELECT c.revision, c.revision, 1 FROM connections c WHERE c.id = ?1 AND c.state IN {OpenStates} AND c.is_of_field = 0 AND c.revision = ?2
        ORDER BY 1 LIMIT 1
        """;

    public Task<IReadOnlyList<EndingYes>> Ending(Viewer.Member steward, int count, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<EndingYes>>(
            database => [.. steward.Communities.SelectMany(community => Ending(database, community, steward)).OrderBy(one => one.Until).Take(count)], cancel);

    public Task<int> CountLapsing(Viewer.Member keeper, CancellationToken cancel) =>
        readers.Read(
            database => !keeper.IsKeeper ? 0 : (int)(database["""
                SELECT (SELECT count(*) FROM records WHERE state = 1 AND until BETWEEN ?1 AND ?2) + (SELECT count(*) FROM connections WHERE state = 1 AND is_of_field = 0 AND until BETWEEN ?1 AND ?2)
                """].Add(keeper.Today).Add(keeper.Today.AddDays(EndingYes.DaysBefore)).Number() ?? 0),
            cancel);

    private static IEnumerable<EndingYes> Ending(Database database, RecordId id, Viewer.Member steward)
    {
        if (StewardingRow.Community(database, id, steward.Today) is not { } community || RecordRow.Line(database, id, steward) is not { } named) yield break;
        foreach ((RecordId subject, int revision, DateOnly until, ConsentScope scope) in database[EndingYeses].Add(steward.Handle).Add(id).Add(steward.Today.AddDays(EndingYes.DaysBefore))
            .All(row => (row.Id(0), row.Int(1), row.Day(2), (ConsentScope)row.Int(3))))
        {
            if (database[Covered].Add(subject).Add((long)revision).First(row => ((int Number, int AskedFrom, bool IsConnection)?)(row.Int(0), row.Int(1), row.Flag(2))) is not var (number, askedFrom, isConnection)) continue;
            List<Consent> consents = StewardingRow.Consents(database, subject);
            if (On(steward.Today).Answer is not (CommunityAnswer.Given or CommunityAnswer.Lapsed)) continue;
            CommunityStanding after = On(until.AddDays(1) > steward.Today ? until.AddDays(1) : steward.Today);
            // Others hold it up: nothing ends with hers.
            if (after.Answer == CommunityAnswer.Given) continue;
            RecordId near = isConnection && ConnectionRow.Find(database, subject) is { } connection ? connection.From : subject;
            if (RecordRow.Line(database, near, steward) is not { } line) continue;
            yield return new EndingYes(subject, line, isConnection, named, until, scope, revision, Math.Max(1, after.Needed - after.Given));

            CommunityStanding On(DateOnly day) => Standing.On(number, askedFrom, [community], consents, day).Communities[0];
        }
    }
}
