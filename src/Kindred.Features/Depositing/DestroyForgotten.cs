using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Depositing;

/// <summary>Deposits that are not published don't pile up: drafts, declined and quarantined ones are destroyed after their days, unless their depositor
/// came back. What of them was accessioned goes with them; what is published stays. Of a concern that was closed the day goes too.</summary>
public sealed class DestroyForgotten(IArchiveWriter writer, Destruction destruction) : IDailyTask
{
    private static readonly (DepositState State, int Days)[] Kept =
        [(DepositState.Draft, Retention.DraftDays), (DepositState.Declined, Retention.DeclinedDays), (DepositState.Quarantined, Retention.QuarantinedDays)];

    public async Task TurnDay(DateOnly today, CancellationToken cancel)
    {
        await writer.Write(session => DestroyClosedConcerns(session, today), cancel);
        foreach ((DepositState state, int days) in Kept)
        {
            DateOnly since = today.AddDays(-days - 1);
            foreach (DepositId id in await writer.Write(session => session.DepositsIn(state, since), cancel))
                await writer.Write(session => Destroy(session, id, state, since, today), cancel);
        }
    }

    private static bool DestroyClosedConcerns(IArchiveSession session, DateOnly today)
    {
        IReadOnlyList<RecordId> closed = session.ConcernsClosed(today.AddDays(-Retention.ClosedConcernDays - 1));
        foreach (RecordId concern in closed) session.DestroyConcern(concern);
        return closed.Count > 0;
    }

    private bool Destroy(IArchiveSession session, DepositId id, DepositState state, DateOnly since, DateOnly today)
    {
        if (session.FindDeposit(id) is not { } deposit || deposit.State != state || deposit.StateDay > since) return false;
        bool isAnyPublished = deposit.Records.Any(record => record.Accessioned is { } own && session.FindRecord(own) is { PublishedDay: not null })
            || deposit.Connections.Any(connection => connection.Accessioned is { } own && session.FindConnection(own) is { PublishedDay: not null });
        if (isAnyPublished) return false;
        destruction.Destroy(session, deposit, today);
        return true;
    }
}
