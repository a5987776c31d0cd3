using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace Kindred.Features.Shared;

/// <summary>Wires the shell: pages, texts, headers, problems. The host calls the three in this order.</summary>
public static class ShellSetup
{
    private const long MostBodyBytes = 2 * 1024 * 1024;

    /// <param name="services">The host's services.</param>
    /// <param name="shell">What the settings say of the archive; asked once for each request.</param>
    public static IMvcBuilder AddShell(this IServiceCollection services, Func<IServiceProvider, Shell> shell)
    {
        services.AddHttpContextAccessor();
        services.AddScoped(shell);
        services.TryAddScoped(of =>
        {
            Texts texts = PageLanguage.Of(of.GetRequiredService<IHttpContextAccessor>().HttpContext!, of.GetRequiredService<Shell>());
            return of.GetService<OwnTexts>()?.Over(texts) ?? texts;
        });
        services.TryAddScoped<PageFrame>();
        // Without this Arabic and Vietnamese come out as numeric entities, six bytes a letter.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.TryAddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<KestrelServerOptions>(Bound);
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        return services.AddRazorPages(options => options.RootDirectory = "/").ConfigureApplicationPartManager(AddPages).AddMvcOptions(options =>
        {
            options.ModelBinderProviders.Insert(0, new TypedValue.Provider());
            options.Filters.Add<EndedSignIn>();
        });
    }

    /// <summary>Headers outermost, so that a problem carries them too; then problems; then routing and the check where a form comes from.</summary>
    public static IApplicationBuilder UseShell(this IApplicationBuilder app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemAnswer>();
        app.UseRouting();
        return app.UseMiddleware<OriginCheck>();
    }

    public static IEndpointRouteBuilder MapShell(this IEndpointRouteBuilder routes)
    {
        Asset.Map(routes);
        routes.MapRazorPages();
        return routes;
    }

    private static void Bound(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = MostBodyBytes;
        options.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        options.Limits.MaxRequestHeaderCount = 64;
        options.Limits.MaxRequestLineSize = 8 * 1024;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(20);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        // A bad line is slow; a line slower than this for a minute is not a person's.
        options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 60, gracePeriod: TimeSpan.FromSeconds(60));
        options.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 60, gracePeriod: TimeSpan.FromSeconds(60));
    }

    // A host that references this assembly finds its pages by itself; a test's host does not.
    private static void AddPages(ApplicationPartManager parts)
    {
        System.Reflection.Assembly assembly = typeof(ShellSetup).Assembly;
        if (parts.ApplicationParts.Any(part => part is CompiledRazorAssemblyPart compiled && compiled.Assembly == assembly)) return;
        parts.ApplicationParts.Add(new AssemblyPart(assembly));
        parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(assembly));
    }
}
