using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    internal const string ConcernColumns = "SELECT id, subject, what, day, receipt_hash, text, closed, set_aside, community, more FROM concerns ";

    public Concern? FindConcern(byte[] receiptHash) => database[ConcernColumns + "WHERE receipt_hash = ?"].Add(receiptHash).First(Concern);

    public Concern? FindConcern(RecordId id) => database[ConcernColumns + "WHERE id = ?"].Add(id).First(Concern);

    public void Put(Concern concern)
    {
        const string Sql = """
            INSERT INTO concerns (id, subject, what, day, receipt_hash, text, closed, set_aside, community, more) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, what = excluded.what, day = excluded.day, text = excluded.text, closed = excluded.closed, set_aside = excluded.set_aside,
                community = excluded.community, more = excluded.more
            """;
        database[Sql].Add(concern.Id).Add(concern.Subject).Add((long)concern.What).Add(concern.Day).Add(concern.ReceiptHash).Add(concern.Text)
            .Add(concern.IsClosed).Add(concern.IsSetAside).Add(concern.Community).AddText(StoredConcern.Of(concern)).Run();
        if (concern.IsClosed) actDestroys = true;
    }

    public IReadOnlyList<RecordId> ConcernsClosed(DateOnly since) =>
        database["SELECT id FROM concerns WHERE closed = 1 AND day <= ?"].Add(since).All(row => row.Id(0));

    public void DestroyConcern(RecordId id)
    {
        database["DELETE FROM concerns WHERE id = ?"].Add(id).Run();
        actDestroys = true;
    }

    internal static Concern Concern(Statement row) => StoredConcern.With(row.IsNull(9) ? null : row.Bytes(9).ToArray(), new Concern
    {
        Id = row.Id(0), Subject = row.Id(1), What = (ConcernAbout)row.Int(2), Day = row.Day(3), ReceiptHash = row.BytesOrNull(4)!, Text = row.Text(5),
        IsClosed = row.Flag(6), IsSetAside = row.Flag(7), Community = row.IdOrNull(8),
    });
}
