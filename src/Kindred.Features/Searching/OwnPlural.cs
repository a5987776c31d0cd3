using Kindred.Domain.Kinds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Searching;

/// <summary>Whether the address is the plural of a kind that the archive declared: <c>/songs</c>.</summary>
public sealed class OwnPlural(KindList kinds) : IRouteConstraint
{
    public const string Name = "ownkind";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string { Length: <= 40 } plural && kinds.ByPlural(plural.ToLowerInvariant()) is { IsOwn: true, IsBrowsed: true };
}
