using System.Text.Json;
using Kindred.Domain.Stores;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Silos as JSON: <c>/api/v1/network/silos</c>, and what the terminal prints with <c>--json</c>.</summary>
public static class SilosJson
{
    public static void Write(Utf8JsonWriter json, SilosShown shown, IReadOnlyList<RecordLine> crowds)
    {
        SilosFound found = shown.Found;
        json.WriteStartObject();
        json.WriteNumber("events"u8, found.Events);
        json.WriteNumber("organisations"u8, found.Organisations);
        json.WriteNumber("memberships"u8, found.Memberships);
        json.WriteNumber("pairs"u8, found.Pairs);
        json.WriteNumber("largestComponent"u8, found.LargestComponent);
        json.WriteNumber("alone"u8, found.Alone.Length);
        json.WriteNumber("modularity"u8, Math.Round(found.Modularity, 6));
        json.WriteNumber("silosInAll"u8, found.Silos.Length);
        json.WriteNumber("bridgesInAll"u8, found.Bridges.Length);
        json.WriteStartArray("silos"u8);
        foreach (SiloShown silo in shown.Silos) Write(json, silo);
        json.WriteEndArray();
        json.WriteStartArray("bridges"u8);
        Dictionary<int, string> keys = shown.Silos.ToDictionary(silo => silo.Number, silo => silo.Key);
        foreach (BridgeShown bridge in shown.Bridges)
        {
            json.WriteStartObject();
            Line(json, bridge.Event);
            json.WriteStartArray("joins"u8);
            foreach (int silo in bridge.Bridge.Silos.Where(keys.ContainsKey)) json.WriteStringValue(keys[silo]);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("leftOut"u8);
        foreach (RecordLine crowd in crowds)
        {
            json.WriteStartObject();
            Line(json, crowd);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SiloShown silo)
    {
        json.WriteStartObject();
        json.WriteString("with"u8, silo.Key);
        json.WriteStartArray("about"u8);
        foreach (string word in silo.Words) json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteBoolean("isClosed"u8, silo.Silo.IsClosed);
        json.WriteNumber("events"u8, silo.Silo.Events.Length);
        json.WriteStartArray("organisations"u8);
        foreach (RecordLine member in silo.Members)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, member.Id.ToString());
            json.WriteString("title"u8, member.Title);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, RecordLine line)
    {
        json.WriteString("id"u8, line.Id.ToString());
        json.WriteString("kind"u8, line.Kind);
        json.WriteString("title"u8, line.Title);
        if (line.When is { } when) json.WriteString("when"u8, when);
    }
}
