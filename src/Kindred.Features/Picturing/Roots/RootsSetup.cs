using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Picturing.Roots;

public static class RootsSetup
{
    public static IServiceCollection AddRoots(this IServiceCollection services) => services.AddSingleton<FindRoots>().AddSingleton<TakeRoots>();
}
