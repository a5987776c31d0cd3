using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Picturing.Maps;

public static class MapSetup
{
    public static IServiceCollection AddMaps(this IServiceCollection services) => services
        .AddSingleton(_ => Borders.Read())
        .AddSingleton<KnownPlaces>()
        .AddSingleton<ShowMap>()
        .AddSingleton<TakeMap>();
}
