using System.ComponentModel;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Stewarding;

/// <summary>Claims on a record for programs. A steward's word on one is a wish of her community (<see cref="CommunitiesApi"/>); here are keepers'.</summary>
public static class ClaimsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/api/v1/desk/records/{id}/claims", Read).AddEndpointFilter(Desk.MembersOnly).Produces<IEnumerable<ClaimedLine>>();
        routes.MapPost("/api/v1/desk/records/{id}/claims/{community}/lift", Lift).AddEndpointFilter(Desk.MembersOnly).Produces<Lifted>().Produces<Lifted>(StatusCodes.Status202Accepted);
    }

    public sealed record ClaimedLine(
        [property: Description("Id of the community that is asked because it was found that the record speaks of it.")] string Community,
        [property: Description("It is theirs to say that it does not; keepers can't.")] bool HasSteward);

    public sealed record LiftBody([property: Description("Why; needed, and public where the record was.")] string? Reason);

    public sealed record Lifted(
        [property: Description("done, or waiting for a second keeper.")] string State,
        [property: Description("Number under which it waits.")] long? Waits = null);

    private static async Task<IResult> Read(string id, IRecordStore records, IMemberStore members, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        CancellationToken cancel = context.RequestAborted;
        if (!RecordId.TryParse(id, out RecordId record) || await records.Lines([record], me, cancel) is []) return Problems.Result(Problem.NotFound);
        List<ClaimedLine> lines = [];
        foreach (Visible<Claim> claim in await records.Claims(record, me, cancel))
            lines.Add(new ClaimedLine(claim.Value.Community.ToString(), await members.Community(claim.Value.Community, me.Today, cancel) is { Stewards.IsEmpty: false }));
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(lines);
    }

    private static async Task<IResult> Lift(string id, string community, LiftBody? body, LiftClaim lift, IRecordStore records, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        CancellationToken cancel = context.RequestAborted;
        if (!me.IsKeeper) return Problems.Result(Problem.NotYours);
        if (!RecordId.TryParse(id, out RecordId record) || !RecordId.TryParse(community, out RecordId claimed)
            || (await records.Claims(record, me, cancel)).All(one => one.Value.Community != claimed)) return Problems.Result(Problem.NotFound);
        return await lift.ByKeeper(new Claim(record, claimed), body?.Reason ?? "", me.Handle, cancel) switch
        {
            KeepingOutcome.Done => Results.Json(new Lifted("done")),
            KeepingOutcome.Waits waits => Results.Json(new Lifted("waiting", waits.Number), statusCode: StatusCodes.Status202Accepted),
            KeepingOutcome.NotRight wrong => Problems.NotRight(context, wrong.Finding),
            KeepingOutcome.NotYours => Problems.Result(Problem.NotYours),
            _ => Problems.Result(Problem.AlreadyDecided),
        };
    }
}
