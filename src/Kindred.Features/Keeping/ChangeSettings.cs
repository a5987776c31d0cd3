using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>A keeper sets the archive's name, languages, contact, terms and default rights.</summary>
public sealed class ChangeSettings(IArchiveWriter writer, CurrentSettings current, TimeProvider time)
{
    public async Task<KeepingOutcome> Do(ArchiveSettings settings, string by, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        KeepingOutcome outcome = await writer.Write<KeepingOutcome>(
            session =>
            {
                if (session.FindMember(by)?.IsKeeperOn(today) != true) return new KeepingOutcome.NotYours();
                session.Put(settings with { IsSample = session.Settings().IsSample });
                session.Write(new Act(ActKind.Setting, [], today, IsPublic: true, by));
                return new KeepingOutcome.Done();
            },
            cancel);
        await current.Refresh(cancel);
        return outcome;
    }
}
