using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>What waits for another word longer than the first one counts is gone, and its reason with it.</summary>
public sealed class EndProposals(IArchiveWriter writer) : IDailyTask
{
    public async Task TurnDay(DateOnly today, CancellationToken cancel) => await writer.Write(session => End(session, today), cancel);

    private static bool End(IArchiveSession session, DateOnly today)
    {
        TwoKeeperAct[] old = [.. session.WaitingForSecondKeeper().Where(one => one.LastDay < today)];
        foreach (TwoKeeperAct one in old) session.EndTwoKeeperAct(one.Number);
        Appointment[] appointments = [.. session.Appointments().Where(one => one.LastDay < today)];
        foreach (Appointment one in appointments) session.EndAppointment(one.Number);
        return old is not [] || appointments is not [];
    }
}
