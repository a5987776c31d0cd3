using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Shared;

/// <summary>Puts the headers of safety on every answer. A page that needs more (a script that connects) sets its own policy over this one.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    public const string PagePolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string NothingPermitted =
        "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), " +
        "camera=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), " +
        "idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), " +
        "picture-in-picture=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), web-share=(), xr-spatial-tracking=()";

    public Task InvokeAsync(HttpContext context)
    {
        Put(context);
        return next(context);
    }

    internal static void Put(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PagePolicy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";
        headers["Permissions-Policy"] = NothingPermitted;
        // A withdrawal is gone at once: whoever keeps a page asks again before showing it.
        headers.CacheControl = "no-cache";
        if (context.Request.IsHttps && !context.Request.Host.Host.EndsWith(".onion", StringComparison.OrdinalIgnoreCase))
            headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
    }
}
