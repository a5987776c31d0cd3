using Kindred.Domain.Depositing;
using Kindred.Domain.Records;

namespace Kindred.Domain.Stores;

public partial interface IArchiveSession
{
    /// <summary>Deposits that are proposals to the record, taken or not, oldest first. With the record their words go too.</summary>
    IReadOnlyList<Deposit> ProposalsTo(RecordId record);

    /// <summary>Proposals taken in part whose other parts were left out on that day or before, by <see cref="Deposit.LeftOutSince"/>.</summary>
    IReadOnlyList<DepositId> LeftOut(DateOnly since);
}
