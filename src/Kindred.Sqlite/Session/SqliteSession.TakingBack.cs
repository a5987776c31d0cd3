using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

/// <summary>Takes back what an import changed: rows are put as they were before it, where they are as it left them.</summary>
internal sealed partial class SqliteSession
{
    private const string Remembered = "SELECT tbl, pk, thing, image, after FROM import_before WHERE import = ?";

    /// <summary>But those of what the import brought and is there still.</summary>
    private const string ActsOfRow = """
        SELECT number FROM acts WHERE number BETWEEN ?2 AND ?3 AND NOT EXISTS (SELECT 1 FROM act_subjects s CROSS JOIN import_records i ON i.record = s.subject AND i.import = ?1 WHERE s.act = number)
        """;

    /// <summary>What the import changed beside its own rows: none of it is of a record that it changed and that stays so.</summary>
    private const string ThingsBeside = """
        SELECT DISTINCT thing FROM import_before b WHERE import = ?1 AND NOT EXISTS (SELECT 1 FROM import_records i WHERE i.import = ?1 AND i.record IN (b.thing, b.near, b.far))
            AND NOT (tbl = 'deposits' AND EXISTS (SELECT 1 FROM deposit_entries e JOIN import_records i ON i.record = e.handle AND i.import = ?1 WHERE e.deposit = b.thing)) LIMIT ?2
        """;

    public IDisposable TakingBack(RecordId import) => AtWork(import, isUndo: true);

    public bool PutBack(RecordId import, ImportedRecord changed)
    {
        long number = NumberOf(import);
        Before[] own = [.. database[Remembered + " AND thing = ?"].Add(number).Add(changed.Record).All(Read)];
        Before[] links =
        [
            .. database[Remembered + " AND near = ?"].Add(number).Add(changed.Record).All(Read)
                .Union(database[Remembered + " AND far = ?"].Add(number).Add(changed.Record).All(Read)),
        ];
        if (own.FirstOrDefault(one => one.Table == "records") is not { } record || !IsAsLeft(record)) return false;
        // Answers and links first: the record's own row is refused where it is public against an answer.
        foreach (Before one in own.Concat(links).Where(one => one.Table != "records").OrderBy(one => one.Table == "connection_revisions"))
        {
            if (IsAsLeft(one)) Restore(one);
        }

        Restore(record);
        database["DELETE FROM revisions WHERE record = ? AND number > ?"].Add(changed.Record).Add((long)changed.Before).Run();
        Forget();
        Derive(changed.Record);
        foreach (Before one in own.Concat(links)) Forget(number, one);
        actDestroys = actIsVisible = true;
        return true;
    }

    public void Forget(RecordId import, ImportedRecord record)
    {
        long number = NumberOf(import);
        database["DELETE FROM import_records WHERE record = ? AND import = ?"].Add(record.Record).Add(number).Run();
        // As if it had never been: nor is it known as something that was taken away.
        database["DELETE FROM import_keys WHERE subject = ? AND import = ?"].Add(record.Record).Add(number).Run();
        foreach ((long first, long last) in database["SELECT first_act, last_act FROM import_rows WHERE import = ? AND place = ? AND first_act IS NOT NULL"]
            .Add(number).Add(record.Place).All(row => (row.Long(0), row.Long(1))))
        {
            foreach (long act in database[ActsOfRow].Add(number).Add(first).Add(last).All(row => row.Long(0)))
            {
                database["DELETE FROM act_subjects WHERE act = ?"].Add(act).Run();
                database["UPDATE acts SET statement = NULL, salt = NULL, subjects = NULL, is_public = 0 WHERE number = ?"].Add(act).Run();
            }
        }

        database["DELETE FROM import_rows WHERE import = ?1 AND place = ?2 AND NOT EXISTS (SELECT 1 FROM import_records WHERE import = ?1 AND how IN (0, 1, 2) AND touched IN (0, 1) AND place = ?2)"].Add(number).Add(record.Place).Run();
        actDestroys = true;
    }

    public void ForgetLinks(RecordId import, RecordId record) => database["""
        DELETE FROM import_before WHERE import = ?1 AND near = ?2 AND tbl IN ('connections', 'connection_revisions') AND thing IN (
            SELECT thing FROM import_before WHERE import = ?1 AND near = ?2 AND tbl = 'connections' AND json_extract(image, '$.is_of_field') = '1')
        """].Add(NumberOf(import)).Add(record).Run();

    public void PutTakenBack(RecordId id, RecordId import) => database["INSERT INTO import_gone SELECT ?1, number, undone FROM import_accessions WHERE id = ?2 ON CONFLICT DO NOTHING"].Add(id).Add(import).Run();

    public IReadOnlyList<(RecordId Id, bool IsBack)> PutBackBeside(RecordId import, int most)
    {
        long number = NumberOf(import);
        List<(RecordId, bool)> put = [];
        foreach (RecordId thing in database[ThingsBeside].Add(number).Add(most).All(row => row.Id(0)))
        {
            bool isBack = true;
            foreach (Before one in database[Remembered + " AND thing = ?"].Add(number).Add(thing).All(Read).OrderBy(one => one.Table is "records" or "connection_revisions"))
            {
                isBack &= IsAsLeft(one);
                if (isBack) Restore(one);
                Forget(number, one);
            }

            Forget();
            if (FindRecord(thing) is not null) Derive(thing);
            else if (FindConnection(thing) is { } connection) Derive(connection);
            else if (FindDeposit(new DepositId(thing)) is { } deposit) Derive(deposit);
            put.Add((thing, isBack));
        }

        actDestroys |= put is not [];
        actIsVisible |= put is not [];
        return put;
    }

