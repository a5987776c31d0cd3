using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Documenting;

/// <summary>One method at one address, as the route table has it; the constraints of its parameters left out (<c>{id:int}</c> is <c>{id}</c>).</summary>
public sealed partial record ApiRoute(string Method, string Path)
{
    public string Key => $"{Method} {Path}";

    public IEnumerable<string> Parameters => Parameter().Matches(Path).Select(match => match.Groups[1].Value);

    /// <summary>Every route of the archive, in the order of addresses. Pages answer GET, and POST where they have a form; HEAD goes with GET.</summary>
    public static ImmutableArray<ApiRoute> All(IEnumerable<EndpointDataSource> sources) =>
    [
        .. sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => Methods(endpoint), (endpoint, method) => new ApiRoute(method, Plain(endpoint.RoutePattern.RawText ?? "")))
            .Distinct()
            .OrderBy(route => route.Path, StringComparer.Ordinal).ThenBy(route => route.Method, StringComparer.Ordinal),
    ];

    public static ImmutableArray<ApiRoute> OfApi(IEnumerable<EndpointDataSource> sources) =>
        [.. All(sources).Where(route => route.Path.StartsWith("/api/v1", StringComparison.Ordinal))];

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Where(method => method != HttpMethods.Head) ?? ["PAGE"];

    private static string Plain(string pattern)
    {
        string path = Constraint().Replace(pattern, "{$1}").TrimEnd('/');
        return path.StartsWith('/') ? path : "/" + path;
    }

    [GeneratedRegex(@"\{([A-Za-z]+)[:=?*][^}]*\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{\**([A-Za-z]+)\}")]
    private static partial Regex Parameter();
}
