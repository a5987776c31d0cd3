using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Running;

/// <summary>After a crash files may be kept that no import waits for any more: they go when the archive starts, and each day.</summary>
public sealed class SweepSources(ResumeImport resume) : IDailyTask
{
    public Task TurnDay(DateOnly today, CancellationToken cancel) => resume.Sweep();
}
