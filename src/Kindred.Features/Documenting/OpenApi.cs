using System.Text.Json.Nodes;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;

namespace Kindred.Features.Documenting;

/// <summary>OpenAPI 3.1 of the API: paths from the route table, schemas of records from the kinds. What is not mapped is not described, and what is
/// mapped is.</summary>
public static class OpenApi
{
    public static JsonObject Document(IEnumerable<ApiRoute> routes, KindList kinds, string archive, string origin) => new()
    {
        ["openapi"] = "3.1.0",
        ["info"] = new JsonObject
        {
            ["title"] = archive, ["version"] = "1", ["license"] = new JsonObject { ["name"] = "AGPL-3.0-or-later", ["identifier"] = "AGPL-3.0-or-later" },
        },
        ["servers"] = new JsonArray(new JsonObject { ["url"] = origin }),
        ["paths"] = Paths(routes),
        ["components"] = new JsonObject
        {
            ["schemas"] = Schemas(kinds),
            ["securitySchemes"] = new JsonObject
            {
                ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                ["receipt"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "Kindred-Receipt" },
            },
        },
    };

    private static JsonObject Paths(IEnumerable<ApiRoute> routes)
    {
        JsonObject paths = [];
        foreach (IGrouping<string, ApiRoute> same in routes.GroupBy(route => route.Path))
        {
            JsonObject path = [];
            foreach (ApiRoute route in same) path[route.Method.ToLowerInvariant()] = Operation(route, ApiOperation.Of(route));
            paths[same.Key] = path;
        }

        return paths;
    }

