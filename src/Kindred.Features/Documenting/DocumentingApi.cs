using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Kindred.Features.Documenting;

/// <summary>What the archive says of its own interface for programs.</summary>
public static class DocumentingApi
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRead(
        "/openapi/v1.json",
        (IEnumerable<EndpointDataSource> sources, KindList kinds, IOptions<JsonOptions> json, Shell shell, HttpContext context) =>
        {
            JsonObject document = OpenApi.Document(ApiRoute.All(sources).Where(route => route.IsForPrograms), kinds, json.Value.SerializerOptions, shell.ArchiveName, PublicAddress.Of(context.Request, shell));
            return Results.Text(document.ToJsonString(Readable), "application/json");
        });
}
