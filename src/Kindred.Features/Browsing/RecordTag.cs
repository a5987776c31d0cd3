using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Browsing;

/// <summary>Entity tag of a record's page and formats. Made of the archive's change number, not the record's own: a page shows titles of other records,
/// and one of those may be withdrawn; and of the day, because consents lapse and embargoes end with it.</summary>
public static class RecordTag
{
    private static readonly string Build = typeof(RecordTag).Module.ModuleVersionId.ToString("N")[..8];

    /// <summary>Puts the tag and says whether the reader has this very answer already. What is not for everyone gets no tag and is never kept.</summary>
    public static bool IsUnchanged(HttpContext context, long archiveChange, Record record, Viewer viewer, RecordFormat format, Texts texts)
    {
        if (viewer is not Viewer.Public)
        {
            context.Response.Headers.CacheControl = "no-store";
            return false;
        }

        // Hashed: how much is done in the archive is nobody's to count.
        string state = string.Create(CultureInfo.InvariantCulture, $"{record.Id}-{archiveChange}-{viewer.Today.DayNumber}-{format.Name}-{texts.Language}{texts.Mark}-{Build}");
        string tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, 12))}\"";
        context.Response.Headers.ETag = tag;
        // Asked again each time: a withdrawal takes effect at once, also in front of a kept copy.
        context.Response.Headers.CacheControl = "no-cache";
        string asked = context.Request.Headers.IfNoneMatch.ToString();
        return asked.Length > 0 && (asked == "*" || asked.Split(',').Any(one => one.Trim() == tag));
    }
}
