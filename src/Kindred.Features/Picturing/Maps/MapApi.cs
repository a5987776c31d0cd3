using System.Collections.Immutable;
using System.ComponentModel;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Picturing.Maps;

/// <summary>The map for programs: <c>/api/v1/network/map</c>, <c>/map.svg</c> and <c>/map.geojson</c>, narrowed as the page is.</summary>
public static class MapApi
{
    /// <summary>Marks of the picture by itself: as many as do not lie over each other.</summary>
    private const int MostMarksAlone = 600;

    private const int UsualSize = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/map.svg", Picture).IsKeptForAnyone();
        routes.MapRead("/map.geojson", GeoJson);
        routes.MapRead("/api/v1/network/map", Json).Produces<MapBody>();
    }

    public sealed record MapBody(
        [property: Description("Public records that were chosen.")] int Total,
        [property: Description("Those of them that no map can show: they name no place, or one of which nothing is known.")] int Unplaced,
        [property: Description("Those that are told only of places beyond the edge of this map.")] int Elsewhere,
        [property: Description("0: the whole world.")] int Zoom,
        [property: Description("Of the middle; null: the whole world.")] double? Longitude, double? Latitude,
        [property: Description("As the picture of the page has them, gathered where they would lie over each other.")] ImmutableArray<MapMarkLine> Marks,
        [property: Description("Places of this map, of all pages.")] int PlacesTotal,
        int Page, int Size, ImmutableArray<MapPlaceLine> Places);

    public sealed record MapMarkLine(
        MapForm Form,
        [property: Description("Records told of any of its places.")] int Records,
        [property: Description("How many places it stands for.")] int Places,
        string Name,
        [property: Description("Of a country, the middle of its outline.")] double Longitude, double Latitude,
        [property: Description("The map on which a group opens.")] string? Opens);

    public sealed record MapPlaceLine(
        string Id, string Title,
        [property: Description("Records told of it.")] int Records,
        [property: Description("town or exact; null: no point may be shown.")] Precision? Precision, double? Longitude, double? Latitude,
        [property: Description("Id of the place as which it is shown, where it has no point of its own: a country, or what it lies in.")] string? Within,
        [property: Description("Of ISO 3166-1, where it is shown in the area of a country.")] string? Country,
        [property: Description("What is told of it, as JSON.")] string RecordsAt);

    private static async Task<IResult> Picture(ShowMap show, Borders borders, KindList kinds, Texts texts, HttpContext context, CancellationToken cancel)
    {
        MapAddress address = MapAddress.Read("/map.svg", context.Request.Query, kinds.Now);
        if (address.List.Unreadable is [_, ..]) return Problems.NotRight(context, address.List.Unreadable);
        return PictureAnswer.Svg(context, MapPicture.Draw(await show.Do(address, texts, MostMarksAlone, cancel), borders, texts, link: null), texts);
    }

    private static async Task<IResult> GeoJson(ShowMap show, Borders borders, KindList kinds, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        MapAddress address = MapAddress.Read("/map.geojson", context.Request.Query, kinds.Now);
        if (address.List.Unreadable is [_, ..]) return Problems.NotRight(context, address.List.Unreadable);
        MapShown shown = await show.Do(address, texts, Gathering.MostMarks, cancel);
        return Results.Bytes(MapGeoJson.Write(shown, borders, PublicAddress.Of(context.Request, shell)).ToArray(), MapGeoJson.MediaType, "kindred-map.geojson");
    }

    private static async Task<IResult> Json(ShowMap show, Borders borders, KindList kinds, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        MapAddress address = MapAddress.Read("/api/v1/network/map", context.Request.Query, kinds.Now);
        if (address.List.Unreadable is [_, ..]) return Problems.NotRight(context, address.List.Unreadable);
        MapShown shown = await show.Do(address, texts, Gathering.MostMarks, cancel);
        string origin = PublicAddress.Of(context.Request, shell);
        int page = address.List.Page, size = address.List.Size ?? UsualSize;
        context.Response.Headers.Link = PageLinks.Of(shown.Rows.Length, page, size, number => $"{origin}{address with { List = address.List with { Page = number } }}");
        return Results.Ok(new MapBody(
            shown.Tally.Total, shown.Tally.Unplaced, shown.Elsewhere,
            shown.View.Zoom, shown.View.Around?.Longitude, shown.View.Around?.Latitude,
            [.. shown.Marks.Select(mark => new MapMarkLine(mark.Form, mark.Records, mark.Places.Length, mark.Name, Rounded(mark.At.Longitude), Rounded(mark.At.Latitude), mark.Closer is { } view ? $"{origin}{address.Of(view)}" : null))],
            shown.Rows.Length, page, size,
            [.. shown.Rows.Skip((page - 1) * size).Take(size).Select(place => Line(place, shown, borders, texts, origin))]));
    }

    private static MapPlaceLine Line(PlaceTold place, MapShown shown, Borders borders, Texts texts, string origin)
    {
        FieldValue.Coordinates? own = place.Spot is { } spot && spot.Of == place.Id ? spot.Point : null;
        return new MapPlaceLine(
            place.Id.ToString(), shown.NameOf(place.Id, texts), place.Documents.Length, own?.Precision, own?.Longitude, own?.Latitude,
            place.Spot is { } at && at.Of != place.Id ? at.Of.ToString() : null, place.Spot is { Country: >= 0 } inCountry && borders.Countries[inCountry.Country].Code is not "-" and var code ? code : null,
            $"{origin}{shown.ListOf(place.Id) with { Path = "/api/v1/records" }}");
    }

    private static double Rounded(double degrees) => Math.Round(degrees, 4);
}
