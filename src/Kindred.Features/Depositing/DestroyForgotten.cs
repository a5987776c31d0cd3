using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Depositing;

/// <summary>Deposits that are not published don't pile up: drafts, declined and quarantined ones are destroyed after their days, unless their depositor
/// came back. What of them was accessioned goes with them; what is published stays.</summary>
public sealed class DestroyForgotten(IArchiveWriter writer, Destruction destruction) : IDailyTask
{
    private static readonly (DepositState State, int Days)[] Kept =
        [(DepositState.Draft, Retention.DraftDays), (DepositState.Declined, Retention.DeclinedDays), (DepositState.Quarantined, Retention.QuarantinedDays)];

    public async Task TurnDay(DateOnly today, CancellationToken cancel)
    {
        foreach ((DepositState state, int days) in Kept)
        {
            DateOnly since = today.AddDays(-days - 1);
            foreach (DepositId id in await writer.Write(session => session.DepositsIn(state, since), cancel))
                await writer.Write(session => Destroy(session, id, state, since, today), cancel);
        }
    }

    private bool Destroy(IArchiveSession session, DepositId id, DepositState state, DateOnly since, DateOnly today)
    {
        if (session.FindDeposit(id) is not { } deposit || deposit.State != state || deposit.StateDay > since) return false;
        bool isAnyPublished = deposit.Records.Any(record => record.Accessioned is { } own && session.FindRecord(own) is { PublishedDay: not null });
        if (isAnyPublished) return false;
        destruction.Destroy(session, deposit, today);
        return true;
    }
}
