using Kindred.Features.Reviewing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Browsing;

/// <summary>What a record's pages and formats need.</summary>
public static class RecordSetup
{
    public static IServiceCollection AddRecordPages(this IServiceCollection services) => services
        .AddSingleton<ReadRecord>()
        .AddSingleton<RestoreRevision>();

    public static IEndpointRouteBuilder MapRecordPages(this IEndpointRouteBuilder routes)
    {
        RecordApi.Map(routes);
        return routes;
    }
}
