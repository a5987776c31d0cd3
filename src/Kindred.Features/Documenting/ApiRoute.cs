using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Documenting;

/// <summary>One method at one address, as the route table has it; the constraints of its parameters left out (<c>{id:int}</c> is <c>{id}</c>).</summary>
public sealed partial record ApiRoute(string Method, string Path)
{
    /// <summary>Method of what is a page.</summary>
    public const string Page = "PAGE";

    public string Key => $"{Method} {Path}";

    /// <summary>For programs: no page, and nobody's own address.</summary>
    public bool IsForPrograms { get; init; }

    /// <summary>What the endpoint binds its body to; null: it takes none, or reads it itself.</summary>
    public Type? Body { get; init; }

    public bool IsBodyOptional { get; init; }

    /// <summary>What it returns, by status; empty where it writes its answer itself.</summary>
    public ImmutableArray<(int Status, Type Type)> Answers { get; init; } = [];

    /// <summary>Every route of the archive, in the order of addresses. Pages answer GET, and POST where they have a form; HEAD goes with GET.</summary>
    public static ImmutableArray<ApiRoute> All(IEnumerable<EndpointDataSource> sources) =>
    [
        .. sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => Methods(endpoint), Of)
            .Distinct()
            .OrderBy(route => route.Path, StringComparer.Ordinal).ThenBy(route => route.Method, StringComparer.Ordinal),
    ];

    private static ApiRoute Of(RouteEndpoint endpoint, string method)
    {
        IAcceptsMetadata? body = endpoint.Metadata.GetMetadata<IAcceptsMetadata>();
        return new ApiRoute(method, Plain(endpoint.RoutePattern.RawText ?? ""))
        {
            IsForPrograms = method != Page && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null,
            Body = body?.RequestType,
            IsBodyOptional = body?.IsOptional ?? false,
            Answers = [.. endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Where(one => one.Type is { } type && type != typeof(void)).Select(one => (one.StatusCode, one.Type!))],
        };
    }

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Where(method => method != HttpMethods.Head) ?? [Page];

    private static string Plain(string pattern)
    {
        string path = Constraint().Replace(pattern, "{$1}").TrimEnd('/');
        return path.StartsWith('/') ? path : "/" + path;
    }

    [GeneratedRegex(@"\{([A-Za-z]+)[:=?*][^}]*\}")]
    private static partial Regex Constraint();
}
