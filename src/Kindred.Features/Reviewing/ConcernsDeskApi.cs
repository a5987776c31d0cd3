using System.ComponentModel;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Reviewing;

/// <summary>Concerns for stewards' and keepers' programs: the gravest first, each read, answered, closed, and made a claim.</summary>
public static class ConcernsDeskApi
{
    private const int Size = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder desk = routes.MapGroup("/api/v1/desk/concerns").AddEndpointFilter(Desk.MembersOnly);
        desk.MapRead("", List).Produces<ConcernPageLine>();
        desk.MapRead("/{id}", One).Produces<ConcernLine>();
        desk.MapPost("/{id}/say", Say).Produces<ConcernDone>();
        desk.MapPost("/{id}/name", Name).Produces<ConcernDone>();
    }

    public sealed record ConcernPageLine(
        [property: Description("Open concerns on all pages. Those of a flood are on the last of them.")] int Total, int Page, int Size, IEnumerable<ConcernLine> Concerns);

    public sealed record ConcernLine(
        string Id,
        [property: Description("Id of the record or connection at whose address it was told; it may be gone.")] string Record,
        ConcernAbout What, DateOnly Day, string Text,
        [property: Description("The community that was not asked, by the name that was written.")] string CommunityName,
        [property: Description("Its id, where one record has that name.")] string? Community,
        string Quoted,
        [property: Description("Name of the field that it is about; empty: none was named.")] string Field,
        [property: Description("It came in a flood.")] bool IsSetAside,
        IEnumerable<ConcernWordLine> Said);

    public sealed record ConcernWordLine(bool IsFromTeller, DateOnly Day, string Text);

    public sealed record ConcernWords(
        [property: Description("Read with the receipt.")] string? Words,
        [property: Description("It is dealt with: what was told is destroyed.")] bool? Close = null);

    public sealed record ConcernNaming([property: Description("Why the record speaks of that community; needed.")] string? Reason);

    public sealed record ConcernDone([property: Description("open, closed or named.")] string State);

    private static async Task<IResult> List(IDepositStore deposits, CurrentViewer viewer, HttpContext context)
    {
        List<Finding> findings = [];
        int shown = ListAddress.Number(context.Request.Query["page"], "page", ListAddress.MostPagesAtDesk, findings) ?? 1;
        if (findings is [_, ..]) return Problems.NotRight(context, findings);
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        (int others, int setAside) = await deposits.CountConcerns(me, context.RequestAborted);
        IEnumerable<ConcernLine> lines = [.. (await deposits.Concerns(me, (shown - 1) * Size, Size, context.RequestAborted)).Select(one => LineOf(one.Value))];
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(new ConcernPageLine(others + setAside, shown, Size, lines));
    }

    private static async Task<IResult> One(string id, IDepositStore deposits, CurrentViewer viewer, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await Find(id, deposits, viewer, context) is (_, var concern) ? Results.Ok(LineOf(concern)) : Problems.Result(Problem.NotFound);
    }

    private static async Task<IResult> Say(string id, ConcernWords body, AnswerConcern answer, IDepositStore deposits, CurrentViewer viewer, HttpContext context)
    {
        if (await Find(id, deposits, viewer, context) is not (var me, var concern)) return Problems.Result(Problem.NotFound);
        bool closes = body.Close ?? false;
        return await answer.Say(concern.Id, body.Words ?? "", closes, me, context.RequestAborted) is { } wrong
            ? Problems.NotRight(context, wrong) : Results.Json(new ConcernDone(closes ? "closed" : "open"));
    }

    private static async Task<IResult> Name(string id, ConcernNaming? body, AnswerConcern answer, IDepositStore deposits, CurrentViewer viewer, HttpContext context)
    {
        if (await Find(id, deposits, viewer, context) is not (var me, var concern)) return Problems.Result(Problem.NotFound);
        if (!me.IsKeeper) return Problems.Result(Problem.NotYours);
        return await answer.NameCommunity(concern.Id, body?.Reason ?? "", me, context.RequestAborted) is { } wrong ? Problems.NotRight(context, wrong) : Results.Json(new ConcernDone("named"));
    }

    private static async Task<(Viewer.Member Me, Concern Concern)?> Find(string id, IDepositStore deposits, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        return RecordId.TryParse(id, out RecordId parsed) && await deposits.Concerns([parsed], me, context.RequestAborted) is [{ Value: var concern }] ? (me, concern) : null;
    }

    private static ConcernLine LineOf(Concern concern) => new(
        concern.Id.ToString(), concern.Subject.ToString(), concern.What, concern.Day, concern.Text, concern.CommunityName, concern.Community?.ToString(), concern.Quoted, concern.Field, concern.IsSetAside,
        [.. concern.Said.Select(one => new ConcernWordLine(one.IsFromTeller, one.Day, one.Text))]);
}
