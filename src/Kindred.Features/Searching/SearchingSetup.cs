using Kindred.Domain.Kinds;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Searching;

public static class SearchingSetup
{
    public static IServiceCollection AddSearching(this IServiceCollection services)
    {
        services.AddSingleton<FacetOrdinals>();
        services.AddSingleton<FacetLabels>();
        services.AddSingleton<WordsNearby>();
        services.AddSingleton<SearchRecords>();
        services.AddSingleton<OpenDoors>();
        services.Configure<RazorPagesOptions>(options =>
        {
            // Doors have a page of their own.
            foreach (Kind kind in KindList.BuiltIn.All.Where(kind => kind is { IsBrowsed: true, Name: not "door" }))
                options.Conventions.AddPageRoute("/Searching/ListPage", "/" + kind.Plural);
        });
        return services;
    }
}
