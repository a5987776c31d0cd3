using Kindred.Domain.Kinds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Searching;

/// <summary>Addresses of lists: <c>/search</c>, and <c>/practices</c> and its like for each kind that is browsed. Doors have a page of their own.</summary>
public sealed class ListRoute(KindList kinds) : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string list && (list == "search" || (kinds.ByPlural(list) is { IsBrowsed: true } && list != "doors"));
}
