using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Importing.Pages;

/// <summary>A page that tells how far something is looks again by itself: by loading anew, or with scripts by asking for itself.</summary>
internal static class LooksAgain
{
    private const int Seconds = 3;

    public static void Begin(HttpContext context, PageFrame frame)
    {
        frame.RefreshSeconds = Seconds;
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy + "; connect-src 'self'";
    }
}
