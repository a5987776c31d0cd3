using System.Text;
using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Features.Documenting;
using Kindred.Features.Exporting;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Tests.House;

/// <summary>What the archive says of its interface is what it is. <c>UPDATE_EXPECTED=1</c> rewrites the reference pages.</summary>
public class ApiRules
{
    [Fact]
    public async Task Every_route_for_programs_is_described_and_no_other()
    {
        await using TestArchive archive = await TestArchive.Start();
        Assert.Empty(Undescribed(ApiRoute.All(archive.Get<IEnumerable<EndpointDataSource>>()), ApiOperation.All));
    }

    [Fact]
    public void A_route_that_nobody_describes_and_a_description_of_none_are_seen()
    {
        ApiRoute kept = new("GET", "/api/v1/kept") { IsForPrograms = true }, forgotten = new("GET", "/api/v1/forgotten") { IsForPrograms = true };
        Assert.Equal(
            ["GET /api/v1/forgotten", "GET /api/v1/gone", "GET /gone"],
            Undescribed([kept, forgotten], [new("GET /api/v1/kept", "Kept."), new("GET /api/v1/gone", "Gone."), new("GET /gone", "Gone too.") { OfPage = "PAGE /gone" }]));
    }

    [Fact]
    public async Task OpenAPI_has_a_schema_for_every_reference_every_body_and_every_answer()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        string text = await anyone.GetStringAsync("/openapi/v1.json");
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        foreach (string reference in text.Split("#/components/schemas/").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]))
            Assert.True(schemas.TryGetProperty(reference, out _), reference);
        string[] silent = [.. from path in document.RootElement.GetProperty("paths").EnumerateObject() from method in path.Value.EnumerateObject() where method.Value.GetProperty("responses").EnumerateObject().Count() < 2 select $"{method.Name} {path.Name}"];
        Assert.True(silent is [], "Say what these answer, with Produces or in ApiOperation: " + string.Join(", ", silent));
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

            These come with Kindred. Each is declared once, in `src/Kindred.Domain/Kinds/`; forms, pages, formats, search and OpenAPI follow from that. An archive
            adds kinds, fields and vocabularies of its own [without code](../howto/add-a-kind.md), in [this form](archive-json.md), and they work everywhere as these do.
            A change of an *asking* field, of its translations or of the notes of its links, asks the communities anew; so does another language.

            """);
        foreach (Kind kind in KindList.BuiltIn.All)
        {
            page.Append($"\n## {kind.Name}\n\n{english[$"kind.{kind.Name}.about"]} schema.org: `{kind.SchemaOrg}`.\n\n");
            page.Append("| field | label | type | | schema.org | Dublin Core |\n|---|---|---|---|---|---|\n");
            foreach (Field field in kind.Fields)
            {
                string type = field.IsLink ? $"link to {(field.LinkKinds.IsEmpty ? "any" : string.Join(", ", field.LinkKinds))}"
                    : field.Vocabulary is { } vocabulary ? $"term of {vocabulary}" : field.Type.ToString().ToLowerInvariant();
                string marks = string.Join(", ", new[] { field.IsRequired ? "required" : null, field.IsMany ? "many" : null, field.IsAsking ? "asking" : null, field.Facet is { } facet && SearchRecords.Facets.Contains(facet) ? "facet " + facet : null, field.IsSaidByOther ? "said by the other" : null }
                    .Where(mark => mark is not null));
                page.Append($"| `{field.Name}` | {english.Label(kind.Name, field.Name)} | {type} | {marks} | {field.SchemaOrg} | {field.DublinCore} |\n");
            }
        }

        ReferencePage.Hold("kinds.md", page.ToString());
    }

    [Fact]
    public void Every_format_of_a_record_is_in_its_reference_page()
    {
        StringBuilder page = new("""
            # Formats of one record

            `/r/{id}` answers in the form that `Accept` asks for, with q-values; an address that ends in a suffix names its form. Of every record a form says
            what the reader may see. The JSON is read back by deposits and imports.

            | format | suffix | media type | lossy on purpose: leaves out |
            |---|---|---|---|

            """);
        foreach (RecordFormat format in RecordFormat.All)
            page.Append($"| {format.Name} | {(format.Suffix.Length == 0 ? "" : $"`{format.Suffix}`")} | `{format.MediaType}` | {format.LeavesOut} |\n");
        ReferencePage.Hold("formats.md", page.ToString());
    }

    [Fact]
    public void Every_format_of_the_archive_is_in_its_reference_page()
    {
        // What stands above the table is written by hand.
        string written = File.ReadAllText(System.IO.Path.Combine(Checkout.Root, "docs", "reference", "exports.md"));
        StringBuilder page = new(written[..written.IndexOf("## Formats\n", StringComparison.Ordinal)]);
        page.Append("## Formats\n\n| format | file | media type | lossy on purpose: leaves out |\n|---|---|---|---|\n");
        foreach (IExportFormat format in ExportFormats.All) page.Append($"| `{format.Name}` | `{format.Suffix}` | `{format.MediaType}` | {format.LeavesOut} |\n");
        ReferencePage.Hold("exports.md", page.ToString());
    }

    [Fact]
    public void Every_format_of_the_archive_is_described_and_no_other()
    {
        ApiOperation export = ApiOperation.All.Single(one => one.Key == "GET /export/{format}");
        Assert.Equal(ExportFormats.All.Select(format => format.Name), export.Parameters.Single(one => one.Name == "format").Words);
        Assert.Equal(ExportFormats.All.Select(format => format.MediaType.Split(';')[0]).Distinct(), export.Media);
        foreach (string language in Texts.Languages) Assert.All(ExportFormats.All, format => Assert.NotEmpty(Texts.For(language)[$"export.{format.Name}.what"]));
    }

    [Fact]
    public async Task Every_route_is_in_its_reference_page()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        using JsonDocument document = JsonDocument.Parse(await anyone.GetStringAsync("/openapi/v1.json"));
        StringBuilder page = new("""
            # Routes

            ## For programs

            As in `/openapi/v1.json`, which has every schema. HEAD goes with GET. Every error is a problem (problems.md). A token goes into `Authorization: Bearer …`,
            a receipt into `Kindred-Receipt: seven words`. A body is `application/json`; a member that nobody knows is a finding.


            """);
        foreach (ApiOperation operation in ApiOperation.All) Append(page, operation, document.RootElement);
        page.Append("\n## Pages and the rest\n\n`PAGE` is a page: GET, and POST where it has a form.\n\n");
        foreach (ApiRoute route in ApiRoute.All(archive.Get<IEnumerable<EndpointDataSource>>()).Where(route => !route.IsForPrograms)) page.Append($"- {route.Method} `{route.Path}`\n");
        ReferencePage.Hold("routes.md", page.ToString());
    }

    private static void Append(StringBuilder page, ApiOperation operation, JsonElement document)
    {
        JsonElement described = document.GetProperty("paths").GetProperty(operation.Path).GetProperty(operation.Method.ToLowerInvariant());
        string who = operation.Access switch { ApiAccess.Token => " Token.", ApiAccess.Receipt => " Receipt.", _ => "" };
        page.Append($"- {operation.Method} `{operation.Path}`: {operation.Summary}{who}\n");
        foreach (IGrouping<(string? In, string Words), JsonElement> alike in described.GetProperty("parameters").EnumerateArray().GroupBy(one => (one.GetProperty("in").GetString(), Words(one))).Where(alike => alike.Key is not ("path", "")))
            page.Append($"  - {alike.Key.In} {string.Join(", ", alike.Select(one => $"`{one.GetProperty("name").GetString()}`"))}{alike.Key.Words}\n");
        if (!described.TryGetProperty("requestBody", out JsonElement body)) return;
        if (body.GetProperty("content").TryGetProperty("multipart/form-data", out JsonElement form))
        {
            foreach (JsonProperty member in form.GetProperty("schema").GetProperty("properties").EnumerateObject()) page.Append($"  - form `{member.Name}`{Words(member.Value)}\n");
            return;
        }

        string name = body.GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1];
        foreach (JsonProperty member in document.GetProperty("components").GetProperty("schemas").GetProperty(name).GetProperty("properties").EnumerateObject().Where(one => !one.Value.TryGetProperty("readOnly", out _)))
            page.Append($"  - body `{member.Name}`{Words(member.Value)}\n");
    }

    private static string Words(JsonElement described)
    {
        JsonElement schema = described.TryGetProperty("schema", out JsonElement within) ? within : described;
        string[] words = schema.TryGetProperty("enum", out JsonElement all) ? [.. all.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => $"`{word.GetString()}`")] : [];
        string what = described.TryGetProperty("description", out JsonElement said) ? said.GetString()! : "";
        return string.Join(' ', new[] { words is [] ? "" : string.Join(", ", words) + ".", what }.Where(part => part.Length > 0)) is { Length: > 0 } text ? ": " + text : "";
    }

    private static string[] Undescribed(IReadOnlyCollection<ApiRoute> routes, IReadOnlyCollection<ApiOperation> operations)
    {
        IEnumerable<string> mapped = routes.Where(route => route.IsForPrograms).Select(route => route.Key);
        IEnumerable<string> described = operations.Where(operation => operation.OfPage is null || routes.All(route => route.Key != operation.OfPage)).Select(operation => operation.Key);
        return [.. mapped.Except(described).Concat(described.Except(mapped)).Order(StringComparer.Ordinal)];
    }
}
