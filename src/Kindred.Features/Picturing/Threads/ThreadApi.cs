using Kindred.Domain;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Picturing.Threads;

/// <summary>A thread as data and as a picture. Both ends are given by their ids.</summary>
public static class ThreadApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/api/v1/network/thread", Json).Produces<ThreadBody>().IsKeptForAnyone();
        routes.MapRead("/thread.svg", Svg).IsKeptForAnyone();
        foreach (GraphForm form in GraphForm.All)
            routes.MapRead($"/thread.{form.Name}", (FindThread find, HttpContext context) => Answer(find, context, found =>
                ViewFiles.Answer(context, form, origin => TakeThread.Graph(found, origin), found.Day, "thread"))).IsKeptForAnyone();
    }

    private static Task<IResult> Json(FindThread find, HttpContext context) => Answer(find, context, found => Results.Ok(ThreadBody.Of(found)));

    private static Task<IResult> Svg(FindThread find, TakeThread take, Texts texts, Shell shell, HttpContext context, CancellationToken cancel) => Answer(find, context, found =>
        take.Picture(found, PublicAddress.Of(context.Request, shell), texts, cancel) is { } picture ? PictureAnswer.Svg(context, picture, texts) : Problems.Result(Problem.NotFound));

    private static async Task<IResult> Answer(FindThread find, HttpContext context, Func<ThreadFound, IResult> give)
    {
        Finding[] missing = [.. ((string[])["from", "to"]).Where(name => context.Request.Query[name].ToString().Length == 0).Select(name => new Finding("needs-field", name))];
        if (missing is [_, ..]) return Problems.NotRight(context, missing);
        return RecordId.TryParse(context.Request.Query["from"].ToString(), out RecordId from) && RecordId.TryParse(context.Request.Query["to"].ToString(), out RecordId to)
            && await find.Of(from, to, context.RequestAborted) is { } found ? give(found) : Problems.Result(Problem.NotFound);
    }
}
