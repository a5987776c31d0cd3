using System.Text;
using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Features.Documenting;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Tests.House;

/// <summary>What the archive says of its interface is what it is. <c>UPDATE_EXPECTED=1</c> rewrites the reference pages.</summary>
public class ApiRules
{
    [Fact]
    public async Task OpenAPI_describes_every_route_of_the_api_and_no_other()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        using JsonDocument document = JsonDocument.Parse(await anyone.GetStringAsync("/openapi/v1.json"));
        string[] described =
        [
            .. document.RootElement.GetProperty("paths").EnumerateObject()
                .SelectMany(path => path.Value.EnumerateObject(), (path, method) => $"{method.Name.ToUpperInvariant()} {path.Name}").Order(StringComparer.Ordinal),
        ];
        ApiRoute[] mapped = [.. ApiRoute.OfApi(archive.Get<IEnumerable<EndpointDataSource>>())];
        Assert.Equal(mapped.Select(route => route.Key).Order(StringComparer.Ordinal), described);
        string[] unsaid = [.. mapped.Where(route => ApiOperation.Of(route) is null).Select(route => route.Key)];
        Assert.True(unsaid is [], "Say what these do in ApiOperation: " + string.Join(", ", unsaid));
    }

    [Fact]
    public async Task OpenAPI_has_a_schema_for_every_reference_and_every_field()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        string text = await anyone.GetStringAsync("/openapi/v1.json");
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        foreach (string reference in text.Split("#/components/schemas/").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]))
            Assert.True(schemas.TryGetProperty(reference, out _), reference);
        foreach (Kind kind in KindList.BuiltIn.All)
        {
            JsonElement properties = schemas.GetProperty(char.ToUpperInvariant(kind.Name[0]) + kind.Name[1..]).GetProperty("properties");
            foreach (Field field in kind.Fields) Assert.True(properties.TryGetProperty(field.Name, out _), $"{kind.Name}.{field.Name}");
        }
    }

    [Fact]
    public void No_field_has_the_name_of_what_every_record_has() =>
        Assert.DoesNotContain(KindList.BuiltIn.All.SelectMany(kind => kind.Fields), field => RecordInput.Envelope.Contains(field.Name));

    [Fact]
    public void Every_kind_is_in_its_reference_page()
    {
        Texts english = Texts.For(Texts.Source);
        StringBuilder page = new("""
            # Kinds and their fields

            Each kind is declared once, in `src/Kindred.Domain/Kinds/`; forms, pages, formats, search and OpenAPI follow from that. A change of an *asking*
            field, of its translations or of the notes of its links, asks the communities anew; so does another language.

            """);
        foreach (Kind kind in KindList.BuiltIn.All)
        {
            page.Append($"\n## {kind.Name}\n\n{english[$"kind.{kind.Name}.about"]} schema.org: `{kind.SchemaOrg}`.\n\n");
            page.Append("| field | label | type | | schema.org | Dublin Core |\n|---|---|---|---|---|---|\n");
            foreach (Field field in kind.Fields)
            {
                string type = field.IsLink ? $"link to {(field.LinkKinds.IsEmpty ? "any" : string.Join(", ", field.LinkKinds))}"
                    : field.Vocabulary is { } vocabulary ? $"term of {vocabulary}" : field.Type.ToString().ToLowerInvariant();
                string marks = string.Join(", ", new[] { field.IsRequired ? "required" : null, field.IsMany ? "many" : null, field.IsAsking ? "asking" : null, field.Facet is null ? null : "facet " + field.Facet, field.IsSaidByOther ? "said by the other" : null }
                    .Where(mark => mark is not null));
                page.Append($"| `{field.Name}` | {english.Label(kind.Name, field.Name)} | {type} | {marks} | {field.SchemaOrg} | {field.DublinCore} |\n");
            }
        }

        Held("kinds.md", page.ToString());
    }

    [Fact]
    public void Every_format_of_a_record_is_in_its_reference_page()
    {
        StringBuilder page = new("""
            # Formats of one record

            `/r/{id}` answers in the form that `Accept` asks for, with q-values; an address that ends in a suffix names its form. `Lossy on purpose` is what
            a format cannot say; the JSON says all of it and is read back as it was written.

            | format | suffix | media type |
            |---|---|---|

            """);
        foreach (RecordFormat format in RecordFormat.All)
            page.Append($"| {format.Name} | {(format.Suffix.Length == 0 ? "" : $"`{format.Suffix}`")} | `{format.MediaType}` |\n");
        Held("formats.md", page.ToString());
    }

    [Fact]
    public async Task Every_route_is_in_its_reference_page()
    {
        await using TestArchive archive = await TestArchive.Start();
        StringBuilder page = new("# Routes\n\nEvery address that this archive answers. `PAGE` is a page: GET, and POST where it has a form. HEAD goes with GET.\n\n");
        foreach (ApiRoute route in ApiRoute.All(archive.Get<IEnumerable<EndpointDataSource>>())) page.Append($"- {route.Method} `{route.Path}`\n");
        Held("routes.md", page.ToString());
    }

    private static void Held(string name, string expected)
    {
        string file = System.IO.Path.Combine(Checkout.Root, "docs", "reference", name);
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1") File.WriteAllText(file, expected);
        Assert.True(File.Exists(file) && File.ReadAllText(file) == expected, $"docs/reference/{name} is behind the code: run this test with UPDATE_EXPECTED=1.");
    }
}
