using Kindred.Domain;
using Kindred.Domain.Kinds;
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

    public static void Map(IEndpointRouteBuilder routes)
    {
        Places places = new();
        routes.MapRead("/export/{format}", (string format, ExportRecords export, ExportPace pace, KindList kinds, TimeProvider time, Shell shell, HttpContext context) => Export(places, format, export, pace, kinds, time, shell, context));
    }

    private static IResult Export(Places places, string name, ExportRecords export, ExportPace pace, KindList kinds, TimeProvider time, Shell shell, HttpContext context)
    {
        if (ExportFormats.Find(name) is not { } format) return Problems.Result(Problem.NotFound);
        string? kind = Asked(context, "kind"), query = Asked(context, "q");
        if (kind is not null && kinds.Find(kind) is null) return Problems.NotRight(context, new Finding("unknown-kind", "kind", kind));
        // Whoever asks gets what everyone gets: a steward's export would be taken for the public archive.
        ExportRequest request = new(new Viewer.Public(time.Today()), PublicAddress.Of(context.Request, shell)) { Kind = kind, Query = query };
        if (HttpMethods.IsHead(context.Request.Method)) return Answer(_ => Task.CompletedTask);
        string network = RequestPrefix.Of(context);
        if (!places.Take(network))
        {
            context.Response.Headers.RetryAfter = "60";
            return Problems.Result(Problem.TooMany);
        }

        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = pace.Slowest;
        return Answer(Write);

        IResult Answer(Func<Stream, Task> write) => Results.Stream(write, format.MediaType, $"kindred{(kind is null ? "" : "-" + kind)}{format.Suffix}");

        async Task Write(Stream stream)
        {
            try
            {
                await export.Write(format, stream, request, context.RequestAborted);
            }
            finally
            {
                places.Release(network);
            }
        }
    }

    private static string? Asked(HttpContext context, string name) => context.Request.Query[name].ToString() is { Length: > 0 } asked ? asked : null;

    /// <summary>One for each network, and so many in all: four sockets of one reader kept it from everyone. The onion is one network of many readers, and a
    /// Host header is all it takes to come as one: it may have half.</summary>
    private sealed class Places
    {
        private readonly List<string> taken = [];

        public bool Take(string network)
        {
            lock (taken)
            {
                if (taken.Count == MostAtOnce || taken.Count(one => one == network) == (network == RequestPrefix.Onion ? MostAtOnce / 2 : 1)) return false;
                taken.Add(network);
                return true;
            }
        }

        public void Release(string network)
        {
            lock (taken) taken.Remove(network);
        }
    }
}

/// <param name="Slowest">A line slower than this would take days; whoever reads so slowly holds a place and wants nothing else.</param>
public sealed record ExportPace(MinDataRate Slowest)
{
    public static ExportPace Usual { get; } = new(new MinDataRate(bytesPerSecond: 2_048, gracePeriod: TimeSpan.FromSeconds(30)));
}
