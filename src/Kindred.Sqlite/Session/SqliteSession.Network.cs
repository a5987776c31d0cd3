using Kindred.Domain.Records;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public void PutNotKin(RecordId one, RecordId other, DateOnly day)
    {
        (one, other) = MergeRow.InOrder(one, other);
        database["INSERT INTO not_kin VALUES (?, ?, ?) ON CONFLICT DO NOTHING"].Add(one).Add(other).Add(day).Run();
        // What is offered to everyone is another from now on, where both are everyone's.
        actIsVisible |= IsOpen(one) && IsOpen(other);
    }

    public int CountNotKin() => database["SELECT count(*) FROM not_kin"].First(row => row.Int(0));

    public void EndNotKin(RecordId one, RecordId other)
    {
        foreach ((RecordId first, RecordId second) in NotKinRow.All(database).Where(pair => pair.Stand == MergeRow.InOrder(one, other)).Select(pair => pair.Said))
            database["DELETE FROM not_kin WHERE one = ? AND other = ?"].Add(first).Add(second).Run();
        actIsVisible |= IsOpen(one) && IsOpen(other);
    }
}
