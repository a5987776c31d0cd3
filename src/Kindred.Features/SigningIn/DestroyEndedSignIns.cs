using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.SigningIn;

/// <summary>Sessions, tokens, feed addresses and one-time links let nobody in after their last day: who had them, from when and under which name is not kept
/// longer either.</summary>
public sealed class DestroyEndedSignIns(IArchiveWriter writer) : IDailyTask
{
    public async Task TurnDay(DateOnly today, CancellationToken cancel) => await writer.Write(session => session.DestroyEndedSignIns(today), cancel);
}
