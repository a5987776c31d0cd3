using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Shared.Svg;

/// <summary>A picture at an address of its own, for anyone.</summary>
public static class PictureAnswer
{
    public const string MediaType = "image/svg+xml";

    // The one style sheet of pictures, by its hash: nothing else applies, and no other style could be slipped in.
    private static readonly string Policy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("\n" + Asset.Text(Picture.StyleSheet))))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IResult Svg(HttpContext context, Picture picture, Texts texts)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return Results.Text(picture.Document(texts), MediaType, Encoding.UTF8);
    }

    /// <summary>Kept as pages are that are the same for everyone, and emptied with them.</summary>
    public static TBuilder IsKeptForAnyone<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OutputCacheAttribute { PolicyName = PublicPageCache.Policy });
}
