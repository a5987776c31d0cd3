using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Picturing.Threads;

public static class ThreadSetup
{
    public static IServiceCollection AddThreads(this IServiceCollection services) => services.AddSingleton<FindThread>().AddSingleton<ChooseRecord>().AddSingleton<TakeThread>();
}
