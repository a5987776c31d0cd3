using System.Collections.Immutable;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Stores;

namespace Kindred.Sqlite.Rows;

/// <summary>Rows of <c>import_accessions</c>, <c>import_rows</c> and <c>import_records</c>.</summary>
internal static class ImportRows
{
    public const string Accessions = """
        SELECT number, id, state, day, undone, made, changed, same, waiting, not_taken, length, is_reviewed, digest, form, kind, who, profile_name, profile FROM import_accessions
        """;

    public const string Records = "SELECT record, how, before, after, touched, deposit, place FROM import_records";

    public static ImportAccession Accession(Statement row) => new()
    {
        Number = row.Long(0),
        Id = row.Id(1),
        State = (ImportState)row.Int(2),
        Day = row.Day(3),
        UndoneDay = row.DayOrNull(4),
        Counts = new ImportCounts(row.Long(5), row.Long(6), row.Long(7), row.Long(8), row.Long(9)),
        Source = new ImportSource(row.Text(13), row.Long(10))
        {
            IsReviewed = row.Flag(11), Digest = [.. row.Bytes(12)], Kind = row.TextOrNull(14), ProfileName = row.TextOrNull(16), Profile = row.TextOrNull(17),
        },
        Who = row.Text(15),
    };

    public static ImportedRecord Record(Statement row) => new(row.Id(0), (ImportedHow)row.Int(1))
    {
        Before = row.Int(2), After = row.Int(3), IsTouched = row.Flag(4), Deposit = row.DepositOrNull(5), Place = row.Long(6),
    };

    public static List<SavedProfile> Profiles(Database database) =>
        database["SELECT name, profile, who, day FROM import_profiles ORDER BY name LIMIT ?"].Add(SavedProfile.Most).All(row => new SavedProfile(row.Text(0), row.Text(1), row.Text(2), row.Day(3)));

    public static List<ImportedRow> Rows(Database database, long import, long after, int count)
    {
        List<ImportedRow> rows = database["SELECT place, number, outcome, first_act, last_act, leftover, findings, losses FROM import_rows WHERE import = ? AND place > ? ORDER BY place LIMIT ?"]
            .Add(import).Add(after).Add(count).All(row => new ImportedRow(row.Long(0), row.Long(1), (RowOutcome)row.Int(2))
            {
                Acts = row.IsNull(3) ? null : (row.Long(3), row.Long(4)), Leftover = row.TextOrNull(5), Findings = row.IsNull(6) ? [] : Read(row.Bytes(6)), Losses = row.TextOrNull(7),
            });
        if (rows is []) return rows;
        ILookup<long, ImportedRecord> records = database[Records + " WHERE import = ? AND how IN (0, 1, 2) AND touched IN (0, 1) AND place BETWEEN ? AND ? ORDER BY ordinal, how"].Add(import).Add(rows[0].Place).Add(rows[^1].Place).All(Record).ToLookup(one => one.Place);
        return [.. rows.Select(row => row with { Records = [.. records[row.Place]] })];
    }

    /// <summary>Of the rows after this place, up to another: heading, reason, how many, and the number of the first.</summary>
    public static List<ImportLoss> Losses(Database database, long import, long after, long to) => database["""
        SELECT j.value ->> 0, j.value ->> 1, count(*), min(r.number) FROM import_rows r, json_each(r.losses) j WHERE r.import = ? AND r.place > ? AND r.place <= ? AND r.losses IS NOT NULL GROUP BY 1, 2
        """].Add(import).Add(after).Add(to).All(row => new ImportLoss(row.Text(0), row.Text(1), row.Long(2), row.Long(3)));

    public static byte[]? Stored(ImmutableArray<Finding> findings) => findings.IsEmpty ? null : JsonSerializer.SerializeToUtf8Bytes(findings, StoredJson.Form.ImmutableArrayFinding);

    private static ImmutableArray<Finding> Read(ReadOnlySpan<byte> stored) => JsonSerializer.Deserialize(stored, StoredJson.Form.ImmutableArrayFinding);
}
