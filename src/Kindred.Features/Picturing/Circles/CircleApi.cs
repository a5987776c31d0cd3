using System.Globalization;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Picturing.Circles;

/// <summary>A circle as data and as a whole picture.</summary>
public static class CircleApi
{
    public const int UsualSize = 50;
    public const int MostSize = 100;

    /// <summary>No year that is asked for lies further from the first one.</summary>
    public const int FurthestYear = 9_999;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/api/v1/network/circle/{id}", Json).Produces<CircleBody>().IsKeptForAnyone();
        routes.MapRead("/circle/{id}.svg", Svg).IsKeptForAnyone();
        foreach (GraphForm form in GraphForm.All)
            routes.MapRead($"/circle/{{id}}.{form.Name}", (string id, TakeCircle take, TimeProvider time, HttpContext context, CancellationToken cancel) => Graph(form, id, take, time, context, cancel)).IsKeptForAnyone();
    }

    /// <summary>Whether the circle can be asked for as it was then.</summary>
    public static bool IsYear(int year) => year is >= -FurthestYear and <= FurthestYear;

    /// <summary>A year that the circle can be asked for as it was then, in the digits of any script; null: it is none.</summary>
    public static int? YearIn(string said) =>
        int.TryParse(AsciiDigits.Of(said), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int year) && IsYear(year) ? year : null;

    /// <summary>What is asked for; null: no such id.</summary>
    public static CircleRequest? Read(string id, IQueryCollection query, List<Finding> findings)
    {
        if (!RecordId.TryParse(id, out RecordId record)) return null;
        return new CircleRequest(record, Year(query["until"].ToString(), findings), ListAddress.Number(query["ring"], "ring", PublicPaths.MostRings, findings), Group(query["group"].ToString(), findings),
            ListAddress.Number(query["page"], "page", ListAddress.MostPagesOfConnections, findings) ?? 1);
    }

    private static int? Year(string said, List<Finding> findings)
    {
        if (said.Length == 0) return null;
        if (YearIn(said) is { } year) return year;
        findings.Add(new Finding("wrong-shape", "until", said));
        return null;
    }

    private static string? Group(string said, List<Finding> findings)
    {
        if (said.Length == 0) return null;
        if (said.Split('.') is [var type, "out" or "in"] && ConnectionType.Find(type) is not null) return said;
        findings.Add(new Finding("unknown-term", "group", said));
        return null;
    }

    private static Task<IResult> Json(string id, FindCircle find, TakeCircle take, Shell shell, HttpContext context, CancellationToken cancel) => Answer(id, find, context, async answer =>
    {
        List<Finding> findings = [];
        int size = ListAddress.Number(context.Request.Query["size"], "size", MostSize, findings) ?? UsualSize;
        if (findings is [_, ..]) return Problems.NotRight(context, findings);
        CircleBody body = await take.Body(answer, size, cancel);
        string origin = PublicAddress.Of(context.Request, shell);
        if (body.Total > size || answer.Request.Page > 1)
        {
            context.Response.Headers.Link = PageLinks.Of(body.Total, answer.Request.Page, size, page => origin + context.Request.Path + Sized((answer.Request with { Page = page }).Query, size));
        }

        return Results.Ok(body);
    });

    private static string Sized(string query, int size) => size == UsualSize ? query : string.Create(CultureInfo.InvariantCulture, $"{(query.Length == 0 ? "?" : query + "&")}size={size}");

    private static Task<IResult> Svg(string id, FindCircle find, TakeCircle take, Texts texts, Shell shell, HttpContext context, CancellationToken cancel) =>
        Answer(id, find, context, async answer => PictureAnswer.Svg(context, await take.Picture(answer, PublicAddress.Of(context.Request, shell), texts, cancel), texts));

    private static async Task<IResult> Graph(GraphForm form, string id, TakeCircle take, TimeProvider time, HttpContext context, CancellationToken cancel)
    {
        List<Finding> findings = [];
        CircleRequest? request = Read(id, context.Request.Query, findings);
        if (findings is [_, ..]) return Problems.NotRight(context, findings);
        return request is not null && await take.Graph(request, cancel) is { } graph ? ViewFiles.Answer(context, form, graph, time.Today(), $"circle-{request.Record}") : Problems.Result(Problem.NotFound);
    }

    private static async Task<IResult> Answer(string id, FindCircle find, HttpContext context, Func<CircleAnswer, Task<IResult>> give)
    {
        List<Finding> findings = [];
        CircleRequest? request = Read(id, context.Request.Query, findings);
        if (findings is [_, ..]) return Problems.NotRight(context, findings);
        return request is not null && await find.Of(request, context.RequestAborted) is { } answer ? await give(answer) : Problems.Result(Problem.NotFound);
    }
}
