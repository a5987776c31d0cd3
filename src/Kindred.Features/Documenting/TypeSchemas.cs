using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Kindred.Features.Documenting;

/// <summary>Schemas of what endpoints bind and return, from their C# types: what is said of them can't differ from what they do. Each type stands once, by its name.</summary>
internal sealed class TypeSchemas(JsonSerializerOptions options)
{
    private readonly SortedDictionary<string, (Type Type, JsonObject Schema)> made = new(StringComparer.Ordinal);

    public IEnumerable<(string Name, JsonObject Schema)> Made => made.Select(one => (one.Key, one.Value.Schema));

    public JsonObject Ref(Type type)
    {
        if (ItemOf(type) is { } item) return Schema.Array(Ref(item));
        if (!made.TryGetValue(type.Name, out (Type Type, JsonObject Schema) known))
        {
            made[type.Name] = (type, []);
            made[type.Name] = (type, options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (at, node) => Said(Transformed(at, node), at) }).AsObject());
        }
        else if (known.Type != type)
        {
            throw new InvalidOperationException($"Two types are called {type.Name}: OpenAPI tells them apart by nothing else.");
        }

        return Schema.Ref(type.Name);
    }

    private JsonNode Transformed(JsonSchemaExporterContext at, JsonNode node)
    {
        Type type = at.TypeInfo.Type;
        Type value = Nullable.GetUnderlyingType(type) ?? type;
        if (value.IsEnum) return OrNull(Schema.OneOf(Enum.GetValuesAsUnderlyingType(value).Cast<object>().Select(one => JsonSerializer.SerializeToNode(Enum.ToObject(value, one), value, options)!.GetValue<string>())), value != type);
        if (value == typeof(DateOnly)) return OrNull(Schema.Day(), value != type);
        if (at.TypeInfo.Kind != JsonTypeInfoKind.Object) return node;
        if (!at.Path.IsEmpty) return Ref(type);
        // What may be null may be left out.
        JsonObject properties = node["properties"]?.AsObject() ?? [];
        node["required"] = new JsonArray([.. (node["required"]?.AsArray() ?? []).Select(name => (string)name!).Where(name => !MayBeNull(properties[name]!)).Select(name => (JsonNode)name)]);
        return node;
    }

    private static JsonNode Said(JsonNode node, JsonSchemaExporterContext at)
    {
        if (node is JsonObject schema && at.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is [DescriptionAttribute what, ..]) schema.Said(what.Description);
        return node;
    }

    private static JsonObject OrNull(JsonObject schema, bool isNullable)
    {
        if (!isNullable) return schema;
        schema["type"] = new JsonArray((string)schema["type"]!, "null");
        if (schema["enum"] is JsonArray words) words.Add(null);
        return schema;
    }

    private static bool MayBeNull(JsonNode schema) => schema["type"] is JsonArray types && types.Any(type => (string?)type == "null");

    private static Type? ItemOf(Type type) => type == typeof(string) ? null
        : type.IsArray ? type.GetElementType()
        : type.GetInterfaces().Prepend(type).FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
}
