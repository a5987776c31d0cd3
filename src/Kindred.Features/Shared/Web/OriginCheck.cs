using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Shared;

/// <summary>Lets nothing be changed from another site, without a cookie or token: whatever is not a GET must name our own origin, or,
/// where a browser names none, say by <c>Sec-Fetch-Site</c> that it comes from here. A program names neither: it has the API, which reads
/// no cookie.</summary>
public sealed class OriginCheck(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (MayPass(context)) return next(context);
        context.Raise(Problem.FromElsewhere);
        return Task.CompletedTask;
    }

    private static bool MayPass(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return true;
        string origin = request.Headers.Origin.ToString();
        if (origin is not ("" or "null")) return IsOurs(origin, context);
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        return site is "same-origin" or "none" || (site is "" && origin is "" && request.Path.StartsWithSegments("/api"));
    }

    private static bool IsOurs(string origin, HttpContext context)
    {
        IReadOnlyList<string> origins = context.RequestServices.GetRequiredService<Shell>().Origins;
        if (origins.Count > 0) return origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
        // The scheme is left out: behind a proxy that ends TLS the request comes by http.
        return Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && HostOf(from).Equals(HostOf(context.Request), StringComparison.OrdinalIgnoreCase);
    }

    private static string HostOf(Uri uri) => uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}";

    private static string HostOf(HttpRequest request) =>
        request.Host.Port is null or 80 or 443 ? request.Host.Host : request.Host.Value!;
}

/// <summary>A form before sign-in: no cookie, no anti-forgery token; <see cref="OriginCheck"/> guards it. Every other page's form keeps
/// the anti-forgery check that Razor Pages makes by default.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SameSiteFormAttribute : IgnoreAntiforgeryTokenAttribute;
