using System.ComponentModel;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Withdrawing;

/// <summary>Withdrawing and hiding for stewards' and keepers' programs, and the public list of what was withdrawn.</summary>
public static class WithdrawApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/desk/records/{id}/withdraw", (string id, WithdrawBody? body, WithdrawRecord withdraw, WithdrawPart part, CurrentViewer viewer, HttpContext context) =>
            body?.Field is not null || body?.Target is not null ? TakePart(id, body, part, viewer, context)
            : Act(id, viewer, context, (record, member) => withdraw.BySteward(
                record, RecordId.TryParse(body?.Community, out RecordId community) ? community : null, body?.Words, member, context.RequestAborted)))
            .AddEndpointFilter(Desk.MembersOnly).Produces<Withdrawn>();
        routes.MapPost("/api/v1/desk/records/{id}/hide", (string id, HideBody? body, WithdrawRecord withdraw, CurrentViewer viewer, HttpContext context) =>
            Finding.ReasonMissing(body?.Reason) is { } wrong ? Task.FromResult<IResult>(Problems.NotRight(context, wrong))
            : Act(id, viewer, context, (record, member) => withdraw.Hide(record, body?.Reason ?? "", member, context.RequestAborted)))
            .AddEndpointFilter(Desk.MembersOnly).Produces<Withdrawn>();
        routes.MapPost("/api/v1/desk/records/{id}/show", (string id, WithdrawRecord withdraw, CurrentViewer viewer, HttpContext context) =>
            Act(id, viewer, context, (record, member) => withdraw.Show(record, member, context.RequestAborted)))
            .AddEndpointFilter(Desk.MembersOnly).Produces<Withdrawn>();
        routes.MapPost("/api/v1/keep/records/{id}/withdraw", (string id, HideBody? body, WithdrawRecord withdraw, CurrentViewer viewer, HttpContext context) =>
            Finding.ReasonMissing(body?.Reason) is { } wrong ? Task.FromResult<IResult>(Problems.NotRight(context, wrong))
            : Act(id, viewer, context, (record, member) => withdraw.ByKeeper(record, body?.Reason ?? "", body?.Words, member, context.RequestAborted)))
            .AddEndpointFilter(Desk.MembersOnly).Produces<Withdrawn>().Produces<Withdrawn>(StatusCodes.Status202Accepted);
        routes.MapRead("/withdrawals.jsonl", Withdrawals);
    }

    public sealed record WithdrawBody(
        [property: Description("Whose consent it is; may be left out by a steward of one community.")] string? Community,
        [property: Description("What the tombstone will say; public.")] string? Words,
        [property: Description("Why, for the other keepers; needed of a hide and of keepers.")] string? Reason,
        [property: Description("A steward's: only this field goes, out of all revisions, and the record stays. Of a connection text, shared, distinct, when or sources.")] string? Field = null,
        [property: Description("With a link field: only the link to this record.")] string? Target = null);

    public sealed record HideBody(
        [property: Description("Whose consent it is; may be left out by a steward of one community.")] string? Community,
        [property: Description("What the tombstone will say; public.")] string? Words,
        [property: Description("Why, for the other keepers; needed of a hide and of keepers.")] string? Reason);

    public sealed record Withdrawn(
        [property: Description("withdrawn, hidden, the state it is in again, or waiting for a second keeper.")] string State,
        [property: Description("Last day of a hide that nobody confirmed yet.")] DateOnly? Until = null);

    private static async Task<IResult> Act(string id, CurrentViewer viewer, HttpContext context, Func<RecordId, Viewer.Member, Task<WithdrawOutcome>> act)
    {
        Viewer.Member member = (await viewer.Of(context)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId record)) return Problems.Result(Problem.NotFound);
        return await act(record, member) switch
        {
            WithdrawOutcome.Destroyed => Results.Ok(new Withdrawn("withdrawn")),
            WithdrawOutcome.Hidden hidden => Results.Ok(new Withdrawn("hidden", hidden.Until)),
            WithdrawOutcome.OfEarlier earlier => Results.Ok(new Withdrawn(earlier.AreDestroyed ? "withdrawn" : "hidden")),
            WithdrawOutcome.Shown shown => Results.Ok(new Withdrawn(ValueName.Of(shown.State))),
            WithdrawOutcome.OfRecord => Problems.NotRight(context, [FieldConnections.OfRecord]),
            WithdrawOutcome.NotRight wrong => Problems.NotRight(context, [wrong.Finding]),
            WithdrawOutcome.SecondKeeperNeeded => Results.Json(new Withdrawn("waiting"), statusCode: StatusCodes.Status202Accepted),
            _ => Problems.Result(Problem.NotFound),
        };
    }

    private static async Task<IResult> TakePart(string id, WithdrawBody body, WithdrawPart part, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member member = (await viewer.Of(context)).AsMember!;
        if (body.Field is null) return Problems.NotRight(context, [new Finding("part-missing", "field")]);
        if (body.Words is not null || body.Reason is not null) return Problems.NotRight(context, [new Finding("part-without-words", body.Words is not null ? "words" : "reason")]);
        RecordId? target = null;
        if (body.Target is not null)
        {
            if (!RecordId.TryParse(body.Target, out RecordId to)) return Problems.NotRight(context, [new Finding("part-unknown", "target")]);
            target = to;
        }

        if (!RecordId.TryParse(id, out RecordId record)) return Problems.Result(Problem.NotFound);
        RecordId? community = null;
        if (body.Community is not null)
        {
            if (!RecordId.TryParse(body.Community, out RecordId named)) return Problems.Result(Problem.NotFound);
            community = named;
        }

        return await part.Do(record, body.Field, target, community, member, context.RequestAborted) switch
        {
            PartOutcome.Destroyed => Results.Ok(new Withdrawn("withdrawn")),
            PartOutcome.Held => Results.Ok(new Withdrawn("hidden")),
            PartOutcome.NotRight wrong => Problems.NotRight(context, [wrong.Finding]),
            _ => Problems.Result(Problem.NotFound),
        };
    }

    /// <summary>One line of <c>{"id","day"}</c> for each published record that was withdrawn.</summary>
    private static async Task Withdrawals(IRecordStore records, HttpContext context)
    {
        context.Response.ContentType = "application/x-ndjson";
        await foreach (Tombstone tombstone in records.Tombstones(context.RequestAborted))
            await context.Response.WriteAsync($$"""{"id":"{{tombstone.Id}}","day":"{{tombstone.Day.Written()}}"}""" + "\n", context.RequestAborted);
    }
}
