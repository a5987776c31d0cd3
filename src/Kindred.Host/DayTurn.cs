using System.Globalization;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Host;

/// <summary>Runs what a new day brings, once at start and once when the day changes.</summary>
public sealed class DayTurn(IEnumerable<IDailyTask> tasks, IArchiveWriter writer, TimeProvider time, ILogger<DayTurn> log) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public async Task Turn(CancellationToken cancel)
    {
        DateOnly today = time.Today();
        foreach (IDailyTask task in tasks)
        {
            try
            {
                await task.TurnDay(today, cancel);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // One that fails must not keep the others from their day; it is tried again with the next.
                log.LogError("{Task} could not turn the day: {Exception}", task.GetType().Name, fault.GetType().FullName);
            }
        }

        await writer.Write(
            session =>
            {
                session.PutValue("day-turned", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                return true;
            },
            cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        for (DateOnly? turned = null; !stoppingToken.IsCancellationRequested;)
        {
            DateOnly today = time.Today();
            if (turned != today) await Turn(stoppingToken);
            turned = today;
            TimeSpan left = today.AddDays(1).ToDateTime(TimeOnly.MinValue) - time.GetUtcNow().UtcDateTime + TimeSpan.FromSeconds(1);
            await Task.Delay(left < Longest ? left : Longest, time, stoppingToken);
        }
    }
}
