using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Picturing.ShowingUp;

public static class ShowingUpSetup
{
    public static IServiceCollection AddShowingUp(this IServiceCollection services) => services.AddSingleton<FindShowings>().AddSingleton<ReadShowings>().AddSingleton<TakeShowingUp>();
}
