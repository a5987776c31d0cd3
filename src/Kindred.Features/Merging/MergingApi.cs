using System.Collections.Immutable;
using System.ComponentModel;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Merging;

/// <summary>Duplicates, merges and what is moved apart, for keepers' programs.</summary>
public static class MergingApi
{
    private const int InPage = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/api/v1/keep/duplicates", Duplicates).AddEndpointFilter(Desk.MembersOnly).Produces<DuplicateList>();
        routes.MapPost("/api/v1/keep/duplicates/not-same", NotSame).AddEndpointFilter(Desk.MembersOnly).Produces<NotSameDone>();
        routes.MapRead("/api/v1/keep/merges", Merges).AddEndpointFilter(Desk.MembersOnly).Produces<IEnumerable<MergedLine>>();
        routes.MapPost("/api/v1/keep/merges", Merge).AddEndpointFilter(Desk.MembersOnly).Produces<MergeDone>();
        routes.MapPost("/api/v1/keep/merges/{id}/part", Part).AddEndpointFilter(Desk.MembersOnly).Produces<PartDone>();
        routes.MapPost("/api/v1/keep/records/{id}/move", Move).AddEndpointFilter(Desk.MembersOnly).Produces<MoveDone>();
    }

    public sealed record DuplicateList(int Total, int Page, int Size, ImmutableArray<DuplicateLine> Pairs);

    public sealed record DuplicateLine(
        DuplicateOf One, DuplicateOf Other,
        [property: Description("In what their names differ: writing, form, abbreviation, order or spelling; the surest first.")] string Likeness);

    public sealed record DuplicateOf(string Id, string Title);

    public sealed record NotSameBody(
        string? One, string? Other,
        [property: Description("true: it is taken back, and the pair is offered again.")] bool IsSame = false);

    public sealed record NotSameDone(string One, string Other, bool IsSame);

    public sealed record MergedLine(
        [property: Description("The record that was merged.")] string Id, string Kind, string Title,
        [property: Description("The record into which it was.")] string Into,
        [property: Description("Where its address leads today.")] string Standing,
        DateOnly Day, string By, string Reason);

    public sealed record MergeBody(
        [property: Description("Id of the record whose address will lead to the other.")] string? Goes,
        [property: Description("Id of the record that stays.")] string? Stays,
        [property: Description("Whose words, by field: stays, goes or both. Left out: both, where a field may be said more than once; else what the one that stays says, if it says anything.")]
        IReadOnlyDictionary<string, string>? Fields,
        [property: Description("Why; needed, and public.")] string? Reason);

    public sealed record MergeDone(
        string Into,
        [property: Description("What the one that stays would say from now on waits for the communities that it names.")] bool Asks);

    public sealed record ReasonBody([property: Description("Why; needed, and public.")] string? Reason);

    public sealed record PartDone(
        [property: Description("What stood for it.")] string From,
        [property: Description("State of the record that stands by itself again: published, or hidden where what stood for it is not public.")] string State,
        [property: Description("Ids of connections that were made since they were merged, and stayed.")] ImmutableArray<string> Since);

    public sealed record MoveBody(
        [property: Description("Id of the record to which; or title.")] string? To,
        [property: Description("Of a new record of the same kind.")] string? Title,
        [property: Description("Ids of connections.")] ImmutableArray<string>? Connections,
        [property: Description("Why; needed, and public.")] string? Reason);

    public sealed record MoveDone(
        string To,
        [property: Description("State of that record.")] string State,
        ImmutableArray<string> Moved,
        [property: Description("What stayed: its communities are asked about it, or something of it waits already.")] ImmutableArray<string> Left);

    private static async Task<IResult> Duplicates(string? kind, int? page, FindDuplicates find, IRecordStore records, KindList kinds, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        if (!me.IsKeeper) return Problems.Result(Problem.NotYours);
        string of = kind ?? Organisation.Kind.Name;
        if (kinds.Find(of) is null || !Domain.Merging.Merge.IsFor(of)) return Problems.NotRight(context, new Finding("unknown-kind", "kind", of));
        int asked = Math.Clamp(page ?? 1, 1, FindDuplicates.MostPairs);
        (IReadOnlyList<Duplicate> pairs, int total) = await find.Page(of, asked, me, context.RequestAborted);
        Dictionary<RecordId, RecordLine> lines = (await records.Lines([.. pairs.SelectMany(pair => new[] { pair.One, pair.Other }).Distinct()], me, context.RequestAborted)).ToDictionary(line => line.Id);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(new DuplicateList(total, asked, FindDuplicates.InPage,
            [.. pairs.Where(pair => lines.ContainsKey(pair.One) && lines.ContainsKey(pair.Other)).Select(pair => new DuplicateLine(Line(pair.One), Line(pair.Other), ValueName.Of(pair.Likeness)))]));

        DuplicateOf Line(RecordId id) => new(id.ToString(), lines[id].Title);
    }

    private static async Task<IResult> NotSame(NotSameBody? body, SayNotSame say, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        if (!me.IsKeeper) return Problems.Result(Problem.NotYours);
        return RecordId.TryParse(body?.One, out RecordId one) && RecordId.TryParse(body?.Other, out RecordId other) && await say.Do(one, other, body!.IsSame, me, context.RequestAborted)
            ? Results.Ok(new NotSameDone(one.ToString(), other.ToString(), body.IsSame)) : Problems.Result(Problem.NotFound);
    }

    private static async Task<IResult> Merges(string? record, int? page, IRecordStore records, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        if (!me.IsKeeper) return Problems.Result(Problem.NotYours);
        RecordId id = default;
        if (record is not null && !RecordId.TryParse(record, out id)) return Problems.Result(Problem.NotFound);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok((await records.Merges(record is null ? null : id, (Math.Clamp(page ?? 1, 1, 100_000) - 1) * InPage, InPage, me, context.RequestAborted)).Select(one => one.Value)
            .Select(one => new MergedLine(one.Merge.Merged.ToString(), one.Kind, one.Title, one.Merge.Into.ToString(), one.Standing.ToString(), one.Merge.Day, one.Merge.By, one.Merge.Reason)));
    }

    private static async Task<IResult> Merge(MergeBody? body, MergeRecords merge, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        if (!me.IsKeeper) return Problems.Result(Problem.NotYours);
        if (!RecordId.TryParse(body?.Goes, out RecordId goes) || !RecordId.TryParse(body?.Stays, out RecordId stays)) return Problems.Result(Problem.NotFound);
        Dictionary<string, MergeChoice> chosen = new(StringComparer.Ordinal);
        foreach ((string field, string how) in body!.Fields ?? new Dictionary<string, string>())
        {
            if (ValueName.Read<MergeChoice>(how) is not { } choice) return Problems.NotRight(context, new Finding("unknown-term", "fields." + field, how));
            chosen[field] = choice;
        }

        return await merge.Merge(goes, stays, chosen, body.Reason ?? "", null, me, context.RequestAborted) switch
        {
            MergeOutcome.Merged done => Results.Ok(new MergeDone(done.Into.ToString(), done.Asks)),
            var other => Otherwise(other, context),
        };
    }

    private static async Task<IResult> Part(string id, ReasonBody? body, MergeRecords merge, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId merged)) return Problems.Result(Problem.NotFound);
        return await merge.Part(merged, body?.Reason ?? "", me, context.RequestAborted) switch
        {
            MergeOutcome.Parted done => Results.Ok(new PartDone(done.From.ToString(), ValueName.Of(done.State), [.. done.Since.Select(one => one.ToString())])),
            var other => Otherwise(other, context),
        };
    }

    private static async Task<IResult> Move(string id, MoveBody? body, MoveConnections move, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        RecordId to = default;
        if (!me.IsKeeper) return Problems.Result(Problem.NotYours);
        if (!RecordId.TryParse(id, out RecordId from) || (body?.To is { } target && !RecordId.TryParse(target, out to))) return Problems.Result(Problem.NotFound);
        List<RecordId> connections = [];
        foreach (string one in body?.Connections ?? [])
        {
            if (!RecordId.TryParse(one, out RecordId connection)) return Problems.Result(Problem.NotFound);
            connections.Add(connection);
        }

        return await move.Do(from, body?.To is null ? null : to, body?.Title, connections, body?.Reason ?? "", me, context.RequestAborted) switch
        {
            MoveOutcome.Moved done => Results.Ok(new MoveDone(done.To.ToString(), ValueName.Of(done.State), [.. done.Connections.Select(one => one.ToString())], [.. done.Left.Select(one => one.ToString())])),
            MoveOutcome.NotRight wrong => Problems.NotRight(context, wrong.Finding),
            MoveOutcome.NotYours => Problems.Result(Problem.NotYours),
            _ => Problems.Result(Problem.NotFound),
        };
    }

    private static ProblemResult Otherwise(MergeOutcome outcome, HttpContext context) => outcome switch
    {
        MergeOutcome.NotRight wrong => Problems.NotRight(context, wrong.Finding),
        MergeOutcome.NotYours => Problems.Result(Problem.NotYours),
        MergeOutcome.ChangedMeanwhile => Problems.Result(Problem.AlreadyDecided),
        _ => Problems.Result(Problem.NotFound),
    };
}
