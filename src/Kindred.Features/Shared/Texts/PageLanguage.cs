using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Kindred.Features.Shared;

/// <summary>The language a page is given in: the one asked for by <c>?lang=</c>, else the reader's first that we have
/// (<c>Accept-Language</c>), else the archive's. No cookie remembers it: links carry <c>?lang=</c> on.</summary>
public static class PageLanguage
{
    private const int MostPreferences = 12;

    public static Texts Of(HttpContext context, Shell shell)
    {
        if (Chosen(context.Request) is { } chosen) return chosen;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return Preferred(context.Request) ?? Texts.For(shell.DefaultLanguage);
    }

    /// <summary>What <c>?lang=</c> asks for, where we have it.</summary>
    public static Texts? Chosen(HttpRequest request) => Texts.Find(request.Query["lang"]);

    private static Texts? Preferred(HttpRequest request)
    {
        if (request.Headers.AcceptLanguage.Count == 0) return null;
        return new RequestHeaders(request.Headers).AcceptLanguage
            .Take(MostPreferences)
            .Where(preference => preference.Quality is not 0)
            .OrderByDescending(preference => preference.Quality ?? 1)
            .Select(preference => Texts.Find(preference.Value.Value))
            .FirstOrDefault(texts => texts is not null);
    }
}
