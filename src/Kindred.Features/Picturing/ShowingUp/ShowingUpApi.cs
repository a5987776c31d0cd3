using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Picturing.ShowingUp;

/// <summary>How somebody showed up, for programs, and as the whole picture.</summary>
public static class ShowingUpApi
{
    public const int Size = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/showing-up/{id}.svg", Svg).IsKeptForAnyone();
        routes.MapRead("/api/v1/network/showing-up/{id}", Json).Produces<ShowingUpBody>();
    }

    private static async Task<IResult> Svg(string id, FindShowings find, TakeShowingUp take, Texts texts, Shell shell, HttpContext context, CancellationToken cancel) =>
        await Found(id, find, cancel) is { } found ? PictureAnswer.Svg(context, await take.Picture(found, PublicAddress.Of(context.Request, shell), texts, cancel), texts) : Problems.Result(Problem.NotFound);

    private static async Task<IResult> Json(string id, FindShowings find, TakeShowingUp take, Shell shell, HttpContext context, CancellationToken cancel)
    {
        List<Domain.Finding> findings = [];
        int page = ListAddress.Number(context.Request.Query["page"], "page", FindShowings.MostShowings / Size, findings) ?? 1;
        if (findings is [_, ..]) return Problems.NotRight(context, findings);
        if (await Found(id, find, cancel) is not { } found) return Problems.Result(Problem.NotFound);
        string origin = PublicAddress.Of(context.Request, shell);
        if (found.Showings.Length > Size || page > 1) context.Response.Headers.Link = PageLinks.Of(found.Showings.Length, page, Size, next => $"{origin}/api/v1/network/showing-up/{found.Subject.Id}?page={next}");
        return Results.Ok(await take.Body(found, page, origin, cancel));
    }

    private static async Task<ShowingUpFound?> Found(string id, FindShowings find, CancellationToken cancel) => RecordId.TryParse(id, out RecordId record) ? await find.Of(record, cancel) : null;
}
