using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Host;

/// <summary>Alive: the process answers. Ready: the database can be read and the disk written.</summary>
public static class Health
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live\n")).ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(IRecordStore records, Settings settings, CancellationToken cancel)
    {
        try
        {
            await records.Settings(cancel);
            DurableFile.Write(Path.Combine(settings.Data, "ready"), "ready\n"u8);
            return Results.Text("ready\n");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return Problems.Result(Problem.NotNow);
        }
    }
}
