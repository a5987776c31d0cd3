using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Picturing.Circles;

public static class CircleSetup
{
    public static IServiceCollection AddCircles(this IServiceCollection services) => services.AddSingleton<FindCircle>().AddSingleton<DrawCircle>().AddSingleton<TakeCircle>();
}
