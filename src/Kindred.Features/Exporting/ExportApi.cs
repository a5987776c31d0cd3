using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Exporting;

/// <summary><c>GET /export/{format}</c>: all that is public, for anyone to take away.</summary>
public static class ExportApi
{
    /// <summary>At a time: each reads every record, and readers come first.</summary>
    private const int MostAtOnce = 4;

    private static readonly SemaphoreSlim Places = new(MostAtOnce);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRead("/export/{format}", (string format, ExportJsonLines export, TimeProvider time, Shell shell, HttpContext context) =>
    {
        if (format != "jsonl") return Problems.Result(Problem.NotFound);
        // Whoever asks gets what everyone gets: a steward's export would be taken for the public archive.
        Viewer.Public viewer = new(time.Today());
        string origin = PublicAddress.Of(context.Request, shell);
        if (HttpMethods.IsHead(context.Request.Method)) return Answer(_ => Task.CompletedTask);
        if (!Places.Wait(0))
        {
            context.Response.Headers.RetryAfter = "60";
            return Problems.Result(Problem.TooMany);
        }

        return Answer(Write);

        static IResult Answer(Func<Stream, Task> write) => Results.Stream(write, "application/x-ndjson", "kindred.jsonl");

        async Task Write(Stream stream)
        {
            try
            {
                await export.Write(stream, viewer, null, origin, context.RequestAborted);
            }
            finally
            {
                Places.Release();
            }
        }
    });
}
