using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Formats;

namespace Kindred.Features.Exporting.Formats;

/// <summary>RFC 7946: places at the precision at which they are shown, and what was there, at the points of its places. What has no point that may be shown is left out.</summary>
internal sealed class GeoJsonExport : IExportFormat
{
    /// <summary>Points kept while the records that share them go by.</summary>
    private const int MostKept = 20_000;

    public string Name => "geojson";

    public string MediaType => "application/geo+json";

    public string Suffix => ".geojson";

    public string LeavesOut => "records without a point that may be shown; all fields but title, when, places and content notices; translations";

    public async Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel)
    {
        long written = 0;
        WaitingBytes bytes = new(output);
        bytes.Write("{\"type\":\"FeatureCollection\",\"features\":["u8);
        using Utf8JsonWriter json = new(bytes, RecordBytes.Json);
        Dictionary<RecordId, FieldValue.Coordinates?> known = [];
        await foreach (RecordSheet sheet in records.Sheets(cancel))
        {
            List<Located> at = await Places(sheet, records, known, cancel);
            if (at.Count == 0) continue;
            bytes.Write(written++ == 0 ? "\n"u8 : ",\n"u8);
            Feature(json, sheet, at, records.Origin);
            json.Flush();
            json.Reset();
            await bytes.Send(cancel);
        }

        bytes.Write("\n]}\n"u8);
        await bytes.SendRest(cancel);
        return written;
    }

    /// <summary>The points of the places that the viewer sees it linked to, as the viewer sees these.</summary>
    private static async Task<List<Located>> Places(RecordSheet sheet, ExportedRecords records, Dictionary<RecordId, FieldValue.Coordinates?> known, CancellationToken cancel)
    {
        if (sheet.Kind.Name == Place.Kind.Name) return sheet.Content["coordinates"] is FieldValue.Coordinates own ? [new Located(sheet.Record.Id, sheet.Content.Title, own)] : [];
        LinkLines where = sheet.Links.GetValueOrDefault(CommonFields.Where, LinkLines.None);
        RecordId[] unknown = [.. where.First.Select(line => line.Other.Id).Where(id => !known.ContainsKey(id)).Distinct()];
        if (unknown.Length > 0)
        {
            if (known.Count > MostKept) known.Clear();
            foreach (RecordId id in where.First.Select(line => line.Other.Id)) known.TryAdd(id, null);
            foreach (Record place in await records.Whole([.. where.First.Select(line => line.Other.Id).Distinct()], cancel)) known[place.Id] = place.Content["coordinates"] as FieldValue.Coordinates;
        }

        return [.. where.First.Where(line => known[line.Other.Id] is not null).Select(line => new Located(line.Other.Id, line.Other.Title, known[line.Other.Id]!))];
    }

    private static void Feature(Utf8JsonWriter json, RecordSheet sheet, List<Located> at, string origin)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "Feature"u8);
        json.WriteString("id"u8, sheet.Record.Id.ToString());
        json.WriteStartObject("geometry"u8);
        json.WriteString("type"u8, at.Count == 1 ? "Point"u8 : "MultiPoint"u8);
        json.WritePropertyName("coordinates"u8);
        if (at.Count > 1) json.WriteStartArray();
        foreach (Located one in at) Position(json, one.Point);
        if (at.Count > 1) json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("properties"u8);
        json.WriteString("kind"u8, sheet.Record.Kind);
        json.WriteString("title"u8, sheet.Content.Title);
        json.WriteString("language"u8, sheet.Content.Language);
        if (sheet.Content.Text("when") is { } when) json.WriteString("when"u8, when);
        // The coarsest: nothing is more exact than the least exact of its points.
        json.WriteString("precision"u8, ValueName.Of(at.Min(one => one.Point.Precision)));
        if (sheet.Kind.Name != Place.Kind.Name) WritePlaces(json, at);
        if (sheet.Content.Texts("contentNotices") is { IsEmpty: false } notices) RecordJsonOutput.WriteValue(json, sheet.Kind["contentNotices"]!, new FieldValue.Many(notices));
        json.WriteString("address"u8, $"{origin}/r/{sheet.Record.Id}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePlaces(Utf8JsonWriter json, List<Located> at)
    {
        json.WriteStartArray("places"u8);
        foreach (Located one in at)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, one.Id.ToString());
            json.WriteString("title"u8, one.Title);
            json.WriteString("precision"u8, ValueName.Of(one.Point.Precision));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Longitude first (RFC 7946, 3.1.1).</summary>
    private static void Position(Utf8JsonWriter json, FieldValue.Coordinates point)
    {
        json.WriteStartArray();
        json.WriteNumberValue(point.Longitude);
        json.WriteNumberValue(point.Latitude);
        json.WriteEndArray();
    }

    private sealed record Located(RecordId Id, string Title, FieldValue.Coordinates Point);
}
