using Kindred.Domain.Kinds;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kindred.Features.Searching;

public static class SearchingSetup
{
    public static IServiceCollection AddSearching(this IServiceCollection services)
    {
        services.TryAddSingleton(KindList.BuiltIn);
        services.AddSingleton<FacetOrdinals>();
        services.AddSingleton<FacetLabels>();
        services.AddSingleton<WordsNearby>();
        services.AddSingleton<SearchRecords>();
        services.Configure<RouteOptions>(options => options.SetParameterPolicy<ListRoute>("list"));
        return services;
    }
}
