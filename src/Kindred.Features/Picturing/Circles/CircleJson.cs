using System.Text.Json;
using Kindred.Domain.Dates;
using Kindred.Domain.Stores;

namespace Kindred.Features.Picturing.Circles;

/// <summary>A circle as JSON: rings with their groups, years, and one page of its records with the way to each.</summary>
public static class CircleJson
{
    /// <param name="size">Records on a page.</param>
    public static void Write(Utf8JsonWriter json, CircleAnswer answer, CircleRows rows, int size)
    {
        Circle circle = answer.Circle;
        json.WriteStartObject();
        json.WritePropertyName("record"u8);
        StepJson.Write(json, answer.Line);
        json.WriteString("day"u8, answer.Network.Day.Written());
        if (circle.Until is { } until) json.WriteNumber("until"u8, until);
        json.WriteNumber("undated"u8, circle.Undated);
        json.WriteBoolean("isCut"u8, circle.Rings.IsCut);
        json.WriteStartArray("rings"u8);
        for (int ring = 1; ring < circle.Rings.Count; ring++) Write(json, circle, ring);
        json.WriteEndArray();
        json.WriteStartArray("notWalked"u8);
        foreach (RecordLine line in answer.NotWalked.OrderBy(line => line.Id)) StepJson.Write(json, line);
        json.WriteEndArray();
        json.WriteStartArray("years"u8);
        foreach (CircleYears years in circle.Years)
        {
            json.WriteStartObject();
            json.WriteNumber("from"u8, years.From);
            json.WriteNumber("to"u8, years.To);
            json.WriteStartArray("rings"u8);
            foreach (int count in years.Counts) json.WriteNumberValue(count);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("total"u8, rows.Total);
        json.WriteNumber("page"u8, answer.Request.Page);
        json.WriteNumber("size"u8, size);
        json.WriteStartArray("records"u8);
        foreach (CircleRow row in rows.Rows) Write(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Circle circle, int ring)
    {
        json.WriteStartObject();
        json.WriteNumber("steps"u8, ring);
        json.WriteNumber("count"u8, circle.CountOf(ring));
        json.WriteStartArray("groups"u8);
        foreach (CircleGroup group in circle.InRing(ring))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, group.Type.Name);
            json.WriteString("direction"u8, group.IsOutgoing ? "out" : "in");
            json.WriteNumber("count"u8, group.Places.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CircleRow row)
    {
        json.WriteStartObject();
        StepJson.WriteMembers(json, row.Line);
        json.WriteNumber("steps"u8, row.Group.Ring);
        json.WriteString("group"u8, row.Group.Key);
        json.WritePropertyName("by"u8);
        StepJson.Write(json, row.By);
        json.WriteStartArray("claims"u8);
        foreach (StepRead claim in row.Claims) StepJson.Write(json, claim);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
