using System.ComponentModel;
using Kindred.Domain;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Stewarding;

/// <summary><c>POST /api/v1/desk/records/{id}/embargo</c>: a steward's or keeper's program sets or ends the day before which something is not public.</summary>
public static class EmbargoApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/desk/records/{id}/embargo", Set).AddEndpointFilter(Desk.MembersOnly).Produces<KeptBack>();

    public sealed record EmbargoBody(
        [property: Description("The first day on which it may be public, 20 years from now at most. Left out: the word that was set in this name ends.")] DateOnly? EmbargoUntil,
        [property: Description("In whose name; may be left out by a steward. Only the steward who set a day ends it.")] string? Community = null,
        [property: Description("A keeper says why; the depositor reads it.")] string? Why = null,
        [property: Description("Only this field of the record is kept back, with its translations; left out: all of it.")] string? Field = null,
        [property: Description("Only the link of that field to this record.")] string? Target = null);

    public sealed record KeptBack(RecordState State, [property: Description("The latest day of all that were set: of the field where one was given.")] DateOnly? EmbargoUntil);

    private static async Task<IResult> Set(string id, EmbargoBody body, KeepBack keepBack, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member member = (await viewer.Of(context)).AsMember!;
        RecordId? community = RecordId.TryParse(body.Community, out RecordId named) ? named : null;
        if (!RecordId.TryParse(id, out RecordId subject) || (community is null && body.Community is not null)) return Problems.Result(Problem.NotFound);
        RecordId? target = RecordId.TryParse(body.Target, out RecordId far) ? far : null;
        if (body.Target is not null && (target is null || body.Field is null)) return Problems.NotRight(context, [new Finding("part-unknown", "target")]);
        // An empty name is no field, and never all of the record: that word would end.
        if (body.Field is "") return Problems.NotRight(context, [new Finding("part-unknown", "field")]);
        RecordPart? part = body.Field is null ? null : new RecordPart(body.Field, target);
        return await keepBack.Do(subject, part, community, body.EmbargoUntil, body.Why, member, context.RequestAborted) switch
        {
            KeepBackOutcome.Done done => Results.Ok(new KeptBack(done.State, done.Until)),
            KeepBackOutcome.NeedsWork work => Problems.NotRight(context, [work.Finding]),
            _ => Problems.Result(Problem.NotFound),
        };
    }
}
