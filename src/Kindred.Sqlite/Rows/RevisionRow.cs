using Kindred.Domain.Records;

namespace Kindred.Sqlite.Rows;

internal static class RevisionRow
{
    private const string Columns = "SELECT record, number, day, asked_from, was_public, until, who, note, content, basis FROM revisions ";

    private const string Insert = "INSERT INTO revisions (record, number, day, asked_from, was_public, until, who, note, content, basis) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private const string InsertOrUpdate = Insert + """

        ON CONFLICT (record, number) DO UPDATE SET day = excluded.day, asked_from = excluded.asked_from, was_public = excluded.was_public,
            until = excluded.until, who = excluded.who, note = excluded.note, content = excluded.content, basis = excluded.basis
        """;

    /// <param name="isFresh">No row can have the record's id.</param>
    public static void Put(Database database, bool isFresh, Revision revision, byte[] content) => database[isFresh ? Insert : InsertOrUpdate]
        .Add(revision.Record).Add(revision.Number).Add(revision.Day).Add(revision.AskedFrom).Add(revision.WasPublic).Add(revision.PublicUntil)
        .Add(revision.Who).Add(revision.Note).AddText(content).Add((long)revision.Basis).Run();

    public static Revision? Find(Database database, RecordId record, int number) =>
        database[Columns + "WHERE record = ? AND number = ?"].Add(record).Add(number).First(Read);

    /// <summary>Newest first.</summary>
    public static List<Revision> Of(Database database, RecordId record) =>
        database[Columns + "WHERE record = ? ORDER BY number DESC"].Add(record).All(Read);

    private static Revision Read(Statement row) => new()
    {
        Record = row.Id(0),
        Number = row.Int(1),
        Day = row.Day(2),
        AskedFrom = row.Int(3),
        WasPublic = row.Flag(4),
        PublicUntil = row.DayOrNull(5),
        Who = row.Text(6),
        Note = row.Text(7),
        Content = ContentJson.Read(row.Bytes(8)),
        Basis = (PublicationBasis)row.Int(9),
    };
}
