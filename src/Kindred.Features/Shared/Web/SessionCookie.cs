using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Shared;

/// <summary>The one cookie of the archive: who is signed in has it, a reader never. Without https it can be neither Secure nor named <c>__Host-</c>.</summary>
public static class SessionCookie
{
    /// <summary>How long a browser stays signed in.</summary>
    public const int Days = 14;

    private const string Plain = "kindred";
    private const string Secure = "__Host-kindred";

    public static string? Read(HttpRequest request)
    {
        IRequestCookieCollection cookies = request.Cookies;
        return cookies.Count == 0 ? null : cookies[Name(request.IsHttps)];
    }

    public static void Put(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Name(context.Request.IsHttps), secret, Options(context, TimeSpan.FromDays(Days)));

    public static void Remove(HttpContext context) =>
        context.Response.Cookies.Append(Name(context.Request.IsHttps), "", Options(context, TimeSpan.Zero));

    private static string Name(bool isHttps) => isHttps ? Secure : Plain;

    private static CookieOptions Options(HttpContext context, TimeSpan age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = age,
        IsEssential = true,
    };
}
