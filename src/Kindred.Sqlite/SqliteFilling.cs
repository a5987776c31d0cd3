using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

/// <summary>Fills a new database from a whole export, in one transaction and with the guards of 0020 put aside: they ask about answers that come later in the file. They
/// are asked about all of it at the end, by <see cref="Ready"/>.</summary>
internal sealed partial class SqliteFilling : IWholeFilling
{
    private const int AtOnce = 500;

    private readonly Database database;
    private readonly SqliteSession session;
    private readonly long change;
    private readonly List<string> guards;

    /// <param name="change">From which the numbers of change count on: no cache holds a page of another archive under one of them.</param>
    public SqliteFilling(Database database, long change)
    {
        this.database = database;
        this.change = change;
        // Nobody has the file yet: whatever breaks off is deleted, and it is brought to disk once, at the end.
        database.Script("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; BEGIN IMMEDIATE");
        guards = database["SELECT sql FROM sqlite_master WHERE type = 'trigger' AND (name LIKE 'no_%' OR name = 'refused_while_public')"].All(row => row.Text(0));
        foreach (string name in database["SELECT name FROM sqlite_master WHERE type = 'trigger' AND (name LIKE 'no_%' OR name = 'refused_while_public')"].All(row => row.Text(0)))
            database.Script($"DROP TRIGGER {name}");
        session = new SqliteSession(database);
    }

    public IArchiveSession Session => session;

    public IEnumerable<RecordId> PublishedRecords => Stepped("SELECT doc, id FROM records WHERE doc > ? AND state = 1 ORDER BY doc LIMIT ?");

    public IEnumerable<RecordId> PublishedConnections => Stepped("SELECT seq, id FROM connections WHERE seq > ? AND state = 1 ORDER BY seq LIMIT ?");

    public IReadOnlyList<string> Kinds => database["SELECT DISTINCT kind FROM records"].All(row => row.Text(0));

    public IReadOnlyList<string> ConnectionTypes => database["SELECT DISTINCT type FROM connections"].All(row => row.Text(0));

    public IReadOnlyList<RecordId> MergedIntoNothing =>
        database["SELECT id FROM records WHERE state = ? AND id NOT IN (SELECT merged FROM merges) LIMIT 20"].Add((long)RecordState.Merged).All(row => row.Id(0));

    public long WrongSignatures => SignatureRow.CheckAll(database).Wrong;

    public IReadOnlyList<RecordId> Ready()
    {
        // Rows were put beside the session, which must not remember how it was without them.
        session.Forget();
        // A note on a connection may have come before it. What hangs on what: as deep as notes on notes are shown.
        database.Run("UPDATE connections SET from_kind = 'connection' WHERE from_kind = '' AND EXISTS (SELECT 1 FROM connections e WHERE e.id = connections.from_id)");
        database.Run("UPDATE connections SET to_kind = 'connection' WHERE to_kind = '' AND EXISTS (SELECT 1 FROM connections e WHERE e.id = connections.to_id)");
        database.Run("UPDATE connections AS c SET grade = " + SqliteSession.GradeOfEnds + " WHERE c.state = 1");
        for (int depth = 0; depth < SqliteSession.DeepestNote; depth++)
            database.Run("UPDATE connections AS c SET grade = " + SqliteSession.GradeOfEnds + " WHERE c.state = 1 AND (c.from_kind = 'connection' OR c.to_kind = 'connection')");
        // A number that was given once is not given again, or an old word on what is held would be taken for one that was said to newer words.
        database.Run("""
            UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT max(json_extract(held, '$.lastAnswer')) FROM parts WHERE held IS NOT NULL), 0)) WHERE name = 'consents'
            """);
        database["UPDATE archive SET change = ?"].Add(change).Run();
        foreach (string guard in guards) database.Script(guard);
        guards.Clear();
        return database["SELECT id FROM unconsented_records UNION ALL SELECT id FROM unconsented_connections LIMIT 20"].All(row => row.Id(0));
    }

    /// <summary>In the file when it returns, not yet surely on disk; opening it gives it its log again.</summary>
    public void Complete()
    {
        session.Finish();
        database.Script("COMMIT");
    }

    public void Put(ArchiveSettings settings) => session.Put(settings);

    public void Put(NamedValue value)
    {
        if (value.Name == SqliteSession.SettingsName) throw new ArgumentException("Settings are no value.");
        session.PutValue(value.Name, value.Value);
    }

    public void Put(WholeMember member) => session.Put(new Member { Id = member.Id, Handle = member.Handle, SecurityStamp = RecordId.Mint().ToString(), Joined = member.Joined, Roles = member.Roles });

    public void Put(Tombstone tombstone) =>
        database["INSERT INTO tombstones VALUES (?, ?, ?, ?)"].Add(tombstone.Id).Add(tombstone.Day).Add(tombstone.Words).Add(tombstone.IsByKeepers).Run();

