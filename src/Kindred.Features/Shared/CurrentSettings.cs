using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared;

/// <summary>What keepers set, held in memory: every page shows the archive's name.</summary>
public sealed class CurrentSettings(IRecordStore records)
{
    private volatile ArchiveSettings? held;

    public ArchiveSettings Value => held ?? new ArchiveSettings();

    /// <summary>Reads them again: at start, and after each change.</summary>
    public async Task Refresh(CancellationToken cancel) => held = await records.Settings(cancel);
}
