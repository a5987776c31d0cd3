using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Picturing.Maps;

/// <summary>The map for programs: <c>/api/v1/network/map</c>, <c>/map.svg</c> and <c>/map.geojson</c>, narrowed as the page is.</summary>
public static class MapApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/map.svg", Picture).IsKeptForAnyone();
        routes.MapRead("/map.geojson", GeoJson);
        routes.MapRead(TakeMap.Address, Json).Produces<MapBody>();
    }

    private static async Task<IResult> Picture(TakeMap take, KindList kinds, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        MapAddress address = MapAddress.Read("/map.svg", context.Request.Query, kinds.Now);
        if (address.List.Unreadable is [_, ..]) return Problems.NotRight(context, address.List.Unreadable);
        return PictureAnswer.Svg(context, await take.Picture(address, PublicAddress.Of(context.Request, shell), texts, cancel), texts);
    }

    private static async Task<IResult> GeoJson(ShowMap show, TakeMap take, KindList kinds, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        MapAddress address = MapAddress.Read("/map.geojson", context.Request.Query, kinds.Now);
        if (address.List.Unreadable is [_, ..]) return Problems.NotRight(context, address.List.Unreadable);
        MapShown shown = await show.Do(address, texts, Gathering.MostMarks, cancel);
        return Results.Bytes(take.GeoJson(shown, PublicAddress.Of(context.Request, shell)), MapGeoJson.MediaType, "kindred-map.geojson");
    }

    private static async Task<IResult> Json(ShowMap show, TakeMap take, KindList kinds, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        MapAddress address = MapAddress.Read(TakeMap.Address, context.Request.Query, kinds.Now);
        if (address.List.Unreadable is [_, ..]) return Problems.NotRight(context, address.List.Unreadable);
        string origin = PublicAddress.Of(context.Request, shell);
        MapBody body = take.Body(await show.Do(address, texts, Gathering.MostMarks, cancel), origin, texts);
        context.Response.Headers.Link = PageLinks.Of(body.PlacesTotal, body.Page, body.Size, page => $"{origin}{address with { List = address.List with { Page = page } }}");
        return Results.Ok(body);
    }
}
