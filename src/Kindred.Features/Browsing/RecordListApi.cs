using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Browsing;

/// <summary><c>GET /api/v1/records</c>: everything public, searched and narrowed, a page at a time.</summary>
public static class RecordListApi
{
    private const int UsualSize = 20;

    /// <summary>Links of a record that its JSON holds here; all of them are at its own address.</summary>
    private const int LinksInList = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRead("/api/v1/records", List);

    private static async Task<IResult> List(
        SearchRecords search, KindList kinds, IRecordStore records, ReadRecord read, TimeProvider time, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        ListAddress address = ListAddress.Read("/api/v1/records", context.Request.Query, kinds.Now);
        if (address.Unreadable is [_, ..])
            return Problems.NotRight(context, address.Unreadable);
        SearchRequest request = address.Request(UsualSize);
        SearchResult result = await search.Find(request, texts, cancel);
        Viewer.Public viewer = new(time.Today());
        List<RecordSheet> sheets = new(result.Ids.Length);
        foreach (Reading.Found found in await records.ReadAll(result.Ids, viewer, LinksInList, cancel)) sheets.Add(await read.ForList(found, viewer, cancel));

        string origin = PublicAddress.Of(context.Request, shell);
        context.Response.Headers.Link = PageLinks.Of(result.Total, request.Page, request.Size, page => $"{origin}{address with { Page = page }}");
        return Results.Stream(
            async stream =>
            {
                await using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
                Write(json, result, request, sheets, origin);
                await json.FlushAsync(cancel);
            },
            "application/json");
    }

    private static void Write(Utf8JsonWriter json, SearchResult result, SearchRequest request, List<RecordSheet> sheets, string origin)
    {
        json.WriteStartObject();
        json.WriteNumber("total"u8, result.Total);
        json.WriteNumber("page"u8, request.Page);
        json.WriteNumber("size"u8, request.Size);
        if (result.DidYouMean is { } meant) json.WriteString("didYouMean"u8, meant);
        json.WriteStartArray("records"u8);
        foreach (RecordSheet sheet in sheets) RecordJsonOutput.Write(json, sheet, origin);
        json.WriteEndArray();
        json.WriteStartObject("facets"u8);
        foreach (FacetList facet in result.Facets)
        {
            json.WriteStartArray(facet.Facet);
            foreach (FacetCount one in facet.Values)
            {
                json.WriteStartObject();
                json.WriteString("value"u8, one.Value);
                json.WriteString("label"u8, one.Label);
                json.WriteNumber("count"u8, one.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
