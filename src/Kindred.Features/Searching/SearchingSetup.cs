using Kindred.Domain.Kinds;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Searching;

public static class SearchingSetup
{
    /// <summary>What finds records, for commands too.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddSingleton<FacetOrdinals>()
        .AddSingleton<FacetLabels>()
        .AddSingleton<WordsNearby>()
        .AddSingleton<SearchRecords>();

    public static IServiceCollection AddSearching(this IServiceCollection services)
    {
        services.AddSingleton<OpenDoors>();
        services.Configure<RazorPagesOptions>(options =>
        {
            // Doors have a page of their own.
            foreach (Kind kind in KindSet.BuiltIn.All.Where(kind => kind is { IsBrowsed: true, Name: not "door" }))
                options.Conventions.AddPageRoute("/Searching/ListPage", "/" + kind.Plural);
            // What the archive declared is asked for with each request. An address that is written out anywhere comes first.
            options.Conventions.AddPageRoute("/Searching/ListPage", "/{plural:" + OwnPlural.Name + "}");
        });
        services.Configure<RouteOptions>(options => options.SetParameterPolicy<OwnPlural>(OwnPlural.Name));
        return services;
    }
}
