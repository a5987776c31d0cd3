using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

/// <summary>A record's or connection's page: everything on it from one snapshot.</summary>
internal sealed partial class SqliteRecordStore
{
    public Task<ConnectionReading?> Connection(RecordId id, Viewer viewer, CancellationToken cancel) =>
        readers.Read(database => ReadConnection(database, id, viewer), cancel);

    private static Reading Read(Database database, RecordId id, Viewer viewer, int connectionsPerGroup)
    {
        if (RecordRow.Find(database, id, viewer) is not { } record)
            return (SqliteSession.Tombstone(database, id) ?? SqliteImportStore.TakenBack(database, id)) is { } tombstone ? new Reading.Withdrawn(tombstone) : new Reading.Nothing();
        return Disputed.Mark(database, [Found(database, record, viewer, connectionsPerGroup)], viewer.Today)[0];
    }

    /// <summary>Whose connections are disputed is not marked yet.</summary>
    private static Reading.Found Found(Database database, Visible<Record> record, Viewer viewer, int connectionsPerGroup)
    {
        RecordId id = record.Value.Id;
        (int revisions, int askedFrom) = RevisionsSeen(database, record.Value, viewer);
        return new Reading.Found(
            record,
            ConnectionLists.Groups(database, id, Envelope.Of(record.Value), viewer, connectionsPerGroup),
            Standings(database, id, record.Value.Communities, record.Value.Revision, askedFrom, viewer),
            revisions)
        {
            Terms = Terms(database, record.Value, askedFrom, viewer.Today),
        };
    }

    /// <summary>Of all that it names, also those whose own pages this viewer may not see: what they ask holds without their name.</summary>
    private static CommunityTerms Terms(Database database, Record record, int askedFrom, DateOnly today)
    {
        if (record.Communities.IsEmpty) return CommunityTerms.None;
        ImmutableArray<NamedCommunity> named =
            [.. record.Communities.Select(id => StewardingRow.Community(database, id, today) ?? NamedCommunity.Gone(id) with { Settings = StewardingRow.Settings(database, id) })];
        Standing standing = Standing.On(record.Revision, askedFrom, named, StewardingRow.Consents(database, record.Id), today);
        return CommunityTerms.Of([.. named.Zip(standing.Communities, (community, one) => (community.Settings, one.Scope))]);
    }

    internal static ConnectionReading? ReadConnection(Database database, RecordId id, Viewer viewer)
    {
        if (ConnectionRow.Find(database, id) is not { } connection) return null;
        if (ConnectionRow.End(database, connection.From, viewer) is not { } from || ConnectionRow.End(database, connection.To, viewer) is not { } to) return null;
        if (VisibilityPolicy.Show(viewer, connection, from, to) is not { } visible) return null;
        if (Line(database, connection.From, viewer) is not { } fromLine || Line(database, connection.To, viewer) is not { } toLine) return null;
        return new ConnectionReading(
            visible, fromLine, toLine, [.. ConnectionRow.Revisions(database, id).Where(one => VisibilityPolicy.Show(viewer, connection, one) is not null)],
            Standings(database, id, connection.Communities, connection.Revision, connection.Revision, viewer));
    }

    /// <summary>The line of a record, or of the record at the near end of a connection.</summary>
    private static RecordLine? Line(Database database, RecordId id, Viewer viewer, int depth = 0) =>
        RecordRow.Line(database, id, viewer)
        ?? (depth <= 4 && ConnectionRow.Find(database, id) is { } connection ? Line(database, connection.From, viewer, depth + 1) : null);

    private static (int Seen, int AskedFrom) RevisionsSeen(Database database, Record record, Viewer viewer)
    {
        int seen = 0, askedFrom = record.Revision;
        Revision stub = new() { Record = record.Id, Number = 0, Day = default, Who = "", Note = "", Content = record.Content, AskedFrom = 0 };
        Statement rows = database["SELECT number, was_public, asked_from, until FROM revisions WHERE record = ?"].Add(record.Id);
        while (rows.Step())
        {
            if (VisibilityPolicy.Show(viewer, record, stub with { Number = rows.Int(0), WasPublic = rows.Flag(1), PublicUntil = rows.DayOrNull(3) }) is not null) seen++;
            if (rows.Int(0) == record.Revision) askedFrom = rows.Int(2);
        }

        return (seen, askedFrom);
    }

    private static ImmutableArray<StandingLine> Standings(
        Database database, RecordId subject, ImmutableArray<RecordId> communities, int revision, int askedFrom, Viewer viewer)
    {
        if (communities.IsEmpty) return [];
        List<Consent> consents = StewardingRow.Consents(database, subject);
        ImmutableArray<StandingLine>.Builder lines = ImmutableArray.CreateBuilder<StandingLine>(communities.Length);
        foreach (RecordId id in communities)
        {
            if (RecordRow.Line(database, id, viewer) is not { } line || StewardingRow.Community(database, id, viewer.Today) is not { } community) continue;
            CommunityStanding standing = Standing.On(revision, askedFrom, [community], consents, viewer.Today).Communities[0];
            DateOnly? day = standing.Answer is CommunityAnswer.Waiting or CommunityAnswer.Unstewarded
                ? null
                : consents.Where(one => one.Community == id && one.Revision <= revision).Select(one => (DateOnly?)one.Day).LastOrDefault();
            lines.Add(new StandingLine(line, standing.Answer, day, standing.Scope));
        }

        return lines.DrainToImmutable();
    }
}
