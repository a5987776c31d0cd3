using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Picturing.Timelines;

public static class TimelineSetup
{
    public static IServiceCollection AddTimelines(this IServiceCollection services) => services.AddSingleton<ShowTimeline>().AddSingleton<TakeTimeline>();
}
