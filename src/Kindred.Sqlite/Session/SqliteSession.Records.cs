using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    // The grade of both ends: 0 if either is 0, 1 if both are 1, else 2. An end is a record or, for a note, a connection; a view over both would be
    // scanned whole.
    internal const string GradeOfEnds = """
        CASE WHEN c.state <> 1 THEN 0 ELSE min(2,
            coalesce((SELECT grade FROM records WHERE id = c.from_id), (SELECT e.grade FROM connections e WHERE e.id = c.from_id), 0)
            * coalesce((SELECT grade FROM records WHERE id = c.to_id), (SELECT e.grade FROM connections e WHERE e.id = c.to_id), 0)
            * iif(c.until IS NULL, 1, 2)) END
        """;

    private const string GradeOfBoth = "UPDATE connections AS c SET grade = " + GradeOfEnds;

    /// <summary>A note on a note's connection on …: nobody is shown what lies deeper.</summary>
    internal const int DeepestNote = 4;

    public Record? FindRecord(RecordId id) => fresh.Has(id) ? fresh.Record(id)?.Record : Known(id);

    public Revision? FindRevision(RecordId id, int number) =>
        fresh.Has(id) ? fresh.Record(id)?.Revisions.GetValueOrDefault(number) : RevisionRow.Find(connection, id, number) is { } said ? AsRead(said) : null;

    public IReadOnlyList<Revision> Revisions(RecordId id) =>
        fresh.Has(id) ? [.. fresh.Record(id)?.Revisions.Values.Reverse() ?? []] : RevisionRow.Of(connection, id).ConvertAll(AsRead);

    public IReadOnlyList<RecordId> FindByName(string name, IReadOnlyCollection<string> kinds)
    {
        string compared = RecordRow.Compared(name);
        return [.. KnownBy(compared).Concat(fresh.Named(compared)).Where(one => kinds.Count == 0 || kinds.Contains(one.Kind)).Select(one => one.Id)];
    }

    public void Put(Record record)
    {
        if (PutFresh(record)) return;
        byte[] content = ContentJson.Write(record.Content);
        // Lists and names are everyone's: of what waits for its day they hold nothing.
        RecordContent shown = VisibilityPolicy.WithoutWithheld(record);
        int grade = RecordRow.Grade(Envelope.Of(record));
        var old = database["""
            SELECT doc, grade, change, content, hidden_because, state, visibility, embargo, until, communities, published, published_without, revision, basis, vouched, precise
            FROM records WHERE id = ?
            """].Add(record.Id).First(row => new
        {
            Document = row.Int(0),
            Grade = row.Int(1),
            Change = row.Long(2),
            HasSameText = row.Bytes(3).SequenceEqual(content),
            HiddenBecause = row.TextOrNull(4),
            State = (RecordState)row.Int(5),
            IsSeenAlike = row.Bytes(3).SequenceEqual(content) && ((RecordState)row.Int(5), (RecordVisibility)row.Int(6)) == (record.State, record.Visibility)
                && (row.DayOrNull(7), row.DayOrNull(8), row.DayOrNull(10)) == (record.EmbargoUntil, record.PublicUntil, record.PublishedDay)
                && row.Ids(9).SequenceEqual(record.Communities) && row.Ids(11).SequenceEqual(record.PublishedWithout)
                && (row.Int(12), (PublicationBasis)row.Int(13), row.Flag(14), row.Flag(15)) == (record.Revision, record.Basis, record.IsVouchedByOneKeeper, record.IsPlacePrecise),
        });
        int document = old?.Document ?? ++lastDocument;
        RecordRow.Put(database, isFresh: false, document, record, shown, content, grade, old is null ? record.Change : Math.Max(old.Change + 1, record.Change));
        PutWithheld(record);
        if (PutWithheldFields(record) || old?.HasSameText != true) PutNames(document, record.Kind, shown);
        knownRecords.Remove(record.Id);
        if (record.State is RecordState.Withdrawn or RecordState.Merged || old?.State is RecordState.Withdrawn or RecordState.Merged) knownNames.Clear();
        PutNaming(record.Id, [.. record.Communities, .. record.NewlyNamed]);
        if (old?.Grade != grade)
        {
            joined.Add(record.Id);
            Regrade(record.Id, record.Kind, depth: 0);
        }

        actDestroys |= old is not null && (!old.HasSameText || (old.HiddenBecause is { } because && because != record.HiddenBecause));
        // A newer revision that waits is nobody's to know of.
        actIsVisible |= (grade > 0 || old is { Grade: > 0 }) && old?.IsSeenAlike != true;
    }

    public void Put(Revision revision)
    {
        if (PutFresh(revision)) return;
        byte[] content = ContentJson.Write(AsSaid(revision));
        (bool HasSameText, bool WasPublic)? old = database["SELECT content, note, who, was_public FROM revisions WHERE record = ? AND number = ?"].Add(revision.Record).Add(revision.Number)
            .First(row => ((bool, bool)?)(row.Bytes(0).SequenceEqual(content) && row.Text(1) == revision.Note && row.Text(2) == revision.Who, row.Flag(3)));
        RevisionRow.Put(database, isFresh: false, revision, content);
        actDestroys |= old is { HasSameText: false };
        actIsVisible |= (revision.WasPublic || old is { WasPublic: true }) && IsOpen(revision.Record);
    }

    public void DestroyRevision(RecordId id, int number)
    {
        // What nobody could read goes unseen too.
        Revision? gone = RevisionRow.Find(database, id, number);
        actIsVisible |= gone is { WasPublic: true } && IsOpen(id);
        database["DELETE FROM revisions WHERE record = ? AND number = ?"].Add(id).Add(number).Run();
        database["UPDATE records SET change = change + 1 WHERE id = ?"].Add(id).Run();
        knownRecords.Remove(id);
        DestroySalts(id, number);
        DestroyHeld(id, number);
        // What a deposit holds of the record may be the words of this revision.
        if (RevisionRow.Of(database, id) is [var newest, ..])
        {
            if (gone is not null && newest.Number < number) EndNewest(gone, newest);
            else if (gone is not null) EndAnswers(gone);
            foreach (DepositId holding in DepositRow.Holding(database, id)) Put(FindDeposit(holding)!.Saying(id, newest.Content, newest.Number), DepositRow.Named(database, holding));
        }

        actDestroys = true;
    }

    /// <summary>Its number is given again, to words that nobody has answered. That somebody answered is kept.</summary>
    private void EndNewest(Revision gone, Revision newest)
    {
        database["UPDATE records SET latest = ? WHERE id = ?"].Add(newest.Number).Add(gone.Record).Run();
        knownRecords.Remove(gone.Record);
        if (gone.AskedFrom != newest.AskedFrom)
            database["UPDATE consents SET revision = 0, condition = NULL WHERE subject = ? AND revision = ? AND answer <> ?"].Add(gone.Record).Add(gone.Number).Add((long)ConsentAnswer.Withdrawn).Run();
        database["UPDATE consents SET revision = ? WHERE subject = ? AND revision = ?"].Add(newest.Number).Add(gone.Record).Add(gone.Number).Run();
    }

    /// <summary>Where no revision that is left says its words, what was answered to them is no answer to those before, which a later one may say again.</summary>
    private void EndAnswers(Revision gone) => database["""
        UPDATE consents SET revision = 0, condition = NULL WHERE subject = ?1 AND answer <> ?4 AND revision >= ?2
            AND revision < (SELECT min(number) FROM revisions WHERE record = ?1 AND number > ?3)
            AND NOT EXISTS (SELECT 1 FROM revisions WHERE record = ?1 AND (asked_from = ?2 OR number = consents.revision))
        """].Add(gone.Record).Add(gone.AskedFrom).Add(gone.Number).Add((long)ConsentAnswer.Withdrawn).Run();

    public Connection? FindConnection(RecordId id) => fresh.Has(id) ? fresh.Connection(id)?.Connection : ConnectionRow.Find(connection, id);

    public IReadOnlyList<Connection> ConnectionsOf(RecordId record)
    {
        Connection[] made = [.. fresh.Of(record)];
        if (fresh.Has(record)) return made;
        List<Connection> kept = connection["SELECT " + ConnectionRow.Columns + " FROM connections c WHERE c.from_id = ? OR c.to_id = ? ORDER BY c.position, c.seq"]
            .Add(record).Add(record).All(ConnectionRow.Read);
        return made.Length == 0 ? kept : [.. kept.Concat(made).OrderBy(one => one.Position)];
    }

    public IReadOnlyList<RecordId> WithTellingBeside(RecordId id) => fresh.Has(id) ? [.. WithTellingBesideFresh(id)] : [.. connection["""
        SELECT DISTINCT r.id FROM connections c JOIN records r ON r.id IN (c.from_id, c.to_id)
        WHERE (c.from_id = ?1 OR c.to_id = ?1 OR c.id = ?1) AND r.id <> ?1 AND r.with_telling
        """].Add(id).All(row => row.Id(0)).Union(WithTellingBesideFresh(id))];

    public bool IsToldOf(RecordId record, DateOnly today)
    {
        if (IsFreshToldOf(record, today)) return true;
        if (fresh.Has(record)) return false;
        Statement rows = connection[$"""
            SELECT {ConnectionRow.Columns}, {RecordRow.Head} FROM connections c JOIN records r ON r.id = CASE c.from_id WHEN ?1 THEN c.to_id ELSE c.from_id END
            WHERE (c.from_id = ?1 OR c.to_id = ?1) AND r.grade > 0 AND r.kind <> ?2 AND NOT r.with_telling
            """].Add(record).Add(Note.Kind.Name);
        bool isTold = false;
        // The first that is public will do: a place may be named by thousands.
        while (!isTold && rows.Step()) isTold = VisibilityPolicy.IsPublic(ConnectionRow.Envelope(rows), today) && VisibilityPolicy.IsPublic(RecordRow.Envelope(rows, ConnectionRow.Count), today);
        rows.Rest();
        return isTold;
    }

    public void Put(Connection link, string who, string note, DateOnly day)
    {
        if (PutFresh(link, who, note, day)) return;
        byte[]? words = ConnectionRow.Stored(link.Words);
        actIsVisible |= IsOpen(link.Id);
        actDestroys |= database["SELECT hidden_because FROM connections WHERE id = ?"].Add(link.Id).First(row => row.TextOrNull(0)) is { } because && because != link.HiddenBecause;
        ConnectionRow.Put(database, isFresh: false, link, "", "", grade: 0, words);
        GradeByEnds(link.Id);
        RegradeThoseAbout([link.Id], depth: 0);
        PutNaming(link.Id, link.Communities);
        PutRevision(link, words, who, note, day);
        if (link is { IsOfField: true, State: RecordState.Published }) MarkRevision(link.Id, link.Revision, wasPublic: true, until: null);
        RaiseEnds(link.From, link.To);
        actIsVisible |= IsOpen(link.Id);
    }

    private void GradeByEnds(RecordId link)
    {
        connection["""
            UPDATE connections AS c SET
                from_kind = coalesce((SELECT kind FROM records WHERE id = c.from_id), (SELECT 'connection' FROM connections e WHERE e.id = c.from_id), ''),
                to_kind = coalesce((SELECT kind FROM records WHERE id = c.to_id), (SELECT 'connection' FROM connections e WHERE e.id = c.to_id), '')
            WHERE c.id = ?
            """].Add(link).Run();
        connection[GradeOfBoth + " WHERE c.id = ?"].Add(link).Run();
    }

    public IReadOnlyList<ConnectionRevision> ConnectionRevisions(RecordId connection) => ConnectionRow.Revisions(database, connection);

    public void MarkRevision(RecordId connection, int revision, bool wasPublic, DateOnly? until) =>
        database["UPDATE connection_revisions SET was_public = ?, until = ? WHERE connection = ? AND number = ?"].Add(wasPublic).Add(until).Add(connection).Add(revision).Run();

    public DateOnly DayOf(Connection connection) =>
        database["SELECT day FROM connection_revisions WHERE connection = ? AND number = ?"].Add(connection.Id).Add(connection.Revision).All(row => row.Day(0))[0];

    public void DestroyConnection(RecordId id)
    {
        if (FindConnection(id) is not { } connection) return;
        actIsVisible |= IsOpen(id);
        // Notes about it are records of their own; only what tied them to it goes.
        foreach (Connection about in ConnectionsOf(id)) DestroyConnection(about.Id);
        database["DELETE FROM connection_revisions WHERE connection = ?"].Add(id).Run();
        database["DELETE FROM merged_ends WHERE connection = ?"].Add(id).Run();
        database["DELETE FROM connections WHERE id = ?"].Add(id).Run();
        database["DELETE FROM consents WHERE subject = ?"].Add(id).Run();
        ForgetSubject(id, keepsWithdrawal: false);
        RaiseEnds(connection.From, connection.To);
        actDestroys = true;
    }

    public IReadOnlyList<RecordId> RecordsOf(DepositId deposit) =>
        database["SELECT id FROM records WHERE deposit = ? UNION ALL SELECT id FROM connections WHERE deposit = ?"].Add(deposit).Add(deposit).All(row => row.Id(0));

    public IReadOnlyList<RecordId> Naming(RecordId community) =>
        database["""
            SELECT n.subject FROM naming n LEFT JOIN records r ON r.id = n.subject LEFT JOIN connections c ON c.id = n.subject
            WHERE n.community = ? AND coalesce(r.state, c.state) <> ?
            """].Add(community).Add((long)RecordState.Withdrawn).All(row => row.Id(0));

    public IReadOnlyList<RecordId> NamingEver(RecordId community) =>
        [.. Naming(community).Union(database["SELECT subject FROM named_before WHERE community = ?"].Add(community).All(row => row.Id(0)).Where(id => FindRecord(id) is not null || FindConnection(id) is not null))];

    public IReadOnlyList<RecordId> Due(DateOnly today) =>
        [.. database["SELECT id FROM records WHERE (until < ? AND state = ?) OR (embargo <= ? AND state = ?) OR (hidden_until < ? AND state = ?)"]
            .Add(today.DayNumber).Add((long)RecordState.Published).Add(today.DayNumber).Add((long)RecordState.Embargoed).Add(today.DayNumber).Add((long)RecordState.Hidden)
            .All(row => row.Id(0)).Concat(database["SELECT id FROM connections WHERE (until < ? AND state = ?) OR (hidden_until < ? AND state = ?)"]
            .Add(today.DayNumber).Add((long)RecordState.Published).Add(today.DayNumber).Add((long)RecordState.Hidden).All(row => row.Id(0)))
            .Union(database["SELECT DISTINCT subject FROM embargoes WHERE until <= ?"].Add(today.DayNumber).All(row => row.Id(0)))];

    public IReadOnlyList<RecordId> InState(RecordState state) =>
        database["SELECT id FROM records WHERE state = ?1 UNION ALL SELECT id FROM connections WHERE state = ?1 AND is_of_field = 0"].Add((long)state).All(row => row.Id(0));

    public IReadOnlyList<RecordId> WithWaitingRevision() =>
        database["SELECT id FROM records WHERE latest > revision AND state IN (?, ?)"].Add((long)RecordState.Published).Add((long)RecordState.Embargoed).All(row => row.Id(0));

    private void PutNames(int document, string kind, RecordContent shown)
    {
        connection["DELETE FROM names WHERE doc = ?"].Add(document).Run();
        knownNames.Clear();
        AddNames(connection, document, kind, RecordRow.Names(shown));
    }

    private static void AddNames(Database on, int document, string kind, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            on["INSERT INTO names VALUES (?, ?, ?)"].Add(name).Add(document).Add(kind).Run();
        }
    }

    /// <param name="isPutBack">As it was before something that has never been: what it names no more it did not name.</param>
    private void PutNaming(RecordId subject, ImmutableArray<RecordId> communities, bool isPutBack = false)
    {
        List<RecordId> old = database["SELECT community FROM naming WHERE subject = ?"].Add(subject).All(row => row.Id(0));
        foreach (RecordId gone in old.Except(communities))
        {
            database["DELETE FROM naming WHERE community = ? AND subject = ?"].Add(gone).Add(subject).Run();
            if (!isPutBack) database["INSERT INTO named_before VALUES (?, ?) ON CONFLICT DO NOTHING"].Add(gone).Add(subject).Run();
        }

        foreach (RecordId added in communities.Except(old))
            database["INSERT INTO naming VALUES (?, ?)"].Add(added).Add(subject).Run();
    }

    private void PutRevision(Connection link, byte[]? words, string who, string note, DateOnly day)
    {
        bool? hasSameText = database["SELECT words FROM connection_revisions WHERE connection = ? AND number = ?"].Add(link.Id).Add(link.Revision)
            .First(row => (bool?)row.Bytes(0).SequenceEqual(words));
        // A change of state alone keeps who said it and when.
        if (hasSameText == true) return;
        database["""
            INSERT INTO connection_revisions (connection, number, day, who, note, words) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (connection, number) DO UPDATE SET day = excluded.day, who = excluded.who, note = excluded.note, words = excluded.words
            """].Add(link.Id).Add(link.Revision).Add(day).Add(who).Add(note).AddText(words).Run();
        actDestroys |= hasSameText == false || link.Revision > 1;
    }

    /// <summary>What the ends' grade means for their connections is kept there, so that ten thousand of them are counted from an index.</summary>
    private void Regrade(RecordId end, string kind, int depth)
    {
        database[GradeOfBoth + ", from_kind = ? WHERE c.from_id = ?"].Add(kind).Add(end).Run();
        database[GradeOfBoth + ", to_kind = ? WHERE c.to_id = ?"].Add(kind).Add(end).Run();
        RegradeThoseAbout(database["SELECT id FROM connections WHERE from_id = ? OR to_id = ?"].Add(end).Add(end).All(row => row.Id(0)), depth);
    }

    private void RegradeThoseAbout(List<RecordId> connections, int depth)
    {
        if (depth > DeepestNote) return;
        foreach (RecordId id in connections)
        {
            if (database["SELECT 1 FROM connections WHERE from_id = ?"].Add(id).Any() || database["SELECT 1 FROM connections WHERE to_id = ?"].Add(id).Any())
                Regrade(id, "connection", depth + 1);
        }
    }

    /// <summary>Whether a stranger may see the record or connection on some day: only then do readers' caches know of a change. The archive's number is in
    /// every entity tag, and must not count what nobody may know of.</summary>
    /// <param name="revision">Where it changed: one that is newer than what is shown nobody sees.</param>
    private bool IsOpen(RecordId id, int revision = 0) => database["""
        SELECT 1 FROM records WHERE id = ?1 AND grade > 0 AND revision >= ?2 UNION ALL SELECT 1 FROM connections WHERE id = ?1 AND grade > 0 AND revision >= ?2 LIMIT 1
        """].Add(id).Add(revision).Any();

    private void RaiseEnds(RecordId from, RecordId to)
    {
        joined.UnionWith([from, to]);
        RaiseKnown(from);
        if (to != from) RaiseKnown(to);
    }

    private void RaiseKnown(RecordId id)
    {
        if (isInBulk) recordsWritten.Add(id);
        raised[id] = raised.GetValueOrDefault(id) + 1;
        if (!isInBulk) WriteRaised();
        if (knownRecords.TryGetValue(id, out Record? known)) knownRecords[id] = known with { Change = known.Change + 1 };
    }
}
