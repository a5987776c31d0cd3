using Kindred.Domain.Depositing;
using Kindred.Domain.Records;

namespace Kindred.Tests.Life.Consents;

/// <summary>Who reads what has no bearing on who agreed to what.</summary>
internal sealed partial class Memory
{
    public Assignment? FindAssignment(DepositId deposit) => null;

    public IReadOnlyList<Assignment> Assignments() => [];

    public void Put(Assignment assignment) => throw new NotSupportedException();

    public void EndAssignment(DepositId deposit) => throw new NotSupportedException();
}
