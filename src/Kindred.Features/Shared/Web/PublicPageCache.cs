using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Kindred.Features.Shared;

/// <summary>Keeps whole pages that are the same for everyone: <c>[OutputCache(PolicyName = PublicPageCache.Policy)]</c>. Never one with a form that
/// holds something personal. The key holds the archive's change number, so that a withdrawal leaves nothing that could be given out; the tag lets the
/// memory of what a change left behind go at once too.</summary>
public sealed class PublicPageCache : IOutputCachePolicy
{
    public const string Policy = "public-page";

    private const int LongestAccept = 200;

    private const long KeptBytes = 64 * 1024 * 1024;
    private const long LongestPageBytes = 1024 * 1024;

    private static readonly TimeSpan KeptAtMost = TimeSpan.FromHours(1);

    private readonly IRecordStore records;
    private readonly FacetOrdinals ordinals;
    private readonly TimeProvider time;
    private readonly KeptPages? kept;

    public PublicPageCache(IRecordStore records, FacetOrdinals ordinals, TimeProvider time, IArchiveWriter writer, IOutputCacheStore store)
    {
        (this.records, this.ordinals, this.time, kept) = (records, ordinals, time, store as KeptPages);
        // Kept in memory: it is done when the call returns.
        writer.Committed += _ => store.EvictByTagAsync(Policy, CancellationToken.None).AsTask().Wait();
    }

    /// <param name="services">The host's services.</param>
    /// <param name="isOn">Off for measurements: every page is made anew.</param>
    public static void Add(IServiceCollection services, bool isOn)
    {
        services.AddSingleton<PublicPageCache>();
        services.AddOutputCache(options =>
        {
            options.SizeLimit = KeptBytes;
            options.MaximumBodySize = LongestPageBytes;
            options.AddPolicy(Policy, policy => _ = isOn ? policy.AddPolicy<PublicPageCache>() : policy.NoCache(), excludeDefaultPolicy: true);
        });
        ServiceDescriptor memory = services.Last(service => service.ServiceType == typeof(IOutputCacheStore));
        services.Remove(memory);
        services.AddSingleton<IOutputCacheStore>(of => new KeptPages((IOutputCacheStore)memory.ImplementationFactory!(of)));
    }

    /// <summary>After routing, and after what decides who is looking.</summary>
    public static void Use(IApplicationBuilder app)
    {
        // Read while the first visitor is still on the way.
        _ = app.ApplicationServices.GetRequiredService<FacetOrdinals>().Loaded;
        app.UseMiddleware<PublicPageTag>().UseOutputCache();
    }

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        HttpContext http = context.HttpContext;
        bool isForAnyone = IsForAnyone(http.Request);
        context.EnableOutputCaching = isForAnyone;
        context.AllowCacheLookup = isForAnyone;
        context.AllowCacheStorage = isForAnyone;
        // One visitor's line must not hold up another's.
        context.AllowLocking = false;
        if (!isForAnyone) return ValueTask.CompletedTask;
        context.ResponseExpirationTimeSpan = KeptAtMost;
        context.Tags.Add(Policy);
        if (kept is not null) context.Tags.Add(kept.Since);
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.VaryByValues["as"] = http.Items[typeof(PublicPageCache)] as string ?? State(http);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        HttpResponse response = context.HttpContext.Response;
        // Made while something changed: what was withdrawn meanwhile must not be kept.
        bool isOld = context.HttpContext.Items[typeof(PublicPageCache)] is string state && state != State(context.HttpContext);
        if (isOld || response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0) context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }

    /// <summary>Everything an answer depends on beside its address.</summary>
    internal string State(HttpContext http)
    {
        Texts texts = http.RequestServices.GetRequiredService<Texts>();
        string origin = PublicAddress.Of(http.Request, http.RequestServices.GetRequiredService<Shell>());
        // Both numbers: between a commit and its counts a page could be made of either.
        return string.Create(CultureInfo.InvariantCulture, $"{records.ChangeNumber}.{ordinals.Version}.{time.Today():yyyyMMdd}.{texts.Language}{texts.Mark}.{origin}.{http.Request.Headers.Accept}");
    }

    internal static bool IsForAnyone(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !request.Headers.ContainsKey(HeaderNames.Cookie)
        && !request.Headers.ContainsKey(HeaderNames.Authorization)
        && !request.Headers.ContainsKey("Kindred-Receipt")
        && request.Headers.Accept.ToString().Length <= LongestAccept;
}

/// <summary>Pages in memory. One that was begun before the last change and comes to its end after it is not kept: nothing would be given out of it, and still
/// what was withdrawn would lie there.</summary>
public sealed class KeptPages(IOutputCacheStore memory) : IOutputCacheStore
{
    private long changes;

    /// <summary>The tag of a page that is begun now.</summary>
    public string Since { get; private set; } = Tag(0);

    public async ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken)
    {
        // First: what is put in from here on sees it.
        Since = Tag(Interlocked.Increment(ref changes));
        await memory.EvictByTagAsync(tag, cancellationToken);
    }

    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => memory.GetAsync(key, cancellationToken);

    public async ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
    {
        await memory.SetAsync(key, value, tags, validFor, cancellationToken);
        // Afterwards: between a look before and the putting in there could be a change.
        string[] old = [.. (tags ?? []).Where(tag => tag.StartsWith(Beginning, StringComparison.Ordinal) && tag != Since)];
        foreach (string tag in old) await memory.EvictByTagAsync(tag, cancellationToken);
    }

    private const string Beginning = "since ";

    private static string Tag(long number) => string.Create(CultureInfo.InvariantCulture, $"{Beginning}{number}");
}

/// <summary>Tells browsers whether what they hold of a public page still holds, before the page is made.</summary>
public sealed class PublicPageTag(RequestDelegate next, PublicPageCache cache)
{
    // Pages of another version of Kindred look otherwise.
    private static readonly string Build = typeof(PublicPageTag).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8];

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OutputCacheAttribute>()?.PolicyName != PublicPageCache.Policy
            || !PublicPageCache.IsForAnyone(context.Request)) return next(context);
        // Of what the page is made, before it is made. Reckoned only for who asks: most do not.
        string state = cache.State(context);
        context.Items[typeof(PublicPageCache)] = state;
        if (context.Request.Headers.IfNoneMatch.Count > 0 && Tag(state) is var held && context.Request.Headers.IfNoneMatch.Contains(held))
        {
            context.Response.Headers.ETag = held;
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.OnStarting(() =>
        {
            // A page that knows what it was made of has a tag of its own, which outlives the change of others.
            if (context.Response.StatusCode == StatusCodes.Status200OK && context.Response.Headers.ETag.Count == 0) context.Response.Headers.ETag = Tag(state);
            // It would tell when somebody else was reading this.
            context.Response.Headers.Remove(HeaderNames.Age);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static string Tag(string state) => $"W/\"{Build}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, 8))}\"";
}
