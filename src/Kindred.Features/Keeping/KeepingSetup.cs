using Kindred.Features.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Keeping;

public static class KeepingSetup
{
    public static IServiceCollection AddKeeping(this IServiceCollection services) => services
        .AddSingleton<Founding>()
        .AddSingleton<AddMember>()
        .AddSingleton<ChangeRole>()
        .AddSingleton<IDailyTask, EndProposals>()
        .AddSingleton<ChangeSettings>();
}
