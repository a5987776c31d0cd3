using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Depositing;

/// <summary>A concern from programs, without an account, and back with its receipt. Answers alike whether the record is public, hidden, gone or never was.</summary>
public static class ConcernsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/records/{id}/concerns", Raise).Produces<ConcernSent>(StatusCodes.Status201Created);
        routes.MapRead("/api/v1/concerns/current", Read).Produces<ConcernRead>();
        routes.MapPost("/api/v1/concerns/current/reply", Reply).Produces<ConcernRead>();
        routes.MapPost("/api/v1/concerns/current/withdraw", TakeBack).Produces<ConcernGone>();
    }

    public sealed record ConcernBody(
        [property: Description("Needed.")] ConcernAbout? What,
        [property: Description("In your words; needed of other.")] string? Text = null,
        [property: Description("Of not-asked: the community that was not asked, by its name.")] string? Community = null,
        [property: Description("The words that it is about.")] string? Quoted = null,
        [property: Description("Name of the field that it is about.")] string? Field = null);

    public sealed record ConcernSent([property: Description("Seven words, for the header Kindred-Receipt at /api/v1/concerns/current.")] string Receipt);

    /// <summary>A concern as whoever told it reads it. Of one that is closed a day stays, and what the desk answered.</summary>
    public sealed record ConcernRead(
        [property: Description("open or closed.")] string State,
        [property: Description("The day on which it was told, or closed.")] DateOnly Day,
        [property: Description("Id of what it is about; null once it is closed.")] string? Record,
        ConcernAbout? What, string? Text, string? Community, string? Quoted, string? Field, IEnumerable<ConcernSaid> Said);

    public sealed record ConcernSaid(bool IsFromTeller, DateOnly Day, string Text);

    public sealed record ConcernReply(string? Text);

    public sealed record ConcernGone([property: Description("withdrawn")] string State);

    private static async Task<IResult> Raise(string id, ConcernBody body, RaiseConcern raise, DepositBudget budget, HttpContext context)
    {
        if (ProgramHeaders.Key(context, out string key) is { } wrong) return wrong;
        string network = RequestPrefix.Of(context);
        if (!RecordId.TryParse(id, out RecordId subject)) return Problems.Result(Problem.NotFound);
        if (body.What is not { } what) return Problems.NotRight(context, new Finding("not-chosen", "what"));
        (string text, string community, string quoted, string field) = (body.Text ?? "", body.Community ?? "", body.Quoted ?? "", body.Field ?? "");
        if (!budget.MayTellConcern(network, text.Length + community.Length + quoted.Length)) return ProgramHeaders.Later(context);
        // A key may be used twice: only the very same words under one are a retry.
        string said = key is "" ? $"api concern {Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}"
            : $"api concern {key} {subject} {Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new[] { $"{what}", text, community, quoted, field })))}";
        context.Response.Headers.CacheControl = "no-store";
        return await raise.Raise(subject, what, text, community, quoted, field, said, !budget.TakeConcern(network), context.RequestAborted) switch
        {
            ConcernOutcome.Received received => Results.Json(new ConcernSent(received.Receipt.Words), statusCode: StatusCodes.Status201Created),
            ConcernOutcome.NeedsWork work => Problems.NotRight(context, work.Finding),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<IResult> Read(RaiseConcern raise, DepositBudget budget, HttpContext context) =>
        Receipt(budget, context, out ReceiptCode? code) ?? await Shown(raise, code!, context);

    private static async Task<IResult> Reply(ConcernReply body, RaiseConcern raise, DepositBudget budget, HttpContext context)
    {
        if (Receipt(budget, context, out ReceiptCode? code) is { } refused) return refused;
        string text = RecordInput.Clean(body.Text ?? "");
        if (text.Length == 0) return Problems.NotRight(context, new Finding("empty", "text"));
        if (text.Length > RaiseConcern.LongestText) return Problems.NotRight(context, Finding.TooLong("text", RaiseConcern.LongestText));
        if (!budget.MayTellConcern(RequestPrefix.Of(context), text.Length)) return ProgramHeaders.Later(context);
        if (await raise.Find(code!, context.RequestAborted) is not { } concern) return Problems.Result(Problem.NotFound);
        if (concern.IsClosed) return Problems.Result(Problem.AlreadyDecided);
        if (concern.Said.Length >= RaiseConcern.MostSaid) return Problems.NotRight(context, new Finding("too-many", "text"));
        return await raise.Reply(code!, text, context.RequestAborted) ? await Shown(raise, code!, context) : Problems.Result(Problem.AlreadyDecided);
    }

    private static async Task<IResult> TakeBack(RaiseConcern raise, DepositBudget budget, HttpContext context)
    {
        if (Receipt(budget, context, out ReceiptCode? code) is { } refused) return refused;
        context.Response.Headers.CacheControl = "no-store";
        return await raise.TakeBack(code!, context.RequestAborted) ? Results.Json(new ConcernGone("withdrawn")) : Problems.Result(Problem.NotFound);
    }

    private static async Task<IResult> Shown(RaiseConcern raise, ReceiptCode code, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await raise.Find(code, context.RequestAborted) is not { } concern) return Problems.Result(Problem.NotFound);
        IEnumerable<ConcernSaid> said = [.. concern.Said.Select(one => new ConcernSaid(one.IsFromTeller, one.Day, one.Text))];
        return Results.Json(concern.IsClosed
            ? new ConcernRead("closed", concern.Day, null, null, null, null, null, null, said)
            : new ConcernRead("open", concern.Day, concern.Subject.ToString(), concern.What, concern.Text, concern.CommunityName, concern.Quoted, concern.Field, said));
    }

    private static ProblemResult? Receipt(DepositBudget budget, HttpContext context, out ReceiptCode? code)
    {
        ProblemResult? unread = ProgramHeaders.Receipt(context, out code);
        return budget.MayStep(RequestPrefix.Of(context), 0) ? unread : ProgramHeaders.Later(context);
    }
}
