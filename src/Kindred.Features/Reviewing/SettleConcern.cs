using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Reviewing;

/// <summary>Somebody at the desk has dealt with a concern, or with many at once: its words are destroyed at once, and a day stays for whoever comes back with its receipt. Who
/// closed it is kept nowhere; what was done about it is another act. While what it is about is public only a keeper closes it: a concern may be about
/// those who answer for it.</summary>
public sealed class SettleConcern(IArchiveWriter writer, IDepositStore deposits, IWithdrawalJournal journal, TimeProvider time)
{
    /// <summary>False where the member may close none of these concerns.</summary>
    public async Task<bool> Do(IReadOnlyCollection<RecordId> ids, Viewer.Member member, CancellationToken cancel)
    {
        Concern[] seen = [.. (await deposits.Concerns(ids, member, cancel)).Select(one => one.Value)];
        if (seen is []) return false;
        DateOnly today = time.Today();
        return await writer.Write(
            session =>
            {
                // Whoever told it may have taken it back meanwhile.
                Concern[] open = [.. seen.Select(one => session.FindConcern(one.ReceiptHash)).OfType<Concern>().Where(one => !one.IsClosed && MayClose(session, one, member, today))];
                foreach (Concern one in open)
                {
                    journal.ConcernClosed(one.Id, today);
                    session.Put(one.Closed(today));
                }

                return open is not [];
            },
            cancel);
    }

    /// <summary>While what it is about is public only a keeper does.</summary>
    internal static bool MayClose(IArchiveSession session, Concern concern, Viewer.Member member, DateOnly today) => member.IsKeeper || !IsPublic(session, concern.Subject, today);

    private static bool IsPublic(IArchiveSession session, RecordId subject, DateOnly today) =>
        (session.FindRecord(subject) is { } record && VisibilityPolicy.IsPublic(Envelope.Of(record), today))
        || (session.FindConnection(subject) is { } connection && VisibilityPolicy.IsPublic(Envelope.Of(connection), today));
}
