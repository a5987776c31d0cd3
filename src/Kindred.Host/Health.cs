using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Host;

/// <summary>Alive: the process answers. Ready: the database can be read, the disk and the journal of withdrawals, which must be there, written; tried every few seconds at most, whoever asks.</summary>
public sealed class Health(IRecordStore records, Settings settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan TriedAtMostEvery = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim turn = new(1);
    private long triedAt;
    private bool? isReady;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/health/live", () => Results.Text("live\n"));
        routes.MapRead("/health/ready", async (Health health, CancellationToken cancel) =>
            await health.IsReady(cancel) ? Results.Text("ready\n") : Problems.Result(Problem.NotNow));
    }

    public void Dispose() => turn.Dispose();

    private async Task<bool> IsReady(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (isReady is { } known && time.GetElapsedTime(triedAt) < TriedAtMostEvery) return known;
            isReady = await Try(cancel);
            triedAt = time.GetTimestamp();
            return isReady.Value;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<bool> Try(CancellationToken cancel)
    {
        try
        {
            await records.Settings(cancel);
            DurableFile.Write(Path.Combine(settings.Data, "ready"), "ready\n"u8);
            return JournalPlace.WhyNot(settings) is null && !JournalPlace.IsGone(settings);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return false;
        }
    }
}
