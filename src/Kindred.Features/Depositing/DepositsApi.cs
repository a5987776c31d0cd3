using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Depositing;

/// <summary>Depositing for programs: without an account, and back with the receipt.</summary>
public sealed class DepositsApi(
    SendDeposit send, FollowDeposit follow, DepositBudget budget, KindList kinds, CommunityAnswers answers, CurrentViewer viewer, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder deposits = routes.MapGroup("/api/v1/deposits");
        deposits.MapPost("", (HttpContext context, DepositsApi api) => api.Send(context)).Produces<Sent>(StatusCodes.Status201Created);
        deposits.MapRead("/current", (HttpContext context, DepositsApi api) => api.Read(context));
        deposits.MapPut("/current", (HttpContext context, DepositsApi api) => api.Correct(context));
        deposits.MapPost("/current/reply", (HttpContext context, DepositsApi api) => api.Reply(context));
        deposits.MapPost("/current/withdraw", (HttpContext context, DepositsApi api) => api.Withdraw(context)).Produces<Gone>();
    }

    public sealed record Sent([property: Description("Seven words, for the header Kindred-Receipt.")] string Receipt);

    public sealed record Gone([property: Description("withdrawn")] string State);

    private async Task<IResult> Send(HttpContext context)
    {
        string network = RequestPrefix.Of(context);
        if (ProgramHeaders.Key(context, out string key) is { } wrong) return wrong;
        (JsonDocument? json, IResult? refused) = await Body(context, network);
        if (json is null) return refused!;
        using (json)
        {
            if (Input(json) is not { } read) return Problems.Result(Problem.Unreadable);
            if (!read.Findings.IsEmpty) return Problems.NotRight(context, read.Findings);
            if (!budget.MayHold(read.Input)) return ProgramHeaders.Later(context);
            DepositState state = budget.Turn(network);
            return await send.Send(read.Input, Retry(key, json), state, await viewer.Of(context), context.RequestAborted) switch
            {
                SendOutcome.Received received => NotKept(context, Results.Json(new Sent(received.Receipt.Words), statusCode: StatusCodes.Status201Created)),
                SendOutcome.NeedsWork work => Problems.NotRight(context, work.Findings),
                _ => throw new UnreachableException(),
            };
        }
    }

    /// <summary>A key may be used twice: only the very same deposit under one is a retry.</summary>
    private static string? Retry(string key, JsonDocument json) =>
        key is "" ? null : $"api {key} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(json.RootElement.GetRawText())))}";

    private async Task<IResult> Read(HttpContext context)
    {
        if (ProgramHeaders.Receipt(context, out ReceiptCode? code) is { } refused) return refused;
        if (await follow.Find(code!, context.RequestAborted) is not { } found) return Problems.Result(Problem.NotFound);
        // What is said about it is no part of the tag: a question from the desk keeps nobody from correcting.
        context.Response.Headers.ETag = $"\"{await follow.FindTag(code!, context.RequestAborted)}\"";
        return NotKept(context, Results.Json(await Shown(found.Deposit, found.Viewer, context.RequestAborted)));
    }

    private async Task<IResult> Correct(HttpContext context)
    {
        if (ProgramHeaders.Receipt(context, out ReceiptCode? code) is { } refused) return refused;
        string network = RequestPrefix.Of(context);
        (JsonDocument? json, IResult? unread) = await Body(context, network);
        if (json is null) return unread!;
        using (json)
        {
            if (Input(json) is not { } read) return Problems.Result(Problem.Unreadable);
            if (!read.Findings.IsEmpty) return Problems.NotRight(context, read.Findings);
            if (!budget.MayHold(read.Input)) return ProgramHeaders.Later(context);
            bool isDraft = await follow.Find(code!, context.RequestAborted) is { Deposit.State: DepositState.Draft };
            return await Answer(context, code!, await follow.Correct(code!, read.Input, isDraft ? budget.Turn(network) : DepositState.Deposited, IfMatch.Read(context), context.RequestAborted));
        }
    }

    private async Task<IResult> Reply(HttpContext context)
    {
        if (ProgramHeaders.Receipt(context, out ReceiptCode? code) is { } refused) return refused;
        (JsonDocument? json, IResult? unread) = await Body(context, RequestPrefix.Of(context));
        if (json is null) return unread!;
        using (json)
        {
            bool isText = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String;
            List<Finding> findings = isText ? [] : [new Finding("empty", "text")];
            if (json.RootElement.ValueKind == JsonValueKind.Object) RecordInput.OnlyMembers(json.RootElement, "", findings, "text");
            if (findings is [_, ..]) return Problems.NotRight(context, findings);
            if (DepositReading.TextOf(json.RootElement, "text") is not { } reply) return Problems.Result(Problem.Unreadable);
            return await Answer(context, code!, await follow.Reply(code!, reply, context.RequestAborted));
        }
    }

    /// <summary>All of it; or, where a body names a record and a field, that part alone.</summary>
    private async Task<IResult> Withdraw(HttpContext context)
    {
        if (ProgramHeaders.Receipt(context, out ReceiptCode? code) is { } refused) return refused;
        if (!context.Request.HasJsonContentType() || context.Request.ContentLength == 0) return await Answer(context, code!, await follow.Withdraw(code!, context.RequestAborted));
        (JsonDocument? json, IResult? unread) = await Body(context, RequestPrefix.Of(context));
        if (json is null) return unread!;
        using (json)
        {
            JsonElement root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return Problems.Result(Problem.Unreadable);
            List<Finding> findings = [];
            RecordInput.OnlyMembers(root, "", findings, "record", "field", "target");
            // Nothing is said of a part: all of it is meant.
            if (findings is [] && !root.EnumerateObject().Any()) return await Answer(context, code!, await follow.Withdraw(code!, context.RequestAborted));
            if (DepositReading.TextOf(root, "field") is not { Length: > 0 } field) findings.Add(new Finding("part-missing", "field"));
            else if (findings is [] && RecordId.TryParse(DepositReading.TextOf(root, "record"), out RecordId record))
            {
                RecordId? target = RecordId.TryParse(DepositReading.TextOf(root, "target"), out RecordId to) ? to : null;
                if (target is null && root.TryGetProperty("target", out _)) return Problems.NotRight(context, [new Finding("part-unknown", "target")]);
                return await Answer(context, code!, await follow.WithdrawPart(code!, record, field, target, context.RequestAborted));
            }
            else findings.Add(new Finding("part-unknown", "record"));

            return Problems.NotRight(context, findings);
        }
    }

    private async Task<IResult> Answer(HttpContext context, ReceiptCode code, FollowOutcome outcome)
    {
        switch (outcome)
        {
            case FollowOutcome.NeedsWork work:
                return Problems.NotRight(context, work.Findings);
            case FollowOutcome.Unknown:
                return Problems.Result(Problem.NotFound);
            case FollowOutcome.ChangedMeanwhile:
                // With what stands there now: what was sent is still with who sent it.
                return await follow.Find(code, context.RequestAborted) is { } now
                    ? Problems.Result(Problem.ChangedMeanwhile, new Dictionary<string, object?> { ["current"] = await Shown(now.Deposit, now.Viewer, context.RequestAborted) })
                    : Problems.Result(Problem.NotFound);
            case FollowOutcome.Gone:
                return NotKept(context, Results.Json(new Gone("withdrawn")));
            default:
                return await Read(context);
        }
    }

    private async Task<JsonObject> Shown(Deposit deposit, Viewer.Depositor viewer, CancellationToken cancel)
    {
        IReadOnlyList<Embargo> embargoes = await follow.Embargoes(deposit, viewer, cancel);
        JsonObject shown = new()
        {
            ["state"] = ValueName.Of(deposit.State),
            ["day"] = deposit.Day.Written(),
            ["signedAs"] = deposit.SignedAs,
            ["embargoes"] = new JsonArray([.. embargoes.DistinctBy(one => (one.By, one.Community, one.Until, one.Part, one.Part is null ? default : one.Subject)).Select(one => FieldDays.Shown(one, deposit))]),
            ["records"] = FieldDays.With(DepositJson.Records(deposit, kinds), deposit, embargoes),
            ["connections"] = DepositJson.Connections(deposit),
            ["questions"] = Messages(deposit, isFromDepositor: false),
            ["replies"] = Messages(deposit, isFromDepositor: true),
            ["answers"] = new JsonArray(
            [
                .. (await answers.To(deposit, viewer, cancel)).Select(Answered),
            ]),
        };
        if (Embargoing.OfDepositor(embargoes) is { } own) shown["embargoUntil"] = own.Written();
        if (deposit.Proposal is { } proposal) shown["proposal"] = ProposalsApi.Shown(proposal, kinds);
        if (deposit is { State: DepositState.Declined, DeclinedBecause: { } because }) shown["declinedBecause"] = because;
        return shown;
    }

    private static JsonNode Answered(AnswerLine line)
    {
        JsonObject answered = new()
        {
            [line.IsConnection ? "connection" : "record"] = line.Subject.ToString(),
            ["community"] = line.Standing.Community.Title,
            ["answer"] = ValueName.Of(line.Standing.Answer),
        };
        if (line.PublicUntil is { } until) answered["publicUntil"] = until.Written();
        return answered;
    }

    private static JsonArray Messages(Deposit deposit, bool isFromDepositor) => new(
    [
        .. deposit.Messages.Where(message => message.IsFromDepositor == isFromDepositor)
            .Select(message => (JsonNode)new JsonObject { ["day"] = message.Day.Written(), ["text"] = message.Text }),
    ]);

    private async Task<(JsonDocument? Json, IResult? Refused)> Body(HttpContext context, string network)
    {
        if (!context.Request.HasJsonContentType()) return (null, Problems.Result(Problem.UnknownType));
        if (!budget.MayEnter(network, context.Request.ContentLength ?? DepositReading.MostBytes)) return (null, ProgramHeaders.Later(context));
        try
        {
            return await DepositReading.Parse(context.Request, context.RequestAborted) is { } json ? (json, null) : (null, Problems.Result(Problem.TooLarge));
        }
        catch (JsonException wrong)
        {
            return (null, Problems.Unreadable(wrong));
        }
    }

    private (DepositInput Input, System.Collections.Immutable.ImmutableArray<Finding> Findings)? Input(JsonDocument json) =>
        DepositReading.Read(json.RootElement, kinds, time.Today());

    private static IResult NotKept(HttpContext context, IResult result)
    {
        context.Response.Headers.CacheControl = "no-store";
        return result;
    }
}
