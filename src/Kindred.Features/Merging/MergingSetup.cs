using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Merging;

public static class MergingSetup
{
    public static IServiceCollection AddMerging(this IServiceCollection services) => services
        .AddSingleton<MergeRecords>()
        .AddSingleton<MoveConnections>()
        .AddSingleton<FindDuplicates>()
        .AddSingleton<SayNotSame>();
}
