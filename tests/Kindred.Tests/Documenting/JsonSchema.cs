using System.Text.Json;

namespace Kindred.Tests.Documenting;

/// <summary>As much of JSON Schema 2020-12 as the archive's OpenAPI uses; a word it does not know is an error.</summary>
internal sealed class JsonSchema(JsonElement document)
{
    private static readonly string[] Silent = ["description", "format", "readOnly", "discriminator", "default", "properties", "additionalProperties", "minimum", "maximum"];

    /// <summary>Where the value is not as the schema says; empty: nowhere.</summary>
    public IEnumerable<string> Wrong(JsonElement schema, JsonElement value, string at = "$")
    {
        foreach (JsonProperty word in schema.EnumerateObject().Where(word => !Silent.Contains(word.Name)))
        {
            IEnumerable<string> wrong = word.Name switch
            {
                "$ref" => Wrong(document.GetProperty("components").GetProperty("schemas").GetProperty(word.Value.GetString()!.Split('/')[^1]), value, at),
                "type" => Types(word.Value).Any(type => Is(type, value)) ? [] : [$"{at} is no {word.Value}"],
                "const" => JsonElement.DeepEquals(word.Value, value) ? [] : [$"{at} is not {word.Value}"],
                "enum" => word.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)) ? [] : [$"{at} is none of {word.Value}"],
                "items" => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany((one, index) => Wrong(word.Value, one, $"{at}[{index}]")) : [],
                "required" => value.ValueKind == JsonValueKind.Object ? word.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at} lacks {name}") : [],
                "allOf" => word.Value.EnumerateArray().SelectMany(one => Wrong(one, value, at)),
                "anyOf" => Nearest(word.Value, value, at),
                "oneOf" => word.Value.EnumerateArray().Count(one => !Wrong(one, value, at).Any()) is var fitting and not 1 ? [$"{at} fits {fitting} of its forms: {string.Join("; ", Nearest(word.Value, value, at))}"] : [],
                _ => throw new NotSupportedException(word.Name),
            };
            foreach (string one in wrong) yield return one;
        }

        foreach (string one in Members(schema, value, at)) yield return one;
    }

    private IEnumerable<string> Members(JsonElement schema, JsonElement value, string at)
    {
        if (value.ValueKind != JsonValueKind.Object) yield break;
        bool isClosed = schema.TryGetProperty("additionalProperties", out JsonElement others) && others.ValueKind == JsonValueKind.False;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out JsonElement known) && known.TryGetProperty(member.Name, out JsonElement of))
                foreach (string one in Wrong(of, member.Value, $"{at}.{member.Name}")) yield return one;
            else if (isClosed) yield return $"{at}.{member.Name} is not described";
            else if (others.ValueKind == JsonValueKind.Object)
                foreach (string one in Wrong(others, member.Value, $"{at}.{member.Name}")) yield return one;
        }
    }

    private string[] Nearest(JsonElement forms, JsonElement value, string at)
    {
        string[][] all = [.. forms.EnumerateArray().Select(form => Wrong(form, value, at).ToArray())];
        return all.MinBy(one => one.Length)!;
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool Is(string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && value.TryGetInt64(out _)),
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Array => type == "array",
        JsonValueKind.Object => type == "object",
        _ => type == "null",
    };
}
