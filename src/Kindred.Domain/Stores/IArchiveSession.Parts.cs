using Kindred.Domain.Records;
using Kindred.Domain.Withdrawing;

namespace Kindred.Domain.Stores;

public partial interface IArchiveSession
{
    /// <summary>What was taken back of the record or connection, held or destroyed, in the order it was.</summary>
    IReadOnlyList<WithdrawnPart> Parts(RecordId subject);

    /// <summary>Adds a part (its number 0), or puts it in the place of what it was. What it held and holds no longer is destroyed.</summary>
    void Put(WithdrawnPart part);

    /// <summary>It is put back: nobody need know that it was away.</summary>
    void EndPart(long number);

    /// <summary>Deposits that hold this entry or this accessioned record or connection.</summary>
    IReadOnlyList<DepositId> DepositsHolding(RecordId entryOrRecord);

    /// <summary>The words of one revision of a connection, where a part of them was taken back or put back: who said it and when stays.</summary>
    void Rewrite(RecordId connection, int revision, ConnectionWords words);
}
