using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteDepositStore(Readers readers) : IDepositStore
{
    // What could still be asked about: what waits, what is public or will be.
    private const string OpenStates = "(0, 1, 2)";

    /// <summary>Each record (the community's own while it, or a change of it, is asked about) and connection at its newest revision, with the first revision whose consents cover it and the day since which it stands.</summary>
    private const string Questions = $"""
        SELECT n.subject, n.community, r.latest, v.asked_from, v.day, 0 FROM naming n
            JOIN records r ON r.id = n.subject AND r.state IN {OpenStates} JOIN revisions v ON v.record = r.id AND v.number = r.latest
            WHERE n.community = ?1 AND (n.subject <> ?1 OR r.latest > r.revision OR r.state = 0) AND NOT EXISTS (SELECT 1 FROM consents a
                WHERE a.subject = n.subject AND a.community = ?1 AND a.steward = ?2 AND a.revision >= v.asked_from AND coalesce(a.until, ?3) >= ?3)
        UNION ALL
        SELECT n.subject, n.community, c.revision, c.revision, v.day, 1 FROM naming n
            JOIN connections c ON c.id = n.subject AND c.state IN {OpenStates} JOIN connection_revisions v ON v.connection = c.id AND v.number = c.revision
            WHERE n.community = ?1 AND c.is_of_field = 0 AND NOT EXISTS (SELECT 1 FROM consents a
                WHERE a.subject = n.subject AND a.community = ?1 AND a.steward = ?2 AND a.revision >= c.revision AND coalesce(a.until, ?3) >= ?3)
        ORDER BY 5
        """;

    public Task<Visible<Deposit>?> Find(DepositId id, Viewer viewer, CancellationToken cancel) =>
        readers.Read(
            database => DepositRow.Find(database, id) is { } deposit ? VisibilityPolicy.Show(viewer, deposit, DepositRow.Named(database, id)) : null, cancel);

    public Task<DepositId?> FindByReceipt(byte[] receiptHash, CancellationToken cancel) =>
        readers.Read(database => database["SELECT id FROM deposits WHERE receipt_hash = ?"].Add(receiptHash).First(row => (DepositId?)new DepositId(row.Id(0))), cancel);

    public Task<IReadOnlyList<Visible<Deposit>>> In(IReadOnlyCollection<DepositState> states, Viewer viewer, int skip, int count, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<Visible<Deposit>>>(
            database =>
            [
                .. states.Distinct().SelectMany(state => Heads(database, state, viewer)).OrderBy(head => head.Day)
                    .Where(head => VisibilityPolicy.Show(viewer, head, DepositRow.Named(database, head.Id)) is not null).Skip(skip).Take(count)
                    .Select(head => DepositRow.Find(database, head.Id) is { } deposit ? VisibilityPolicy.Show(viewer, deposit, DepositRow.Named(database, head.Id)) : null)
                    .OfType<Visible<Deposit>>(),
            ],
            cancel);

    public Task<int> Count(DepositState state, Viewer viewer, CancellationToken cancel) =>
        readers.Read(
            database => Heads(database, state, viewer).Count(head => VisibilityPolicy.Show(viewer, head, DepositRow.Named(database, head.Id)) is not null), cancel);

    public Task<IReadOnlyList<Visible<Concern>>> Concerns(Viewer viewer, int skip, int count, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<Visible<Concern>>>(
            database => [.. Shown(database, Open(database, SqliteSession.ConcernColumns, " ORDER BY set_aside, what, day, id LIMIT ? OFFSET ?", viewer).Add(count).Add(skip), viewer)],
            cancel);

    public Task<(int Others, int SetAside)> CountConcerns(Viewer viewer, CancellationToken cancel) =>
        readers.Read(
            database => Open(database, "SELECT count(*), coalesce(sum(set_aside), 0) FROM concerns ", "", viewer).First(row => (row.Int(0) - row.Int(1), row.Int(1))), cancel);

    public Task<IReadOnlyList<Visible<Concern>>> Concerns(IReadOnlyCollection<RecordId> ids, Viewer viewer, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<Visible<Concern>>>(
            database => [.. ids.Distinct().SelectMany(id => Shown(database, database[SqliteSession.ConcernColumns + "WHERE id = ?"].Add(id), viewer))], cancel);

    public Task<Visible<Concern>?> FindConcern(Viewer.Teller teller, CancellationToken cancel) =>
        readers.Read(
            database => database[SqliteSession.ConcernColumns + "WHERE receipt_hash = ?"].Add(teller.ReceiptHash).First(SqliteSession.Concern) is { } concern
                ? VisibilityPolicy.Show(teller, concern, []) : null,
            cancel);

    public Task<IReadOnlyList<WaitingQuestion>> Waiting(Viewer.Member steward, int count, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<WaitingQuestion>>(
            database => [.. steward.Communities.SelectMany(community => Waiting(database, community, steward, count)).OrderBy(one => one.Since).Take(count)], cancel);

    public Task<IReadOnlyList<Consent>> Answered(
        IReadOnlyCollection<RecordId> communities, Viewer.Member steward, int count, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<Consent>>(
            database =>
            [
                .. communities.Distinct().Where(community => steward.IsKeeper || steward.Communities.Contains(community))
                    .SelectMany(community => database[StewardingRow.ConsentColumns + "WHERE community = ? ORDER BY number DESC LIMIT ?"]
                        .Add(community).Add(count).All(StewardingRow.Consent))
                    .OrderByDescending(consent => consent.Number).Take(count),
            ],
            cancel);

    public Task<IReadOnlyList<RecordLine>> About(RecordId community, Viewer.Member steward, int count, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<RecordLine>>(
            database =>
            {
                List<RecordLine> lines = [];
                Statement rows = database["SELECT " + RecordRow.Head + " FROM naming n JOIN records r ON r.id = n.subject WHERE n.community = ? ORDER BY r.doc DESC"].Add(community);
                while (lines.Count < count && rows.Step())
                {
                    if (VisibilityPolicy.Sees(steward, RecordRow.Envelope(rows))) lines.Add(RecordRow.Line(rows));
                }

                rows.Rest();
                return lines;
            },
            cancel);

    public Task<IReadOnlyList<Visible<Record>>> Hidden(Viewer.Member keeper, int count, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<Visible<Record>>>(
            database => [.. database["SELECT r.id FROM records r WHERE r.state = ? ORDER BY r.doc DESC"].Add((long)RecordState.Hidden)
                .All(row => row.Id(0)).Select(id => RecordRow.Find(database, id, keeper)).OfType<Visible<Record>>().Take(count)],
            cancel);

    public Task<IReadOnlyList<ConnectionReading>> HiddenConnections(Viewer.Member keeper, int count, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<ConnectionReading>>(
            database => [.. database["SELECT id FROM connections WHERE state = ? AND is_of_field = 0 ORDER BY seq DESC"].Add((long)RecordState.Hidden)
                .All(row => row.Id(0)).Select(id => SqliteRecordStore.ReadConnection(database, id, keeper)).OfType<ConnectionReading>().Take(count)],
            cancel);

    /// <summary>Candidates: a keeper's are all that are open, a steward's those about what names a community of hers. The policy is asked of each that is shown.</summary>
    private static Statement Open(Database database, string select, string order, Viewer viewer)
    {
        if (viewer is Viewer.Member { IsKeeper: true }) return database[select + "WHERE closed = 0" + order];
        ImmutableArray<RecordId> communities = viewer.AsMember?.Communities ?? [];
        Statement open = database[select + $"""
            WHERE closed = 0 AND (concerns.community IN ({string.Join(", ", communities.Select(_ => "?"))})
                OR EXISTS (SELECT 1 FROM naming n WHERE n.subject = concerns.subject AND n.community IN ({string.Join(", ", communities.Select(_ => "?"))})))
            """ + order];
        foreach (RecordId community in communities.Concat(communities)) open.Add(community);
        return open;
    }

    private static IEnumerable<Visible<Concern>> Shown(Database database, Statement concerns, Viewer viewer) => concerns.All(SqliteSession.Concern)
        .Select(concern => VisibilityPolicy.Show(viewer, concern, Naming(database, concern.Subject))).OfType<Visible<Concern>>();

    private static List<RecordId> Naming(Database database, RecordId subject) =>
        database["SELECT community FROM naming WHERE subject = ?"].Add(subject).All(row => row.Id(0));

    private static List<Deposit> Heads(Database database, DepositState state, Viewer viewer)
    {
        const string select = "SELECT " + DepositRow.Head + " FROM deposits d WHERE d.state = ?";
        const string order = " ORDER BY d.day, d.seq";
        return viewer switch
        {
            Viewer.Depositor depositor => database[select + " AND d.id = ?"].Add((long)state).Add(depositor.Deposit).All(DepositRow.ReadHead),
            Viewer.Member { IsKeeper: true } => database[select + order].Add((long)state).All(DepositRow.ReadHead),
            Viewer.Member member => OfMember(member),
            _ => [],
        };

        List<Deposit> OfMember(Viewer.Member member)
        {
            // A steward's few are found by what they name; the policy is asked of each by the caller.
            List<Deposit> heads = database[select + " AND d.depositor = ?" + order].Add((long)state).Add(member.Handle).All(DepositRow.ReadHead);
            foreach (RecordId community in member.Communities)
            {
                heads.AddRange(database[select + " AND d.id IN (SELECT deposit FROM deposit_naming WHERE community = ?)" + order]
                    .Add((long)state).Add(community).All(DepositRow.ReadHead));
                heads.AddRange(database[select + " AND d.id IN (SELECT p.deposit FROM proposals p JOIN naming n ON n.subject = p.record WHERE n.community = ?)" + order]
                    .Add((long)state).Add(community).All(DepositRow.ReadHead));
            }

            return [.. heads.DistinctBy(head => head.Id).OrderBy(head => head.Day)];
        }
    }

    private static IEnumerable<WaitingQuestion> Waiting(Database database, RecordId communityId, Viewer.Member steward, int count)
    {
        if (StewardingRow.Community(database, communityId, steward.Today) is not { } community) yield break;
        int found = 0;
        foreach ((RecordId subject, int revision, int askedFrom, DateOnly since, bool isConnection) in database[Questions].Add(communityId).Add(steward.Handle).Add(steward.Today)
            .All(row => (row.Id(0), row.Int(2), row.Int(3), row.Day(4), row.Flag(5))))
        {
            CommunityAnswer answer = Standing.On(revision, askedFrom, [community], StewardingRow.Consents(database, subject), steward.Today).Communities[0].Answer;
            if (answer is not (CommunityAnswer.Waiting or CommunityAnswer.Lapsed or CommunityAnswer.Conditional)) continue;
            RecordId near = isConnection && ConnectionRow.Find(database, subject) is { } connection ? connection.From : subject;
            if (RecordRow.Line(database, near, steward) is not { } line) continue;
            yield return new WaitingQuestion(subject, line, isConnection, revision, communityId, since);
            if (++found >= count) yield break;
        }
    }
}
