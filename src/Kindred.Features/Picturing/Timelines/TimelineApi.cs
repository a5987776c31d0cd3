using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Picturing.Timelines;

/// <summary>The timeline for programs: <c>/api/v1/network/timeline</c> and <c>/timeline.svg</c>, narrowed as the page is.</summary>
public static class TimelineApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/timeline.svg", Picture).IsKeptForAnyone();
        routes.MapRead(TakeTimeline.Address, Json).Produces<TimelineBody>();
    }

    private static async Task<IResult> Picture(TakeTimeline take, KindList kinds, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        ListAddress address = ListAddress.Read("/timeline.svg", context.Request.Query, kinds.Now);
        if (address.Unreadable is [_, ..]) return Problems.NotRight(context, address.Unreadable);
        return PictureAnswer.Svg(context, await take.Picture(address, PublicAddress.Of(context.Request, shell), texts, cancel), texts);
    }

    private static async Task<IResult> Json(ShowTimeline show, KindList kinds, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        ListAddress address = ListAddress.Read(TakeTimeline.Address, context.Request.Query, kinds.Now);
        if (address.Unreadable is [_, ..]) return Problems.NotRight(context, address.Unreadable);
        string origin = PublicAddress.Of(context.Request, shell);
        TimelineBody body = TimelineBody.Of(await show.Do(address, texts, ShowTimeline.MostMarks, address.Size ?? TakeTimeline.UsualSize, cancel), origin, texts);
        context.Response.Headers.Link = PageLinks.Of(body.Total, body.Page, body.Size, page => $"{origin}{address with { Page = page }}");
        return Results.Ok(body);
    }
}
