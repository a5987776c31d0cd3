using Kindred.Features.Shared.Search;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kindred.Features.Joining;

public static class JoiningSetup
{
    public static IServiceCollection AddJoining(this IServiceCollection services)
    {
        services.TryAddSingleton<OpenDoors>();
        return services;
    }
}
