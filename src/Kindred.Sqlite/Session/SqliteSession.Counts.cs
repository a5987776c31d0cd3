using Kindred.Domain.Depositing;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public DayCounts CountsOf(DateOnly day) => new(
        database["SELECT count(*) FROM deposits WHERE day = ? AND state <> ?"].Add(day).Add((long)DepositState.Draft).Number() ?? 0, Acts(day, ActKind.Publication), Acts(day, ActKind.Withdrawal));

    private long Acts(DateOnly day, ActKind kind) => database["SELECT count(*) FROM acts WHERE day = ? AND kind = ? AND is_public = 1"].Add(day).Add((long)kind).Number() ?? 0;
}
