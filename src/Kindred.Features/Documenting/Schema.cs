using System.Text.Json.Nodes;

namespace Kindred.Features.Documenting;

/// <summary>JSON Schema 2020-12, as OpenAPI 3.1 takes it, in as few words as can be.</summary>
internal static class Schema
{
    public static JsonObject Text() => new() { ["type"] = "string" };

    public static JsonObject Integer() => new() { ["type"] = "integer" };

    public static JsonObject Number() => new() { ["type"] = "number" };

    public static JsonObject Flag() => new() { ["type"] = "boolean" };

    public static JsonObject Day() => new() { ["type"] = "string", ["format"] = "date" };

    public static JsonObject OneOf(IEnumerable<string> words) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };

    public static JsonObject Array(JsonNode items) => new() { ["type"] = "array", ["items"] = items };

    public static JsonObject Any(params IEnumerable<JsonObject> forms) => new() { ["anyOf"] = new JsonArray([.. forms]) };

    public static JsonObject By(string names, JsonNode values) => new() { ["type"] = "object", ["description"] = names, ["additionalProperties"] = values };

    public static JsonObject Ref(string name) => new() { ["$ref"] = "#/components/schemas/" + name };

    public static JsonObject Said(this JsonObject schema, string? what)
    {
        if (what is not null) schema["description"] = what;
        return schema;
    }

    /// <summary>Nothing else is in it.</summary>
    /// <param name="members">One whose name ends in <c>?</c> may be left out.</param>
    public static JsonObject Object(params IEnumerable<(string Name, JsonObject Schema)> members)
    {
        JsonObject properties = [];
        JsonArray required = [];
        foreach ((string name, JsonObject schema) in members)
        {
            properties[name.TrimEnd('?')] = schema;
            if (!name.EndsWith('?')) required.Add((JsonNode)name);
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required, ["additionalProperties"] = false };
    }
}
