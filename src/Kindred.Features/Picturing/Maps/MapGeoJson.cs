using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records.Formats;

namespace Kindred.Features.Picturing.Maps;

/// <summary>The places of a map as RFC 7946, with how many of the chosen records are told of each, and how many places there was no room for. What is known no closer than a country has no geometry (3.2).</summary>
internal static class MapGeoJson
{
    public const string MediaType = "application/geo+json";

    /// <summary>In one file: some megabytes.</summary>
    public const int MostPlaces = 5_000;

    public static ReadOnlyMemory<byte> Write(MapShown shown, Borders borders, string origin) => RecordBytes.Written(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "FeatureCollection"u8);
            json.WriteStartArray("features"u8);
            foreach (PlaceTold place in shown.Rows.OrderBy(place => place.Id).Take(MostPlaces)) Feature(json, place, shown, borders, origin);
            json.WriteEndArray();
            // A foreign member (6.1): what reads places by them alone passes it over.
            json.WriteNumber("leftOut"u8, Math.Max(0, shown.Rows.Length - MostPlaces));
            json.WriteEndObject();
        },
        RecordBytes.Json);

    private static void Feature(Utf8JsonWriter json, PlaceTold place, MapShown shown, Borders borders, string origin)
    {
        FieldValue.Coordinates? own = place.Spot is { } spot && spot.Of == place.Id ? spot.Point : null;
        json.WriteStartObject();
        json.WriteString("type"u8, "Feature"u8);
        json.WriteString("id"u8, place.Id.ToString());
        if (own is null) json.WriteNull("geometry"u8);
        else Point(json, own);
        json.WriteStartObject("properties"u8);
        json.WriteString("title"u8, shown.Lines[place.Id].Title);
        json.WriteString("language"u8, shown.Lines[place.Id].Language);
        json.WriteNumber("records"u8, place.Documents.Length);
        if (own is not null) json.WriteString("precision"u8, ValueName.Of(own.Precision));
        if (place.Spot is { } at && at.Of != place.Id) json.WriteString("within"u8, at.Of.ToString());
        if (place.Spot is { Country: >= 0 } inCountry && borders.Countries[inCountry.Country].Code is not "-" and var code) json.WriteString("country"u8, code);
        json.WriteString("address"u8, $"{origin}/r/{place.Id}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Longitude first (RFC 7946, 3.1.1).</summary>
    private static void Point(Utf8JsonWriter json, FieldValue.Coordinates point)
    {
        json.WriteStartObject("geometry"u8);
        json.WriteString("type"u8, "Point"u8);
        json.WriteStartArray("coordinates"u8);
        json.WriteNumberValue(point.Longitude);
        json.WriteNumberValue(point.Latitude);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
