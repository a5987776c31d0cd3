using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Picturing.Silos;

/// <summary>The whole picture (<c>/silos.svg</c>), who acted with whom as a graph, and all of it as JSON.</summary>
public static class SilosApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/silos.svg", Svg).IsKeptForAnyone();
        routes.MapRead("/silos.{format}", Graph).IsKeptForAnyone();
        routes.MapRead("/api/v1/network/silos", Json).Produces<SilosBody>().IsKeptForAnyone();
    }

    private static async Task<IResult> Svg(FindSilos find, TakeSilos take, KindList kinds, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        ListAddress address = FindSilos.Read("/silos.svg", context.Request.Query, kinds.Now);
        if (address.Unreadable is [_, ..]) return Problems.NotRight(context, address.Unreadable);
        return PictureAnswer.Svg(context, await take.Picture(await find.Of(address, texts, cancel), PublicAddress.Of(context.Request, shell), texts, cancel), texts);
    }

    private static async Task<IResult> Graph(string format, FindSilos find, TakeSilos take, KindList kinds, Texts texts, Shell shell, TimeProvider time, HttpContext context, CancellationToken cancel)
    {
        if (GraphForm.All.FirstOrDefault(form => form.Name == format) is not { } form) return Problems.Result(Problem.NotFound);
        ListAddress address = FindSilos.Read("/silos." + format, context.Request.Query, kinds.Now);
        if (address.Unreadable is [_, ..]) return Problems.NotRight(context, address.Unreadable);
        ViewGraph graph = await take.Graph(await find.Of(address, texts, cancel), PublicAddress.Of(context.Request, shell), cancel);
        return ViewFiles.Answer(context, form, _ => graph, time.Today(), "kindred-silos");
    }

    private static async Task<IResult> Json(FindSilos find, TakeSilos take, KindList kinds, Texts texts, HttpContext context, CancellationToken cancel)
    {
        ListAddress address = FindSilos.Read("/api/v1/network/silos", context.Request.Query, kinds.Now);
        if (address.Unreadable is [_, ..]) return Problems.NotRight(context, address.Unreadable);
        return Results.Ok(await take.Body(await find.Of(address, texts, cancel), texts, cancel));
    }
}