    private static JsonObject Operation(ApiRoute route, ApiOperation? operation)
    {
        JsonArray parameters = [];
        foreach (string name in route.Parameters)
            parameters.Add((JsonNode)new JsonObject { ["name"] = name, ["in"] = "path", ["required"] = true, ["schema"] = String() });
        foreach (string name in operation?.Query ?? [])
            parameters.Add((JsonNode)new JsonObject { ["name"] = name, ["in"] = "query", ["schema"] = name is "page" or "size" ? Integer() : String() });
        JsonObject made = new() { ["operationId"] = IdOf(route), ["summary"] = operation?.Summary ?? "", ["parameters"] = parameters };
        if (operation?.Body is { } body)
            made["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Json(body) };
        if (operation?.Access is ApiAccess.Token or ApiAccess.Receipt)
            made["security"] = new JsonArray(new JsonObject { [operation.Access == ApiAccess.Token ? "token" : "receipt"] = new JsonArray() });
        JsonObject answer = new() { ["description"] = "Done." };
        if (operation?.Answer is { } schema) answer["content"] = Json(schema);
        made["responses"] = new JsonObject
        {
            [(operation?.Status ?? 200).ToString(System.Globalization.CultureInfo.InvariantCulture)] = answer,
            ["default"] = new JsonObject
            {
                ["description"] = "A problem (RFC 9457); its type is an address that explains it.",
                ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = Ref("Problem") } },
            },
        };
        return made;
    }

    private static string IdOf(ApiRoute route) =>
        route.Method.ToLowerInvariant() + string.Concat(route.Path["/api/v1".Length..].Split('/', '{', '}', '-').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    private static JsonObject Schemas(KindList kinds)
    {
        JsonObject schemas = new()
        {
            ["Problem"] = Object(("type", String()), ("title", String()), ("status", Integer()), ("detail", String()), ("findings", Array(Ref("Finding")))),
            ["Finding"] = Object(("path", String()), ("code", String()), ("words", String())),
            ["Record"] = new JsonObject { ["oneOf"] = new JsonArray([.. kinds.All.Select(kind => (JsonNode)Ref(SchemaOf(kind)))]), ["discriminator"] = Discriminator(kinds) },
            ["AnyRecord"] = Ref("Record"),
            ["RecordList"] = Object(("total", Integer()), ("page", Integer()), ("size", Integer()), ("records", Array(Ref("Record"))),
                ("facets", new JsonObject { ["type"] = "object", ["additionalProperties"] = Array(Object(("value", String()), ("label", String()), ("count", Integer()))) })),
            ["History"] = Object(("id", String()), ("shown", Integer()), ("total", Integer()), ("revisions", Array(RevisionLine()))),
            ["Revision"] = RevisionLine(("record", Ref("Record"))),
            ["Connection"] = Object(("id", String()), ("type", OneOf(ConnectionType.All.Select(type => type.Name))), ("from", String()), ("to", String()),
                ("revision", Integer()), ("language", String()), ("words", String()), ("shared", String()), ("distinct", String()), ("when", String()),
                ("other", Object(("id", String()), ("kind", String()), ("language", String()), ("title", String()))), ("sources", Array(Parts(FieldType.Sources)))),
            ["ConnectionList"] = Object(("total", Integer()), ("page", Integer()), ("size", Integer()), ("connections", Array(Ref("Connection")))),
            ["Deposit"] = Object(("records", Array(Ref("Record"))), ("connections", Array(Ref("Connection"))), ("signedAs", String())),
            ["DepositState"] = Object(("state", String()), ("records", Array(Ref("Record"))), ("questions", Array(new JsonObject())),
                ("answers", Array(Object(("record", String()), ("connection", String()), ("community", String()), ("answer", String())))), ("declinedBecause", String())),
            ["Receipt"] = Object(("receipt", String())),
            ["Text"] = Object(("text", String())),
            ["Answer"] = Object(("community", String()), ("answer", OneOf(["given", "conditional", "declined", "withdrawn"])), ("revision", Integer()),
                ("scope", Array(OneOf(["publish", "precise-place", "media", "sister-archives", "reuse"]))), ("until", Date()), ("condition", String())),
        };
        foreach (Kind kind in kinds.All) schemas[SchemaOf(kind)] = OfKind(kind);
        return schemas;
    }

    private static JsonObject OfKind(Kind kind)
    {
        JsonObject schema = Object(
            ("id", String()), ("ref", String()), ("kind", new JsonObject { ["const"] = kind.Name }), ("revision", Integer()), ("language", String()),
            ("state", String()), ("visibility", OneOf(Enum.GetNames<RecordVisibility>().Select(name => name.ToLowerInvariant()))), ("links", new JsonObject { ["type"] = "object" }),
            ("translations", new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = String() } }));
        JsonObject properties = schema["properties"]!.AsObject();
        foreach (Field field in kind.Fields) properties[field.Name] = OfField(kind, field);
        schema["required"] = new JsonArray([.. kind.Fields.Where(field => field.IsRequired).Select(field => (JsonNode)field.Name).Prepend("kind")]);
        return schema;
    }

    private static JsonObject OfField(Kind kind, Field field)
    {
        JsonObject one = field.Type switch
        {
            FieldType.Range => Object(("low", Integer()), ("high", Integer())),
            FieldType.Coordinates => Object(("latitude", Number()), ("longitude", Number()), ("precision", OneOf(Enum.GetValues<Precision>().Select(ValueName.Of)))),
            FieldType.Flag => new JsonObject { ["type"] = "boolean" },
            FieldType.Day => Date(),
            FieldType.Url => new JsonObject { ["type"] = "string", ["format"] = "uri" },
            FieldType.Term => OneOf(Vocabulary.Of(field.Vocabulary!).Terms),
            FieldType.Credits or FieldType.Sources or FieldType.Creators or FieldType.Guidance => Parts(field.Type),
            _ => String(),
        };
        one["description"] = FieldLabel(kind, field);
        JsonObject whole = field.IsMany ? Array(one) : one;
        if (field.IsSaidByOther) whole["readOnly"] = true;
        return whole;
    }

    private static string FieldLabel(Kind kind, Field field) => Texts.For(Texts.Source).Label(kind.Name, field.Name);

    private static JsonObject Parts(FieldType type) => Object([.. new Field("", type).Parts.Select(part => (part, String()))]);

    private static JsonObject RevisionLine(params (string, JsonObject)[] more) =>
        Object([("number", Integer()), ("day", Date()), ("who", String()), ("note", String()), .. more]);

    private static JsonObject Discriminator(KindList kinds)
    {
        JsonObject mapping = [];
        foreach (Kind kind in kinds.All) mapping[kind.Name] = "#/components/schemas/" + SchemaOf(kind);
        return new JsonObject { ["propertyName"] = "kind", ["mapping"] = mapping };
    }

    private static string SchemaOf(Kind kind) => char.ToUpperInvariant(kind.Name[0]) + kind.Name[1..];

    private static JsonObject Json(string schema) => new() { ["application/json"] = new JsonObject { ["schema"] = Ref(schema) } };

    private static JsonObject Ref(string schema) => new() { ["$ref"] = "#/components/schemas/" + schema };

    private static JsonObject String() => new() { ["type"] = "string" };

    private static JsonObject Integer() => new() { ["type"] = "integer" };

    private static JsonObject Number() => new() { ["type"] = "number" };

    private static JsonObject Date() => new() { ["type"] = "string", ["format"] = "date" };

    private static JsonObject OneOf(IEnumerable<string> values) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };

    private static JsonObject Array(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject Object(params (string Name, JsonObject Schema)[] properties)
    {
        JsonObject named = [];
        foreach ((string name, JsonObject schema) in properties) named[name] = schema;
        return new JsonObject { ["type"] = "object", ["properties"] = named };
    }
}
