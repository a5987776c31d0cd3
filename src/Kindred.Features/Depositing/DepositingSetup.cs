using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Depositing;

public static class DepositingSetup
{
    public static IServiceCollection AddDepositing(this IServiceCollection services, DepositLimits limits)
    {
        services.AddSingleton(limits);
        services.AddSingleton<DepositBudget>();
        services.AddSingleton<SealedField>();
        services.AddScoped<CommunityAnswers>();
        services.AddScoped<Subjects>();
        services.AddScoped<DepositsApi>();
        services.AddSingleton<ProposableRecord>();
        services.AddScoped<ProposalsApi>();
        services.AddScoped<SendProposal>();
        return services;
    }
}
