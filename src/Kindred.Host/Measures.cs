using System.Diagnostics.Metrics;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Sqlite;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Kindred.Host;

/// <summary>What an operator may count: numbers alone, never of whom or of what. They go nowhere unless <c>KINDRED_METRICS</c> names where to.</summary>
public sealed class Measures : IDailyTask, IDisposable
{
    public const string Name = "Kindred";

    /// <summary>What people hand in is counted by the day and not as requests: a minute would tell when somebody came to us.</summary>
    private static readonly string[] OfDepositors = ["contribute", "receipt", "deposits", "concern"];

    // Often enough to see a trend; of one reader at night an hour is told at most.
    private const int EveryMilliseconds = 60 * 60 * 1000;

    private readonly IArchiveWriter writer;
    private readonly Counter<long> requests;
    private readonly MeterProvider? exported;
    private DayCounts? yesterday;

    public Measures(IMeterFactory meters, SqliteArchive archive, IArchiveWriter writer, Settings settings)
    {
        this.writer = writer;
        Meter meter = meters.Create(Name);
        requests = meter.CreateCounter<long>("kindred.requests", "{request}", "Answers by route and class of status, those to depositors left out.");
        meter.CreateObservableGauge("kindred.writes.waiting", () => archive.WritesWaiting, "{act}", "Acts that wait for the writer.");
        meter.CreateObservableGauge("kindred.deposits", () => OfYesterday(counts => counts.Deposits), "{deposit}", "Handed in on the last whole day.");
        meter.CreateObservableGauge("kindred.publications", () => OfYesterday(counts => counts.Publications), "{record}", "Published on the last whole day.");
        meter.CreateObservableGauge("kindred.withdrawals", () => OfYesterday(counts => counts.Withdrawals), "{record}", "Withdrawn or destroyed on the last whole day.");
        if (settings["KINDRED_METRICS"] is { Length: > 0 } address) exported = Export(meter, new Uri(address));
    }

    /// <summary>Somebody is told.</summary>
    public bool AreCounted => requests.Enabled;

    public async Task TurnDay(DateOnly today, CancellationToken cancel) =>
        Volatile.Write(ref yesterday, await writer.Write(session => session.CountsOf(today.AddDays(-1)), cancel));

    /// <summary>Outermost: what is counted is what was answered in the end.</summary>
    public async Task Count(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (!AreCounted) return;
        string route = context.Items[typeof(Measures)] as string ?? "none";
        if (route.Split('/').Any(OfDepositors.Contains)) return;
        requests.Add(1, new("route", $"{context.Request.Method} /{route}"), new("status", $"{context.Response.StatusCode / 100}xx"));
    }

    /// <summary>After routing. The page of a problem comes by here again, and takes no other's place.</summary>
    public static Task NoteRoute(HttpContext context, RequestDelegate next)
    {
        context.Items.TryAdd(typeof(Measures), (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.Trim('/') ?? "none");
        return next(context);
    }

    public void Dispose() => exported?.Dispose();

    /// <summary>Tells what was counted until now. False where nobody is told, or could be.</summary>
    public bool Tell() => exported?.ForceFlush() == true;

    private static MeterProvider Export(Meter meter, Uri address) => Sdk.CreateMeterProviderBuilder()
        .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("kindred", autoGenerateServiceInstanceId: false))
        .AddMeter(meter.Name)
        .AddOtlpExporter((exporter, reader) =>
        {
            (exporter.Protocol, exporter.Endpoint) = (OtlpExportProtocol.HttpProtobuf, address);
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = EveryMilliseconds;
        })
        .Build();

    private Measurement<long>[] OfYesterday(Func<DayCounts, long> count) => Volatile.Read(ref yesterday) is { } counts ? [new(count(counts))] : [];
}
