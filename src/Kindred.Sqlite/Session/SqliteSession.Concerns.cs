using Kindred.Domain.Depositing;
using Kindred.Domain.Records;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    internal const string ConcernColumns = "SELECT id, subject, what, day, receipt_hash, text FROM concerns ";

    public Concern? FindConcern(byte[] receiptHash) => database[ConcernColumns + "WHERE receipt_hash = ?"].Add(receiptHash).First(Concern);

    public void Put(Concern concern) =>
        database["INSERT INTO concerns VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"]
            .Add(concern.Id).Add(concern.Subject).Add((long)concern.What).Add(concern.Day).Add(concern.ReceiptHash).Add(concern.Text).Run();

    public void DestroyConcern(RecordId id)
    {
        database["DELETE FROM concerns WHERE id = ?"].Add(id).Run();
        actDestroys = true;
    }

    internal static Concern Concern(Statement row) => new()
    {
        Id = row.Id(0), Subject = row.Id(1), What = (ConcernAbout)row.Int(2), Day = row.Day(3), ReceiptHash = row.BytesOrNull(4)!, Text = row.Text(5),
    };
}
