using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Picturing.Silos;

public static class SilosSetup
{
    public static IServiceCollection AddSilos(this IServiceCollection services) => services.AddSingleton<FindSilos>().AddSingleton<SiloWords>().AddSingleton<ShowSilos>().AddSingleton<TakeSilos>();
}
