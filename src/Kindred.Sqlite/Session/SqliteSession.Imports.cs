using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    private (RecordId Id, long Number) import;

    public ImportAccession? FindImport(RecordId id) => AtStart is { } reader && importsWritten.TryGetValue(id, out ImportAccession? written) ? written
        : Elsewhere[ImportRows.Accessions + " WHERE id = ?"].Add(id).First(ImportRows.Accession);

    public ImportAccession? FindImport(long number) => database[ImportRows.Accessions + " WHERE number = ?"].Add(number).First(ImportRows.Accession);

    public IReadOnlyList<ImportAccession> OpenImports() =>
        database[ImportRows.Accessions + " WHERE state IN (?, ?) ORDER BY number"].Add((long)ImportState.Running).Add((long)ImportState.Stopped).All(ImportRows.Accession);

    public bool HasLost(RecordId import) => database["SELECT 1 FROM import_accessions WHERE id = ? AND has_lost = 1"].Add(import).Any();

    public long Put(ImportAccession import)
    {
        if (!isInBulk || import.Number == 0) return Put(database, import);
        importsWritten[import.Id] = import;
        Later(on => Put(on, import));
        return import.Number;
    }

    private static long Put(Database on, ImportAccession import) => on["""
        INSERT INTO import_accessions (number, id, state, day, undone, made, changed, same, waiting, not_taken, length, is_reviewed, digest, form, kind, who, profile_name, profile)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, undone = excluded.undone, made = excluded.made, changed = excluded.changed, same = excluded.same,
            waiting = excluded.waiting, not_taken = excluded.not_taken, profile = CASE WHEN excluded.state IN (0, 1) THEN profile END RETURNING number
        """].Add(import.Number == 0 ? (long?)null : import.Number).Add(import.Id).Add((long)import.State).Add(import.Day).Add(import.UndoneDay)
        .Add(import.Counts.Made).Add(import.Counts.Changed).Add(import.Counts.Same).Add(import.Counts.Waiting).Add(import.Counts.NotTaken)
        .Add(import.Source.Length).Add(import.Source.IsReviewed).Add([.. import.Source.Digest]).Add(import.Source.Form).Add(import.Source.Kind).Add(import.Who)
        .Add(import.Source.ProfileName).Add(import.Source.Profile).All(row => row.Long(0))[0];

    public IDisposable Importing(RecordId import) => AtWork(import, isUndo: false);

    public void Put(RecordId import, ImportedRow row)
    {
        WriteFresh();
        long number = NumberOf(import);
        Later(on => Put(on, number, row));
    }

    private static void Put(Database on, long number, ImportedRow row)
    {
        foreach ((int ordinal, ImportedRecord record) in row.Records.Index())
        {
            // What one row made another may change: it is made by the import all the same.
            on["""
                INSERT INTO import_records (record, import, place, how, before, after, touched, deposit, ordinal) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)
                ON CONFLICT (record, import) DO UPDATE SET after = excluded.after
                """].Add(record.Record).Add(number).Add(row.Place).Add((long)record.How).Add((long)record.Before).Add((long)record.After).Add(record.Deposit).Add((long)ordinal).Run();
        }

        on["INSERT INTO import_rows (import, place, number, outcome, first_act, last_act, leftover, losses, findings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"]
            .Add(number).Add(row.Place).Add(row.Number).Add((long)row.Outcome).Add(row.Acts?.First).Add(row.Acts?.Last).Add(row.Leftover).Add(row.Losses).AddText(ImportRows.Stored(row.Findings)).Run();
    }

    public long LastAct() => lastAct ??= connection["SELECT max(number) FROM acts"].Number() ?? -1;

    public (RecordId Subject, byte[] Said, int Revision)? FindImportKey(byte[] keyHash) =>
        AtStart is { } reader ? keysWritten.TryGetValue(Convert.ToHexString(keyHash), out var written) ? written : FindImportKey(reader, keyHash) : FindImportKey(connection, keyHash);

    private static (RecordId Subject, byte[] Said, int Revision)? FindImportKey(Database database, byte[] keyHash) =>
        database["SELECT subject, said, revision FROM import_keys WHERE key = ?"].Add(keyHash).First(row => ((RecordId, byte[], int)?)(row.Id(0), row.Bytes(1).ToArray(), row.Int(2)));

    public IReadOnlyList<(int Before, int After)> RevisionsBySource(string? profileName, RecordId record) => database["""
        SELECT r.before, r.after FROM import_records r JOIN import_accessions a ON a.number = r.import WHERE r.record = ? AND r.how IN (?, ?) AND a.profile_name IS ? ORDER BY r.after
        """].Add(record).Add((long)ImportedHow.Made).Add((long)ImportedHow.Changed).Add(profileName).All(row => (row.Int(0), row.Int(1)));

    public void PutImportKey(RecordId import, byte[] keyHash, RecordId subject, byte[] said, int revision)
    {
        WriteFresh();
        long number = NumberOf(import);
        if (isInBulk) keysWritten[Convert.ToHexString(keyHash)] = (subject, said, revision);
        Later(on => on["""
            INSERT INTO import_keys (key, subject, said, import, revision) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET subject = excluded.subject, said = excluded.said, revision = excluded.revision
            """].Add(keyHash).Add(subject).Add(said).Add(number).Add((long)revision).Run());
    }

    public void MoveImported(RecordId entry, RecordId accessioned, int before, int after)
    {
        // Two rows of one import may have waited with changes of one record: it is told of once, from the first to the last.
        if (database["SELECT there.before FROM import_records there JOIN import_records entry ON entry.import = there.import WHERE there.record = ? AND entry.record = ? AND entry.how = ?"]
            .Add(accessioned).Add(entry).Add((long)ImportedHow.Waits).Number() is { } first)
        {
            before = (int)first;
            database["DELETE FROM import_records WHERE record = ? AND import IN (SELECT import FROM import_records WHERE record = ? AND how = ?)"].Add(accessioned).Add(entry).Add((long)ImportedHow.Waits).Run();
        }

        // Somebody read it and took it in: no import's alone any more.
        database["UPDATE import_records SET record = ?, how = ?, before = ?, after = ?, touched = 1, deposit = NULL WHERE record = ? AND how = ?"]
            .Add(accessioned).Add((long)(before == 0 ? ImportedHow.Made : ImportedHow.Changed)).Add((long)before).Add((long)after).Add(entry).Add((long)ImportedHow.Waits).Run();
        database["UPDATE import_keys SET subject = ?, revision = ? WHERE subject = ?"].Add(accessioned).Add((long)after).Add(entry).Run();
    }

    public IReadOnlyList<ImportedRecord> Imported(RecordId import, ImportedHow how, bool isTouched, int most) =>
        database[ImportRows.Records + " WHERE import = ? AND how = ? AND touched = ? ORDER BY place DESC LIMIT ?"]
            .Add(NumberOf(import)).Add((long)how).Add(isTouched).Add(most).All(ImportRows.Record);

    public ImportedRecord? FindImported(RecordId import, RecordId record) =>
        database[ImportRows.Records + " WHERE record = ? AND import = ?"].Add(record).Add(NumberOf(import)).First(ImportRows.Record);

    public void MarkTouched(RecordId import, RecordId record) =>
        database["UPDATE import_records SET touched = 1 WHERE record = ? AND import = ?"].Add(record).Add(NumberOf(import)).Run();

    public void Untouch(RecordId import) => database["UPDATE import_records SET touched = 0 WHERE import = ?"].Add(NumberOf(import)).Run();

    public IReadOnlyList<SavedProfile> ImportProfiles() => ImportRows.Profiles(database);

    public void Put(SavedProfile profile) => database["INSERT INTO import_profiles (name, profile, who, day) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET profile = excluded.profile, who = excluded.who, day = excluded.day"]
        .Add(profile.Name).Add(profile.Profile).Add(profile.Who).Add(profile.Day).Run();

    public void RemoveImportProfile(string name) => database["DELETE FROM import_profiles WHERE name = ?"].Add(name).Run();

    private long NumberOf(RecordId id)
    {
        const string select = "SELECT number FROM import_accessions WHERE id = ?";
        if (import.Id != id || import.Number == 0) import = (id, AtStart?[select].Add(id).Number() ?? database[select].Add(id).Number() ?? throw new InvalidOperationException("No such import."));
        return import.Number;
    }

    private AtWorkMark AtWork(RecordId id, bool isUndo)
    {
        // An import that was undone with its act has no number any more.
        import = default;
        long number = NumberOf(id);
        int firstDocument = lastDocument + 1;
        Later(on => on["INSERT INTO import_at_work VALUES (?, ?, ?, (SELECT coalesce(max(seq), 0) FROM connections), (SELECT coalesce(max(number), 0) FROM consents), (SELECT coalesce(max(seq), 0) FROM deposits))"]
            .Add(number).Add(isUndo).Add((long)firstDocument).Run());
        return new AtWorkMark(this);
    }

    private sealed class AtWorkMark(SqliteSession session) : IDisposable
    {
        public void Dispose() => session.Later(on => on.Run("DELETE FROM import_at_work"));
    }
}
