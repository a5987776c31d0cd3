using Kindred.Features.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Reviewing;

public static class ReviewingSetup
{
    public static IServiceCollection AddReviewing(this IServiceCollection services) => services
        .AddSingleton<AssignDeposit>()
        .AddSingleton<IDailyTask>(of => of.GetRequiredService<AssignDeposit>())
        .AddSingleton<DealWithMany>()
        .AddScoped<NearRecords>();
}
