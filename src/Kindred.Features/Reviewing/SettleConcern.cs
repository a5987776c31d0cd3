using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Reviewing;

/// <summary>Somebody at the desk has dealt with a concern: its words are destroyed at once, and a day stays for whoever comes back with its receipt. Who
/// closed it is kept nowhere; what was done about it is another act.</summary>
public sealed class SettleConcern(IArchiveWriter writer, IDepositStore deposits, IWithdrawalJournal journal, TimeProvider time)
{
    public const int Most = 200;

    /// <summary>False where the member may see no such concern.</summary>
    public async Task<bool> Do(RecordId id, Viewer.Member member, CancellationToken cancel)
    {
        IReadOnlyList<Visible<Concern>> seen = await deposits.Concerns(member, int.MaxValue, cancel);
        if (seen.FirstOrDefault(one => one.Value.Id == id) is not { Value: { } concern }) return false;
        DateOnly today = time.Today();
        return await writer.Write(
            session =>
            {
                // Whoever told it may have taken it back meanwhile.
                if (session.FindConcern(concern.ReceiptHash) is not { IsClosed: false } open) return false;
                journal.ConcernEnded(open.Id, today);
                session.Put(open.Closed(today));
                return true;
            },
            cancel);
    }
}
