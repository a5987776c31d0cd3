using System.Collections.Immutable;
using System.Text.Json;
using Kindred.Domain.Dates;

namespace Kindred.Features.Picturing.Threads;

/// <summary>The ways between two records as JSON.</summary>
public static class ThreadJson
{
    public static void Write(Utf8JsonWriter json, ThreadFound found)
    {
        json.WriteStartObject();
        json.WritePropertyName("from"u8);
        StepJson.Write(json, found.From);
        json.WritePropertyName("to"u8);
        StepJson.Write(json, found.To);
        json.WriteString("day"u8, found.Day.Written());
        json.WriteBoolean("isThroughShared"u8, found.IsThroughShared);
        json.WriteStartArray("ways"u8);
        foreach (ThreadWay way in found.Ways) Write(json, way);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ThreadWay way)
    {
        json.WriteStartObject();
        json.WriteStartArray("steps"u8);
        foreach (ImmutableArray<StepRead> step in way.Steps)
        {
            json.WriteStartObject();
            json.WritePropertyName("from"u8);
            StepJson.Write(json, step[0].From);
            json.WritePropertyName("to"u8);
            StepJson.Write(json, step[0].To);
            json.WriteStartArray("claims"u8);
            foreach (StepRead claim in step) StepJson.Write(json, claim);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
