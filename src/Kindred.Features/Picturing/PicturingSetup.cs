using Kindred.Features.Picturing.Kin;
using Kindred.Features.Picturing.Silos;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Picturing;

public static class PicturingSetup
{
    /// <summary>The network and every view of it, for commands too.</summary>
    public static IServiceCollection AddPicturing(this IServiceCollection services) => services.AddSingleton<PublicNetwork>().AddSingleton<DocumentLines>().AddSilos()
        .AddSingleton<FindKin>().AddSingleton<KinWords>().AddSingleton<WholeKin>().AddSingleton<SayNotKin>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        SilosApi.Map(routes);
        KinApi.Map(routes);
    }
}
