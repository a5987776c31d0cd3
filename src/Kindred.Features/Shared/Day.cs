namespace Kindred.Features.Shared;

/// <summary>Days, never hours: the archive knows no finer time of anyone.</summary>
public static class Day
{
    public static DateOnly Today(this TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}

/// <summary>Something that a new day brings: lapsing consents, destroying what waited too long. Runs once at start and once when the day changes;
/// running twice on one day does no harm.</summary>
public interface IDailyTask
{
    Task TurnDay(DateOnly today, CancellationToken cancel);
}
