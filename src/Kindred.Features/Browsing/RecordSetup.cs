using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Browsing;

/// <summary>The addresses of records for programs.</summary>
public static class RecordSetup
{
    public static IEndpointRouteBuilder MapRecordPages(this IEndpointRouteBuilder routes)
    {
        RecordApi.Map(routes);
        RecordListApi.Map(routes);
        return routes;
    }
}
