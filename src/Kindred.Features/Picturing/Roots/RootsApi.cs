using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Picturing.Roots;

/// <summary>What a record grows from, for programs: as JSON, as a graph and as the whole picture.</summary>
public static class RootsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/roots/{id}.svg", Svg).IsKeptForAnyone();
        foreach (GraphForm form in GraphForm.All)
        {
            routes.MapRead($"/roots/{{id}}.{form.Name}", (string id, FindRoots roots, TakeRoots take, HttpContext context, CancellationToken cancel) => Graph(form, id, roots, take, context, cancel))
                .IsKeptForAnyone();
        }

        routes.MapRead("/api/v1/network/roots/{id}", Json).Produces<RootsBody>().IsKeptForAnyone();
    }

    private static async Task<IResult> Svg(string id, FindRoots roots, TakeRoots take, Texts texts, Shell shell, HttpContext context, CancellationToken cancel) =>
        await Found(id, roots, cancel) is { } found ? PictureAnswer.Svg(context, take.Picture(found, PublicAddress.Of(context.Request, shell), texts, cancel), texts) : Problems.Result(Problem.NotFound);

    private static async Task<IResult> Json(string id, FindRoots roots, TakeRoots take, Shell shell, HttpContext context, CancellationToken cancel) =>
        await Found(id, roots, cancel) is { } found ? Results.Ok(RootsBody.Of(found, await take.Claims(found, cancel), PublicAddress.Of(context.Request, shell))) : Problems.Result(Problem.NotFound);

    private static async Task<IResult> Graph(GraphForm form, string id, FindRoots roots, TakeRoots take, HttpContext context, CancellationToken cancel)
    {
        if (await Found(id, roots, cancel) is not { } found) return Problems.Result(Problem.NotFound);
        ClaimsRead read = await take.Claims(found, cancel);
        return ViewFiles.Answer(context, form, origin => TakeRoots.Graph(found, read, origin), found.Today, "kindred-roots");
    }

    private static async Task<RootsFound?> Found(string id, FindRoots roots, CancellationToken cancel) => RecordId.TryParse(id, out RecordId record) ? await roots.Of(record, cancel) : null;
}
