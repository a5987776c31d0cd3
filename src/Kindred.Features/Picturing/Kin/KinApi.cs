using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Picturing.Kin;

/// <summary>Pairs that may be kin, of one record (<c>?of=</c>) or of all.</summary>
public static class KinApi
{
    /// <summary>In one picture, and in one answer.</summary>
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/kin.svg", Svg).IsKeptForAnyone();
        routes.MapRead("/kin.{format}", Graph).IsKeptForAnyone();
        routes.MapRead("/api/v1/network/kin", Json).Produces<KinBody>().IsKeptForAnyone();
    }

    /// <summary>Null: of no such record.</summary>
    public static async Task<(ImmutableArray<KinOffered> Pairs, int Total)?> Asked(FindKin find, string? of, Texts texts, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(of)) return await find.All(0, Most, cancel);
        return RecordId.TryParse(of, out RecordId id) && await find.Of(id, texts, cancel) is { } pairs ? (pairs, pairs.Length) : null;
    }

    private static async Task<IResult> Svg(FindKin find, TakeKin take, Texts texts, Shell shell, HttpContext context, CancellationToken cancel) =>
        await Asked(find, context.Request.Query["of"], texts, cancel) is { } found
            ? PictureAnswer.Svg(context, take.Picture(found.Pairs, PublicAddress.Of(context.Request, shell), texts), texts) : Problems.Result(Problem.NotFound);

    private static async Task<IResult> Graph(string format, FindKin find, Texts texts, TimeProvider time, HttpContext context, CancellationToken cancel) =>
        GraphForm.All.FirstOrDefault(one => one.Name == format) is { } form && await Asked(find, context.Request.Query["of"], texts, cancel) is { } found
            ? ViewFiles.Answer(context, form, origin => TakeKin.Graph(found.Pairs, origin), time.Today(), "kindred-kin") : Problems.Result(Problem.NotFound);

    private static async Task<IResult> Json(FindKin find, KinWords words, Texts texts, HttpContext context, CancellationToken cancel) =>
        await Asked(find, context.Request.Query["of"], texts, cancel) is { } found ? Results.Ok(KinBody.Of(found.Pairs, found.Total, words, texts)) : Problems.Result(Problem.NotFound);
}
