using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Kindred.Features.Shared;

/// <summary>The language a page is given in: the one asked for by <c>?lang=</c>, else the reader's first that the archive offers
/// (<c>Accept-Language</c>), else the archive's. No cookie remembers it: links carry <c>?lang=</c> on.</summary>
public static class PageLanguage
{
    private const int MostPreferences = 12;

    public static Texts Of(HttpContext context, Shell shell)
    {
        if (Chosen(context.Request, shell) is { } chosen) return chosen;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return Preferred(context.Request, shell) ?? Texts.For(shell.Languages[0]);
    }

    /// <summary>What <c>?lang=</c> asks for, where the archive offers it.</summary>
    public static Texts? Chosen(HttpRequest request, Shell shell) => Offered(request.Query["lang"], shell);

    private static Texts? Preferred(HttpRequest request, Shell shell)
    {
        if (request.Headers.AcceptLanguage.Count == 0) return null;
        return new RequestHeaders(request.Headers).AcceptLanguage
            .Take(MostPreferences)
            .Where(preference => preference.Quality is not 0)
            .OrderByDescending(preference => preference.Quality ?? 1)
            .Select(preference => Offered(preference.Value.Value, shell))
            .FirstOrDefault(texts => texts is not null);
    }

    private static Texts? Offered(string? tag, Shell shell) => Texts.Find(tag) is { } texts && shell.Languages.Contains(texts.Language) ? texts : null;
}
