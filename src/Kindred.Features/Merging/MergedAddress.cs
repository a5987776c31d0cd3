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
    private static readonly string[] Beginnings =
    [
        "/r/", "/api/v1/records/", "/desk/records/", "/circle/", "/api/v1/network/circle/", "/roots/", "/api/v1/network/roots/", "/showing-up/", "/api/v1/network/showing-up/",
    ];

    /// <summary>Addresses that name records in their query; what follows a full stop is any form.</summary>
    private static readonly string[] Asking = ["/thread", "/thread.", "/api/v1/network/thread", "/kin", "/kin.", "/api/v1/network/kin", "/silos", "/contribute"];

    private static readonly string[] Asked = ["from", "to", "of", "with", "on"];

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

        if (await OfStanding(context) is { } query)
        {
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location = context.Request.Path.ToUriComponent() + query;
            context.Response.Headers.CacheControl = "no-cache";
            return;
        }

        await next(context);
    });

    /// <summary>The query with the records that stand; null: it names none that was merged, or is of another address.</summary>
    private static async Task<string?> OfStanding(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        if (!HttpMethods.IsGet(context.Request.Method) || !Asking.Any(address => address.EndsWith('.') ? path.StartsWith(address, StringComparison.Ordinal) : path == address)) return null;
        Dictionary<string, string> ends = [];
        foreach (string end in Asked)
        {
            if (RecordId.TryParse(context.Request.Query[end].ToString(), out RecordId id) && await LeadsTo(context, id) is { } standing) ends[end] = standing.ToString();
        }

        return ends.Count == 0 ? null : QueryString.Create(context.Request.Query.SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create<string, string?>(pair.Key, ends.GetValueOrDefault(pair.Key, value ?? "")))).ToUriComponent();
    }

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
