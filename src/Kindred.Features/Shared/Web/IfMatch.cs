using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Shared;

/// <summary>What a program says that it has read (RFC 9110, section 13.1.1). A tag that was weakened on the way is the same tag.</summary>
public static class IfMatch
{
    /// <summary>Null: whatever stands there is to be replaced, or nothing was said.</summary>
    public static string? Read(HttpContext context) =>
        context.Request.Headers.IfMatch.ToString() is { Length: > 0 } tag && tag != "*" ? tag.Replace("W/", "", StringComparison.Ordinal).Trim('"', ' ') : null;
}
