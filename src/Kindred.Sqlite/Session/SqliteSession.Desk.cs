using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public Assignment? FindAssignment(DepositId deposit) => database["SELECT deposit, handle, day FROM assignments WHERE deposit = ?"].Add(deposit).First(DeskRow.Assignment);

    public IReadOnlyList<Assignment> Assignments() => database["SELECT deposit, handle, day FROM assignments ORDER BY deposit"].All(DeskRow.Assignment);

    public void Put(Assignment assignment) =>
        database["INSERT INTO assignments VALUES (?, ?, ?) ON CONFLICT (deposit) DO UPDATE SET handle = excluded.handle, day = excluded.day"]
            .Add(assignment.Deposit).Add(assignment.Handle).Add(assignment.Day).Run();

    public void EndAssignment(DepositId deposit)
    {
        // Who read what is nobody's to find afterwards.
        actDestroys |= database["SELECT 1 FROM assignments WHERE deposit = ?"].Add(deposit).Any();
        database["DELETE FROM assignments WHERE deposit = ?"].Add(deposit).Run();
    }

    private void PutAtDesk(Deposit deposit, IReadOnlyCollection<RecordId> named, bool hasSameWords)
    {
        DeskRow.Put(database, deposit, named, hasSameWords);
        if (!Assignment.IsFor(deposit.State)) EndAssignment(deposit.Id);
    }

    private void DestroyAtDesk(DepositId id)
    {
        if (database["SELECT seq FROM deposits WHERE id = ?"].Add(id).Number() is { } seq) DeskRow.Destroy(database, seq);
        EndAssignment(id);
    }
}
