using Kindred.Features.Picturing.Circles;
using Kindred.Features.Picturing.Kin;
using Kindred.Features.Picturing.Maps;
using Kindred.Features.Picturing.Roots;
using Kindred.Features.Picturing.ShowingUp;
using Kindred.Features.Picturing.Silos;
using Kindred.Features.Picturing.Threads;
using Kindred.Features.Picturing.Timelines;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Picturing;

public static class PicturingSetup
{
    /// <summary>The network and every view of it, for commands too.</summary>
    public static IServiceCollection AddPicturing(this IServiceCollection services) => services
        .AddSingleton<PublicNetwork>().AddSingleton<DocumentLines>().AddSingleton<ReadClaims>()
        .AddSilos().AddKin().AddCircles().AddThreads().AddRoots().AddShowingUp().AddMaps().AddTimelines();

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Read while the first visitor is still on the way.
        _ = routes.ServiceProvider.GetRequiredService<PublicNetwork>().Now(CancellationToken.None).AsTask();
        SilosApi.Map(routes);
        KinApi.Map(routes);
        CircleApi.Map(routes);
        ThreadApi.Map(routes);
        RootsApi.Map(routes);
        ShowingUpApi.Map(routes);
        MapApi.Map(routes);
        TimelineApi.Map(routes);
    }
}
