using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Picturing.Kin;

public static class KinSetup
{
    public static IServiceCollection AddKin(this IServiceCollection services) => services.AddSingleton<FindKin>().AddSingleton<KinWords>().AddSingleton<TakeKin>().AddSingleton<SayNotKin>();
}
