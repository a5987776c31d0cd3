using System.Globalization;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kindred.Features.Browsing;

/// <summary>Entity tag of a record's page and formats. Holds the archive's change number beside the record's own: a page shows titles of other records,
/// and one of those may be withdrawn; and the day, because consents lapse and embargoes end with it.</summary>
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

        string tag = string.Create(CultureInfo.InvariantCulture, $"W/\"{record.Change}-{archiveChange}-{viewer.Today.DayNumber}-{format.Name}-{texts.Language}-{Build}\"");
        context.Response.Headers.ETag = tag;
        // Asked again each time: a withdrawal takes effect at once, also in front of a kept copy.
        context.Response.Headers.CacheControl = "no-cache";
        string asked = context.Request.Headers.IfNoneMatch.ToString();
        return asked.Length > 0 && (asked == "*" || asked.Split(',').Any(one => one.Trim() == tag));
    }
}
