using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Merging;

/// <summary>The address of a record that was merged, whatever follows it, leads for good to the same of the one that stands for it: 308, with the method kept. Where that one may not be seen, nothing was ever there.</summary>
public static class MergedAddress
{
    private static readonly string[] Beginnings = ["/r/", "/api/v1/records/", "/desk/records/", "/roots/", "/api/v1/network/roots/", "/showing-up/", "/api/v1/network/showing-up/"];

    /// <summary>After what decides who is looking, before any page.</summary>
    public static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (Record(context.Request.Path.Value!) is { } at && await LeadsTo(context, at.Id) is { } standing)
        {
            string path = context.Request.Path.Value!;
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            // Written as an address again: what was read out of it may be what no header can hold.
            context.Response.Headers.Location = new PathString(path[..at.Start] + standing + path[(at.Start + RecordId.Length)..]).ToUriComponent() + context.Request.QueryString;
            // Two that were merged may be parted: each time it is asked again.
            context.Response.Headers.CacheControl = "no-cache";
            return;
        }

        await next(context);
    });

    private static (RecordId Id, int Start)? Record(string path)
    {
        foreach (string beginning in Beginnings)
        {
            int start = beginning.Length, end = start + RecordId.Length;
            if (!path.StartsWith(beginning, StringComparison.Ordinal) || path.Length < end || (path.Length > end && path[end] is not ('/' or '.'))) continue;
            return RecordId.TryParse(path[start..end], out RecordId id) ? (id, start) : null;
        }

        return null;
    }

    private static async Task<RecordId?> LeadsTo(HttpContext context, RecordId id) => await context.RequestServices.GetRequiredService<IRecordStore>()
        .LeadsTo(id, await context.RequestServices.GetRequiredService<CurrentViewer>().Of(context), context.RequestAborted);
}
