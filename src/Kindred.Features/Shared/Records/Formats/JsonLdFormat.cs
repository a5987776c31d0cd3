using System.Text.Json;

namespace Kindred.Features.Shared.Records.Formats;

/// <summary>JSON-LD 1.1 with its context inline, so that nobody need fetch one.</summary>
internal static class JsonLdFormat
{
    public static void Write(Utf8JsonWriter json, RecordSheet sheet, string defaultRights, string origin)
    {
        json.WriteStartObject();
        json.WritePropertyName("@context"u8);
        WriteContext(json);
        WriteMembers(json, RecordGraph.Of(sheet, defaultRights, origin));
        json.WriteEndObject();
    }

    public static void WriteContext(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("@vocab"u8, RecordGraph.SchemaOrg);
        json.WriteString("dc"u8, RecordGraph.DublinCore);
        json.WriteEndObject();
    }

    /// <summary>One of many, under the context of all of them.</summary>
    public static void WriteOne(Utf8JsonWriter json, RecordSheet sheet, string defaultRights, string origin)
    {
        json.WriteStartObject();
        WriteMembers(json, RecordGraph.Of(sheet, defaultRights, origin));
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, Node.Thing thing)
    {
        if (thing.Address is not null) json.WriteString("@id"u8, TurtleFormat.Iri(thing.Address));
        if (thing.Type is not null) json.WriteString("@type"u8, thing.Type);
        foreach (IGrouping<string, Statement> same in thing.Statements.GroupBy(statement => statement.Property))
        {
            json.WritePropertyName(same.Key);
            if (same.Skip(1).Any()) json.WriteStartArray();
            foreach (Statement statement in same) WriteNode(json, statement.Value);
            if (same.Skip(1).Any()) json.WriteEndArray();
        }
    }

    private static void WriteNode(Utf8JsonWriter json, Node node)
    {
        switch (node)
        {
            case Node.Number number:
                json.WriteNumberValue(number.Value);
                break;
            case Node.Text { Language: null } text:
                json.WriteStringValue(text.Value);
                break;
            case Node.Text text:
                json.WriteStartObject();
                json.WriteString("@value"u8, text.Value);
                json.WriteString("@language"u8, text.Language);
                json.WriteEndObject();
                break;
            case Node.Iri iri:
                json.WriteStartObject();
                json.WriteString("@id"u8, TurtleFormat.Iri(iri.Address));
                json.WriteEndObject();
                break;
            case Node.Thing thing:
                json.WriteStartObject();
                WriteMembers(json, thing);
                json.WriteEndObject();
                break;
        }
    }
}
