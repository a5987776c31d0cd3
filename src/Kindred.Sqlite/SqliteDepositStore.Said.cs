using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteDepositStore
{
    /// <summary>Whatever names the community or was answered about in its name, with the head of the record that it is, if it is one. A link of a record is said with it.</summary>
    private const string Subjects = $"""
        WITH said (subject) AS (SELECT subject FROM naming WHERE community = ?1 UNION SELECT subject FROM consents WHERE community = ?1)
        SELECT {RecordRow.Head}, said.subject, c.id IS NOT NULL, t.day,
            (SELECT a.answer FROM consents a WHERE a.subject = said.subject AND a.community = ?1 ORDER BY a.number DESC LIMIT 1) AS answer
        FROM said LEFT JOIN records r ON r.id = said.subject LEFT JOIN connections c ON c.id = said.subject LEFT JOIN tombstones t ON t.id = said.subject
        WHERE coalesce(c.is_of_field, 0) = 0
        ORDER BY coalesce((SELECT max(a.day) FROM consents a WHERE a.subject = said.subject AND a.community = ?1), (SELECT max(v.day) FROM revisions v WHERE v.record = r.id),
            (SELECT max(w.day) FROM connection_revisions w WHERE w.connection = c.id), t.day) DESC, r.doc DESC, c.seq DESC
        """;

    public Task<SaidPage> Said(RecordId community, SaidFilter filter, Viewer.Member steward, int skip, int count, CancellationToken cancel) =>
        readers.Read(
            database =>
            {
                if (!steward.Communities.Contains(community)) return new SaidPage(0, []);
                List<SaidHead> heads = [];
                Statement rows = database[Subjects].Add(community);
                while (rows.Step())
                {
                    if (Head(database, rows, steward) is { } head && IsWanted(head, filter)) heads.Add(head);
                }

                return new SaidPage(heads.Count, [.. heads.Skip(skip).Take(count).Select(head => Line(database, head, community, steward))]);
            },
            cancel);

    /// <summary>Null: she may know nothing of it. What her community answered about she knows of, whatever became of it.</summary>
    private static SaidHead? Head(Database database, Statement row, Viewer.Member steward)
    {
        const int after = RecordRow.HeadColumns;
        ConsentAnswer? answer = row.IntOrNull(after + 3) is { } said ? (ConsentAnswer)said : null;
        RecordId subject = row.Id(after);
        SaidHead head = new(subject, null, null, null, false, answer);
        if (!row.IsNull(0))
        {
            Envelope envelope = RecordRow.Envelope(row);
            if (VisibilityPolicy.Sees(steward, envelope)) return head with { Record = RecordRow.Line(row), Kind = row.Text(1), State = envelope.State, IsPublic = VisibilityPolicy.IsPublic(envelope, steward.Today) };
        }
        else if (row.Flag(after + 1))
        {
            if (SqliteRecordStore.ReadConnection(database, subject, steward) is { } connection)
            {
                Connection shown = connection.Connection.Value;
                bool isPublic = SqliteRecordStore.ReadConnection(database, subject, new Viewer.Public(steward.Today)) is not null;
                return head with { Record = connection.From, Connection = connection, Kind = "connection", State = shown.State, IsPublic = isPublic };
            }
        }
        else if (!row.IsNull(after + 2))
        {
            return head with { State = RecordState.Withdrawn };
        }

        return answer is null ? null : head;
    }

    private static bool IsWanted(SaidHead head, SaidFilter filter) =>
        (filter.State is not { } state || head.State == state) && (filter.Answer is not { } answer || head.Answer == answer) && (filter.Kind is not { } kind || head.Kind == kind);

    private static SaidLine Line(Database database, SaidHead head, RecordId community, Viewer.Member steward)
    {
        Tombstone? tombstone = head.State == RecordState.Withdrawn ? SqliteSession.Tombstone(database, head.Subject) : null;
        ImmutableArray<Consent> answers = [.. database[StewardingRow.ConsentColumns + "WHERE subject = ? AND community = ? ORDER BY number DESC"].Add(head.Subject).Add(community).All(StewardingRow.Consent)];
        return new SaidLine(head.Subject, head.Record, head.Connection?.To, head.Connection?.Connection.Value.Type ?? head.Kind, head.State, head.IsPublic, tombstone, answers);
    }

    private sealed record SaidHead(RecordId Subject, RecordLine? Record, string? Kind, RecordState? State, bool IsPublic, ConsentAnswer? Answer)
    {
        public ConnectionReading? Connection { get; init; }
    }
}
