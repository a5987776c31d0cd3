using Kindred.Domain.Depositing;
using Kindred.Domain.Records;

namespace Kindred.Domain.Stores;

public partial interface IArchiveSession
{
    Assignment? FindAssignment(DepositId deposit);

    IReadOnlyList<Assignment> Assignments();

    /// <summary>In place of the one there was. It goes with the deposit, and with the decision about it.</summary>
    void Put(Assignment assignment);

    void EndAssignment(DepositId deposit);
}
