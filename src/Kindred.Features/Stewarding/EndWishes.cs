using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Stewarding;

/// <summary>What too few stewards wished for too long is gone, and its reason with it.</summary>
public sealed class EndWishes(IArchiveWriter writer) : IDailyTask
{
    public async Task TurnDay(DateOnly today, CancellationToken cancel) => await writer.Write(session => End(session, today), cancel);

    private static bool End(IArchiveSession session, DateOnly today)
    {
        IReadOnlyList<StewardsWish> lapsed = session.LapsedWishes(today);
        foreach (StewardsWish wish in lapsed) session.DestroyWish(wish.Number);
        return lapsed is not [];
    }
}
