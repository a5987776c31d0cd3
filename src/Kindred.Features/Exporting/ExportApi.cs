using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Kindred.Features.Exporting;

/// <summary><c>GET /export/{format}</c>: all that is public, for anyone to take away.</summary>
public static class ExportApi
{
    /// <summary>At a time: each reads every record, and readers come first.</summary>
    private const int MostAtOnce = 4;

    /// <summary>A line slower than this would take days; whoever reads so slowly holds a place and wants nothing else.</summary>
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 2_048, gracePeriod: TimeSpan.FromSeconds(30));

    public static void Map(IEndpointRouteBuilder routes)
    {
        Places places = new();
        routes.MapRead("/export/{format}", (string format, ExportJsonLines export, TimeProvider time, Shell shell, HttpContext context) => Export(places, format, export, time, shell, context));
    }

    private static IResult Export(Places places, string format, ExportJsonLines export, TimeProvider time, Shell shell, HttpContext context)
    {
        if (format != "jsonl") return Problems.Result(Problem.NotFound);
        // Whoever asks gets what everyone gets: a steward's export would be taken for the public archive.
        Viewer.Public viewer = new(time.Today());
        string origin = PublicAddress.Of(context.Request, shell);
        if (HttpMethods.IsHead(context.Request.Method)) return Answer(_ => Task.CompletedTask);
        string network = RequestPrefix.Of(context);
        if (!places.Take(network))
        {
            context.Response.Headers.RetryAfter = "60";
            return Problems.Result(Problem.TooMany);
        }

        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = Slowest;
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
                places.Release(network);
            }
        }
    }

    /// <summary>One for each network, and so many in all: four sockets of one reader kept it from everyone.</summary>
    private sealed class Places
    {
        private readonly HashSet<string> taken = [];

        public bool Take(string network)
        {
            lock (taken) return taken.Count < MostAtOnce && taken.Add(network);
        }

        public void Release(string network)
        {
            lock (taken) taken.Remove(network);
        }
    }
}