    public void EndTakingBack(RecordId import)
    {
        long number = NumberOf(import);
        database["DELETE FROM import_keys WHERE import = ?1 AND subject NOT IN (SELECT record FROM import_records WHERE import = ?1)"].Add(number).Run();
        database["DELETE FROM import_rows WHERE import = ?1 AND place NOT IN (SELECT place FROM import_records WHERE import = ?1 AND how IN (0, 1, 2))"].Add(number).Run();
        actDestroys = true;
    }

    /// <summary>Nobody and nothing has changed the row since the import did.</summary>
    private bool IsAsLeft(Before one)
    {
        string[] columns = [.. ImportTriggers.Columns(database, one.Table)];
        string now = database[$"SELECT json_object({string.Join(", ", columns.Select(column => $"'{column}', quote({column})"))}) FROM {one.Table} WHERE {KeyOf(one)}"].First(row => row.Text(0)) ?? "";
        if (one.After.Length == 0 || now.Length == 0) return one.After.Length == now.Length;
        // A column that came with a later form of the archive says nothing of then.
        Dictionary<string, string> there = Columns(now);
        return Columns(one.After).All(left => there.GetValueOrDefault(left.Key) == left.Value);
    }

    private void Restore(Before one)
    {
        if (one.Table == "connections") joined.UnionWith(EndsOf(one));
        if (one.Image.Length == 0)
        {
            database.Script($"DELETE FROM {one.Table} WHERE {KeyOf(one)}");
            return;
        }

        Dictionary<string, string> image = Columns(one.Image);
        if (one.After.Length > 0)
        {
            database.Script($"UPDATE {one.Table} SET {string.Join(", ", image.Select(pair => $"{pair.Key} = {pair.Value}"))} WHERE {KeyOf(one)}");
            return;
        }

        if (one.Table == "connections")
        {
            // Its place in the table may be another's by now.
            if (database["SELECT 1 FROM connections WHERE seq = ?"].Add(long.Parse(image["seq"], System.Globalization.CultureInfo.InvariantCulture)).Any()) image["seq"] = "NULL";
            (image["grade"], image["from_kind"], image["to_kind"]) = ("0", "''", "''");
        }

        database.Script($"INSERT INTO {one.Table} ({string.Join(", ", image.Keys)}) VALUES ({string.Join(", ", image.Values)})");
    }

    /// <summary>Before and after: it may have been led elsewhere.</summary>
    private static IEnumerable<RecordId> EndsOf(Before one) =>
        from image in (string[])[one.Image, one.After]
        where image.Length > 0
        let columns = Columns(image)
        from end in (string[])["from_id", "to_id"]
        select RecordId.FromBytes(Convert.FromHexString(columns[end].AsSpan(2, 32)));

    /// <summary>What other tables and columns hold of the record, from its own row.</summary>
    private void Derive(RecordId id)
    {
        Record record = FindRecord(id)!;
        int document = database["SELECT doc FROM records WHERE id = ?"].Add(id).First(row => row.Int(0));
        database["UPDATE records SET grade = ?, change = change + 1 WHERE doc = ?"].Add((long)RecordRow.Grade(Envelope.Of(record))).Add(document).Run();
        PutNames(document, record.Kind, VisibilityPolicy.WithoutWithheld(record));
        PutNaming(id, [.. record.Communities, .. record.NewlyNamed], isPutBack: true);
        database["DELETE FROM withheld_places WHERE record = ?"].Add(id).Run();
        foreach (RecordId place in record.WithheldPlaces.Select(one => one.Place).Distinct())
            database["INSERT INTO withheld_places VALUES (?, ?)"].Add(place).Add(id).Run();
        foreach (Connection connection in ConnectionsOf(id)) Derive(connection);
        Regrade(id, record.Kind, depth: 0);
        // Rows were written past what is remembered of them.
        Forget();
    }

    private void Derive(Deposit deposit)
    {
        PutEntries(deposit);
        PutAtDesk(deposit, DepositRow.NamedIn(database, deposit.Id), hasSameWords: false);
    }

    private void Derive(Connection connection)
    {
        joined.UnionWith([connection.From, connection.To]);
        database["""
            UPDATE connections AS c SET
                from_kind = coalesce((SELECT kind FROM records WHERE id = c.from_id), (SELECT 'connection' FROM connections e WHERE e.id = c.from_id), ''),
                to_kind = coalesce((SELECT kind FROM records WHERE id = c.to_id), (SELECT 'connection' FROM connections e WHERE e.id = c.to_id), '')
            WHERE c.id = ?
            """].Add(connection.Id).Run();
        database[GradeOfBoth + " WHERE c.id = ?"].Add(connection.Id).Run();
        PutNaming(connection.Id, connection.Communities, isPutBack: true);
    }

    private void Forget(long import, Before one) => database["DELETE FROM import_before WHERE import = ? AND tbl = ? AND pk = ?"].Add(import).Add(one.Table).Add(one.Key).Run();

    private static Dictionary<string, string> Columns(string image) => JsonSerializer.Deserialize(image, StoredJson.Form.DictionaryStringString)!;

    private static Before Read(Statement row) => new(row.Text(0), row.Text(1), row.Id(2), row.Text(3), row.Text(4));

    /// <summary>By its key, of which both images have each part as a literal.</summary>
    private static string KeyOf(Before one)
    {
        Dictionary<string, string> image = Columns(one.Image.Length > 0 ? one.Image : one.After);
        return string.Join(" AND ", ImportTriggers.KeyOf(one.Table).Select(column => $"{column} = {image[column]}"));
    }

    private sealed record Before(string Table, string Key, RecordId Thing, string Image, string After);
}