    public void Put(WholeRecord whole)
    {
        Record record = whole.Record;
        RecordContent shown = VisibilityPolicy.WithoutWithheld(record);
        database["""
            INSERT INTO records (doc, id, kind, state, visibility, grade, embargo, until, deposit, communities, published, published_without, hidden_until, revision, latest, basis, vouched, change,
                language, title, when_text, titles, hidden_because, summary, content, precise, newly_named, with_telling, public_before, withheld, withheld_fields)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """]
            .Add(whole.Order).Add(record.Id).Add(record.Kind).Add((long)record.State).Add((long)record.Visibility).Add(RecordRow.Grade(Envelope.Of(record))).Add(record.EmbargoUntil)
            .Add(record.PublicUntil).Add(record.Deposit).Add(record.Communities).Add(record.PublishedDay).Add(record.PublishedWithout).Add(record.HiddenUntil).Add(record.Revision)
            .Add(record.LatestRevision).Add((long)record.Basis).Add(record.IsVouchedByOneKeeper).Add(change).Add(shown.Language).Add(shown.Title).Add(shown.Text("when"))
            .AddText(RecordRow.TitlesOf(shown)).Add(record.HiddenBecause).Add(RecordRow.SummaryOf(shown)).AddText(ContentJson.Write(record.Content)).Add(record.IsPlacePrecise)
            .Add(record.NewlyNamed).Add(record.ComesWithTelling).Add(record.WasPublicBefore).Add(SqliteSession.Withheld(record)).Add(RecordRow.Stored(record.WithheldFields)).Run();
        foreach (RecordId place in record.WithheldPlaces.Select(one => one.Place).Distinct())
            database["INSERT INTO withheld_places VALUES (?, ?)"].Add(place).Add(record.Id).Run();
        foreach (string name in RecordRow.Names(shown)) database["INSERT INTO names VALUES (?, ?, ?)"].Add(name).Add(whole.Order).Add(record.Kind).Run();
        PutNaming(record.Id, record.Communities.Concat(record.NewlyNamed));
    }

    public void Put(WholeRevision revision) =>
        database["""
            INSERT INTO revisions (record, number, day, asked_from, was_public, until, who, note, content, basis)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, coalesce(?9, (SELECT content FROM records WHERE id = ?1)), ?10)
            """]
            .Add(revision.Record).Add(revision.Number).Add(revision.Day).Add(revision.AskedFrom).Add(revision.WasPublic).Add(revision.PublicUntil).Add(revision.Who).Add(revision.Note)
            .AddText(revision.Content is { } content ? ContentJson.Write(content) : null).Add((long)revision.Basis).Run();

    public void Put(WholeConnection whole)
    {
        Connection connection = whole.Connection;
        database["""
            INSERT INTO connections (seq, id, type, from_id, to_id, from_kind, to_kind, state, grade, position, revision, deposit, published, is_of_field, basis, communities, words, until,
                hidden_until, hidden_because)
            VALUES (?1, ?2, ?3, ?4, ?5, coalesce((SELECT kind FROM records WHERE id = ?4), ''), coalesce((SELECT kind FROM records WHERE id = ?5), ''), ?6, 0, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
            """]
            .Add(whole.Order).Add(connection.Id).Add(connection.Type).Add(connection.From).Add(connection.To).Add((long)connection.State).Add(connection.Position).Add(connection.Revision)
            .Add(connection.Deposit).Add(connection.PublishedDay).Add(connection.IsOfField).Add((long)connection.Basis).Add(connection.Communities)
            .AddText(ConnectionRow.Stored(connection.Words)).Add(connection.PublicUntil).Add(connection.HiddenUntil).Add(connection.HiddenBecause).Run();
        PutNaming(connection.Id, connection.Communities);
    }

    public void Put(ConnectionRevision revision) =>
        database["INSERT INTO connection_revisions (connection, number, day, who, note, words, was_public, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"]
            .Add(revision.Connection).Add(revision.Number).Add(revision.Day).Add(revision.Who).Add(revision.Note).AddText(ConnectionRow.Stored(revision.Words)).Add(revision.WasPublic)
            .Add(revision.PublicUntil).Run();

    public void Put(NamedOnce named) => database["INSERT INTO named_before VALUES (?, ?)"].Add(named.Community).Add(named.Subject).Run();

    private void PutNaming(RecordId subject, IEnumerable<RecordId> communities)
    {
        foreach (RecordId community in communities.Distinct()) database["INSERT INTO naming VALUES (?, ?)"].Add(community).Add(subject).Run();
    }

    private IEnumerable<RecordId> Stepped(string sql)
    {
        for (long last = 0; ;)
        {
            // What was indexed of those before is written, and told to nobody: whoever opens the archive reads it all.
            session.Finish();
            session.StartAct();
            List<(long Order, RecordId Id)> batch = database[sql].Add(last).Add((long)AtOnce).All(row => (row.Long(0), row.Id(1)));
            if (batch is []) yield break;
            foreach ((_, RecordId id) in batch) yield return id;
            last = batch[^1].Order;
        }
    }
}
