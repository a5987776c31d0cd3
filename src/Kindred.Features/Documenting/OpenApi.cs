using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Documenting;

/// <summary>OpenAPI 3.1 of what the archive has for programs: bodies and answers from the types that endpoints bind and return, records from their kinds.</summary>
public static partial class OpenApi
{
    /// <param name="options">As bodies are read and answers written.</param>
    public static JsonObject Document(IEnumerable<ApiRoute> routes, KindList kinds, JsonSerializerOptions options, string archive, string origin)
    {
        Dictionary<string, ApiRoute> byKey = routes.ToDictionary(route => route.Key, StringComparer.Ordinal);
        TypeSchemas types = new(options);
        JsonObject paths = [];
        foreach (IGrouping<string, ApiOperation> same in ApiOperation.All.GroupBy(operation => operation.Path))
            paths[same.Key] = new JsonObject(same.Select(one => KeyValuePair.Create(one.Method.ToLowerInvariant(), (JsonNode?)Operation(WithOwnFacets(one, kinds.Now), byKey.GetValueOrDefault(one.Key), types))));
        JsonObject schemas = new() { ["Problem"] = Problem(), ["Finding"] = Schema.Object(("path", Schema.Text()), ("code", Schema.Text()), ("words", Schema.Text())) };
        foreach ((string name, JsonObject schema) in RecordSchemas.Of(kinds.Now).Concat(types.Made)) schemas.Add(name, schema);
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = archive, ["version"] = "1", ["license"] = new JsonObject { ["name"] = "AGPL-3.0-or-later", ["identifier"] = "AGPL-3.0-or-later" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = origin }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas,
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                    ["receipt"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "Kindred-Receipt" },
                },
            },
        };
    }

    private static ApiOperation WithOwnFacets(ApiOperation operation, KindSet kinds) => operation.Parameters.All(one => one.Name != SearchRecords.Facets[0]) || operation.Answer != "RecordList" ? operation
        : operation with { Parameters = [.. operation.Parameters, .. kinds.OwnFacets.Select(ApiParameter.Facet)] };

    private static JsonObject Operation(ApiOperation operation, ApiRoute? route, TypeSchemas types)
    {
        JsonObject made = new() { ["operationId"] = IdOf(operation), ["summary"] = operation.Summary, ["parameters"] = Parameters(operation) };
        if (operation.Body is { } named) made["requestBody"] = Body(Schema.Ref(named), isRequired: true);
        else if (route?.Body is { } body) made["requestBody"] = Body(types.Ref(body), !route.IsBodyOptional);
        if (!operation.Form.IsEmpty) made["requestBody"] = Form(operation.Form);
        if (operation.Access != ApiAccess.Anyone) made["security"] = new JsonArray(new JsonObject { [operation.Access == ApiAccess.Token ? "token" : "receipt"] = new JsonArray() });
        made["responses"] = Responses(operation, route, types);
        return made;
    }

    private static JsonArray Parameters(ApiOperation operation)
    {
        string[] inPath = [.. InPath().Matches(operation.Path).Select(match => match.Groups[1].Value)];
        IEnumerable<ApiParameter> all = inPath.Where(name => operation.Parameters.All(one => one.Name != name)).Select(name => new ApiParameter(name)).Concat(operation.Parameters);
        return new JsonArray([.. all.Select(one => (JsonNode)Parameter(one, inPath.Contains(one.Name)))]);
    }

    private static JsonObject Parameter(ApiParameter parameter, bool isInPath)
    {
        JsonObject made = new JsonObject { ["name"] = parameter.Name, ["in"] = isInPath ? "path" : parameter.IsHeader ? "header" : "query" }.Said(parameter.What);
        if (isInPath) made["required"] = true;
        JsonObject one = parameter.Most is { } most ? UpTo(most) : parameter.Words.IsEmpty ? Schema.Text() : Schema.OneOf(parameter.Words);
        made["schema"] = parameter.IsMany ? Schema.Array(one) : one;
        return made;
    }

    private static JsonObject UpTo(int most)
    {
        JsonObject number = Schema.Integer();
        number["minimum"] = 1;
        number["maximum"] = most;
        return number;
    }

    private static JsonObject Body(JsonObject schema, bool isRequired) => new() { ["required"] = isRequired, ["content"] = Json(schema) };

    private static JsonObject Form(IEnumerable<ApiParameter> fields) => new()
    {
        ["required"] = true,
        ["content"] = new JsonObject
        {
            ["multipart/form-data"] = new JsonObject
            {
                ["schema"] = Schema.Object(fields.Select(field => (field.Name == "file" ? field.Name : field.Name + "?", (field.Words.IsEmpty ? Schema.Text() : Schema.OneOf(field.Words)).Said(field.What)))),
            },
        },
    };

    private static JsonObject Responses(ApiOperation operation, ApiRoute? route, TypeSchemas types)
    {
        JsonObject responses = [];
        foreach ((int status, Type type) in route?.Answers ?? []) responses[Written(status)] = Answer(Json(types.Ref(type)));
        JsonObject content = operation.Answer is { } named ? Json(Schema.Ref(named)) : [];
        foreach (string media in operation.Media) content.TryAdd(media, new JsonObject());
        if (content.Count > 0) responses[Written(operation.Status)] = Answer(content);
        responses["default"] = new JsonObject
        {
            ["description"] = "A problem (RFC 9457); its type is an address that explains it.",
            ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = Schema.Ref("Problem") } },
        };
        return responses;
    }

    private static JsonObject Problem() => Schema.Object(
        ("type", Schema.Text()), ("title", Schema.Text()), ("status", Schema.Integer()), ("detail", Schema.Text()),
        ("findings?", Schema.Array(Schema.Ref("Finding"))), ("traceId?", Schema.Text().Said("Of a fault.")),
        ("line?", Schema.Integer().Said("Of what is no JSON, from 1.")), ("byte?", Schema.Integer().Said("Within the line, from 0.")),
        ("id?", Schema.Text().Said("Of what was withdrawn.")), ("day?", Schema.Day()), ("words?", new JsonObject { ["type"] = new JsonArray("string", "null") }.Said("Of those who withdrew it.")));

    private static JsonObject Answer(JsonObject content) => new() { ["description"] = "Done.", ["content"] = content };

    private static JsonObject Json(JsonObject schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };

    private static string Written(int status) => status.ToString(CultureInfo.InvariantCulture);

    private static string IdOf(ApiOperation operation) => operation.Method.ToLowerInvariant()
        + string.Concat(operation.Path.Replace("/api/v1", "", StringComparison.Ordinal).Split('/', '{', '}', '-', '.').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex InPath();
}
