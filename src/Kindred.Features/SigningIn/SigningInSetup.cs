using Kindred.Features.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.SigningIn;

public static class SigningInSetup
{
    /// <summary>OWASP's figure for PBKDF2 with SHA-512: about a tenth of a second.</summary>
    private const int HashIterations = 210_000;

    public static IServiceCollection AddSigningIn(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>(options => options.User.AllowedUserNameCharacters = "")
            .AddUserStore<AccountStore>();
        // The handle is normal already, and Identity's own password rules are not ours.
        services.AddScoped<ILookupNormalizer, HandleNormalizer>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashIterations);
        services.AddSingleton<SignInGuard>();
        services.AddSingleton<UsedOnce>();
        services.AddSingleton<FreshProofs>();
        services.AddSingleton<TimedField>();
        services.AddSingleton<KeptForms>();
        services.AddScoped<PasswordWay>();
        services.AddScoped<PasskeyCeremony>();
        services.AddScoped<IProve, ProveAgain>();
        services.AddSingleton<ChangeWaysIn>();
        services.AddScoped<SignIn>();
        services.AddScoped<Join>();
        services.AddSingleton<EndSession>();
        return services;
    }

    private sealed class HandleNormalizer : ILookupNormalizer
    {
        public string? NormalizeName(string? name) => Domain.Keeping.Handle.Read(name);

        public string? NormalizeEmail(string? email) => null;
    }
}
