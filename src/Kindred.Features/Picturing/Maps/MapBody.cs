using System.Collections.Immutable;
using System.ComponentModel;
using Kindred.Domain.Records;
using Kindred.Features.Shared;

namespace Kindred.Features.Picturing.Maps;

/// <summary>A map as JSON: what <c>/api/v1/network/map</c> answers, and what the terminal prints with <c>--json</c>.</summary>
public sealed record MapBody(
    [property: Description("Public records that were chosen.")] int Total,
    [property: Description("Those of them that no map can show: they name no place, or one of which nothing is known.")] int Unplaced,
    [property: Description("Those that are told only of places beyond the edge of this map.")] int Elsewhere,
    [property: Description("0: the whole world.")] int Zoom,
    [property: Description("Of the middle; null: the whole world.")] double? Longitude, double? Latitude,
    [property: Description("As the picture of the page has them, gathered where they would lie over each other.")] ImmutableArray<MapMarkLine> Marks,
    [property: Description("Places of this map, of all pages.")] int PlacesTotal,
    int Page, int Size, ImmutableArray<MapPlaceLine> Places)
{
    /// <param name="origin">The archive's public address, without a slash at its end; empty: not known.</param>
    /// <param name="usualSize">Places on a page where none is asked for.</param>
    internal static MapBody Of(MapShown shown, Borders borders, string origin, Texts texts, int usualSize)
    {
        MapAddress address = shown.Address;
        int page = address.List.Page, size = address.List.Size ?? usualSize;
        return new MapBody(
            shown.Tally.Total, shown.Tally.Unplaced, shown.Elsewhere,
            shown.View.Zoom, shown.View.Around?.Longitude, shown.View.Around?.Latitude,
            [.. shown.Marks.Select(mark => new MapMarkLine(mark.Form, mark.Records, mark.Places.Length, mark.Name, mark.More, Rounded(mark.At.Longitude), Rounded(mark.At.Latitude), mark.Closer is { } view ? $"{origin}{address.Of(view)}" : null))],
            shown.Rows.Length, page, size,
            [.. shown.OnPage(size).Select(place => MapPlaceLine.Of(place, shown, borders, origin, texts))]);
    }

    private static double Rounded(double degrees) => Math.Round(degrees, 4);
}

public sealed record MapMarkLine(
    MapForm Form,
    [property: Description("Records told of any of its places.")] int Records,
    [property: Description("How many places it stands for.")] int Places,
    [property: Description("Of the place; of a group what all of it lie in, or the one of them of which most is told.")] string Name,
    [property: Description("How many others of the group lie elsewhere than the name says.")] int More,
    [property: Description("Of a country, the middle of its outline.")] double Longitude, double Latitude,
    [property: Description("The map on which a group opens.")] string? Opens);

public sealed record MapPlaceLine(
    string Id, string Title,
    [property: Description("Records told of it.")] int Records,
    [property: Description("town or exact; null: no point may be shown.")] Precision? Precision, double? Longitude, double? Latitude,
    [property: Description("Id of the place as which it is shown, where it has no point of its own: a country, or what it lies in.")] string? Within,
    [property: Description("Of ISO 3166-1, where it is shown in the area of a country.")] string? Country,
    [property: Description("What is told of it, as JSON.")] string RecordsAt)
{
    internal static MapPlaceLine Of(PlaceTold place, MapShown shown, Borders borders, string origin, Texts texts)
    {
        FieldValue.Coordinates? own = place.Spot is { } spot && spot.Of == place.Id ? spot.Point : null;
        return new MapPlaceLine(
            place.Id.ToString(), shown.NameOf(place.Id, texts), place.Documents.Length, own?.Precision, own?.Longitude, own?.Latitude,
            place.Spot is { } at && at.Of != place.Id ? at.Of.ToString() : null, place.Spot is { Country: >= 0 } inCountry && borders.Countries[inCountry.Country].Code is not "-" and var code ? code : null,
            $"{origin}{shown.ListOf(place.Id) with { Path = "/api/v1/records" }}");
    }
}
