using Kindred.Features.Shared;

namespace Kindred.Host;

/// <summary>Runs what a new day brings, once at start and once when the day changes.</summary>
public sealed class DayTurn(IEnumerable<IDailyTask> tasks, TimeProvider time, ILogger<DayTurn> log) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when what the day of the start brings was done, or tried.</summary>
    public Task Begun => begun.Task;

    /// <returns>False: something could not be done, such as on a full disk; it must be tried again.</returns>
    public async Task<bool> Turn(CancellationToken cancel)
    {
        DateOnly today = time.Today();
        bool isTurned = true;
        foreach (IDailyTask task in tasks)
        {
            try
            {
                await task.TurnDay(today, cancel);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // One that fails must not keep the others from their day.
                isTurned = false;
                log.LogError("{Task} could not turn the day: {Exception}", task.GetType().Name, fault.GetType().FullName);
            }
        }

        return isTurned;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        for (DateOnly? turned = null; !stoppingToken.IsCancellationRequested;)
        {
            DateOnly today = time.Today();
            if (turned != today && await Turn(stoppingToken)) turned = today;
            begun.TrySetResult();
            TimeSpan left = today.AddDays(1).ToDateTime(TimeOnly.MinValue) - time.GetUtcNow().UtcDateTime + TimeSpan.FromSeconds(1);
            TimeSpan longest = turned == today ? Longest : Again;
            await Task.Delay(left < longest ? left : longest, time, stoppingToken);
        }
    }
}
