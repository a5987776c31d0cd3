using System.Collections.Immutable;
using System.ComponentModel;
using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Importing;

/// <summary>The register of imports for keepers' programs: what there was, row by row; stopping one, and taking one back.</summary>
public static class ImportsApi
{
    private const int InPage = 100;
    private const int RowsInPage = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/api/v1/keep/imports", All).AddEndpointFilter(Desk.MembersOnly).Produces<IEnumerable<ImportLine>>();
        routes.MapRead("/api/v1/keep/imports/{id}", One).AddEndpointFilter(Desk.MembersOnly).Produces<ImportLine>();
        routes.MapRead("/api/v1/keep/imports/{id}/rows", Rows).AddEndpointFilter(Desk.MembersOnly).Produces<IEnumerable<ImportedRowLine>>();
        routes.MapRead("/api/v1/keep/imports/{id}/losses", Losses).AddEndpointFilter(Desk.MembersOnly).Produces<IEnumerable<ImportLossLine>>();
        routes.MapRead("/api/v1/keep/imports/{id}/losses.csv", LossesTable).AddEndpointFilter(Desk.MembersOnly);
        routes.MapPost("/api/v1/keep/imports/{id}/stop", Stop).AddEndpointFilter(Desk.MembersOnly).Produces<ImportLine>();
        routes.MapPost("/api/v1/keep/imports/{id}/undo", Undo).AddEndpointFilter(Desk.MembersOnly).Produces<ImportTakenBack>().Produces<ImportTakenBack>(StatusCodes.Status409Conflict);
    }

    public sealed record ImportLine(
        string Id, long Number,
        [property: Description("running, stopped, done, undoing or undone.")] string State,
        DateOnly Day, string Who, string Form,
        [property: Description("Name of the profile; absent: by the names of fields.")] string? Profile,
        [property: Description("Of rows that name none.")] string? Kind,
        [property: Description("SHA-256 of the file.")] string? Digest,
        long Made, long Changed, long Same, long Waiting, long NotTaken,
        [property: Description("The day on which it was taken back.")] DateOnly? Undone);

    public sealed record ImportedRowLine(
        [property: Description("Among the rows, from 1; after it the next page begins.")] long Place,
        [property: Description("Where it stands in the source.")] long Number,
        [property: Description("made, changed, same, waiting or not-taken.")] string Outcome,
        [property: Description("Ids of what it made or changed, also for names in its links.")] ImmutableArray<string> Records,
        [property: Description("What no field had a place for, by heading.")] IReadOnlyDictionary<string, string[]>? Leftover,
        [property: Description("Why something of it is in no field, by heading.")] ImmutableArray<RowLossLine> Losses,
        ImmutableArray<ImportedFindingLine> Findings);

    public sealed record RowLossLine(string Heading, [property: Description("As in the loss report.")] string Reason);

    public sealed record ImportLossLine(
        [property: Description("As the source has it.")] string Heading,
        [property: Description("no-place, left, dropped, unmapped, unread, no-room, time, nearer, shortened, file or not-linked.")] string Reason,
        [property: Description("How many rows.")] long Rows,
        [property: Description("Where the first of them stands in the source.")] long Example);

    public sealed record ImportedFindingLine(string Code, string Path, string? Value);

    public sealed record UndoImportBody([property: Description("keep: what people went on with stays. Left out, they are listed and nothing is done. What they wrote is destroyed only at the terminal of whoever runs the archive.")] string? Edited);

    public sealed record ImportTakenBack(
        ImportLine Import,
        [property: Description("What people went on with: it stays, or, with 409, is asked about.")] ImmutableArray<string> Edited);

    private static async Task<IResult> All(int? page, IImportStore imports, ImportsAtWork atWork, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        if (!me.IsKeeper) return Problems.Result(Problem.NotYours);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok((await imports.Imports((Math.Clamp(page ?? 1, 1, 1_000_000) - 1) * InPage, InPage, me, context.RequestAborted)).Select(one => LineOf(one, atWork)));
    }

    private static Task<IResult> One(string id, IImportStore imports, ImportsAtWork atWork, CurrentViewer viewer, HttpContext context) =>
        With(id, imports, viewer, context, (import, _) => Task.FromResult(Results.Ok(LineOf(import, atWork))));

    private static Task<IResult> Rows(string id, long? after, IImportStore imports, CurrentViewer viewer, HttpContext context) => With(id, imports, viewer, context, async (import, me) =>
        Results.Ok((await imports.Rows(import.Id, Math.Max(after ?? 0, 0), RowsInPage, me, context.RequestAborted)).Select(LineOf)));

    private static Task<IResult> Losses(string id, IImportStore imports, CurrentViewer viewer, HttpContext context) => With(id, imports, viewer, context, async (import, me) =>
        Results.Ok((await imports.Losses(import.Id, me, context.RequestAborted)).Select(loss => new ImportLossLine(loss.Heading, loss.Reason, loss.Rows, loss.Example))));

    private static Task<IResult> LossesTable(string id, IImportStore imports, CurrentViewer viewer, HttpContext context) => With(id, imports, viewer, context, async (import, me) =>
    {
        using StringWriter table = new();
        LossTable.Write(table, Texts.For(Texts.Source), await imports.Losses(import.Id, me, context.RequestAborted));
        return Results.Text(table.ToString(), "text/csv", System.Text.Encoding.UTF8);
    });

    private static Task<IResult> Stop(string id, IImportStore imports, ImportsAtWork atWork, CurrentViewer viewer, HttpContext context) => With(id, imports, viewer, context, (import, _) =>
        Task.FromResult(atWork.Stop(import.Id) ? Results.Ok(LineOf(import, atWork)) : Problems.Result(Problem.AlreadyDecided)));

    private static Task<IResult> Undo(string id, UndoImportBody? body, IImportStore imports, UndoImport undo, ImportsAtWork atWork, CurrentViewer viewer, HttpContext context)
    {
        // One keeper alone, or one stolen token, destroys nothing that others wrote.
        EditedWay? edited = body?.Edited == "keep" ? EditedWay.Keep : null;
        if (body?.Edited is { } other && edited is null) return Task.FromResult<IResult>(Problems.NotRight(context, new Finding("unknown-term", "edited", other)));
        return With(id, imports, viewer, context, async (import, me) => await undo.Do(import.Id, me.Handle, edited, null, context.RequestAborted) switch
        {
            ImportOutcome.Undone done => Results.Ok(new ImportTakenBack(LineOf(done.Import, atWork), [.. done.Kept.Select(one => one.ToString())])),
            ImportOutcome.Touched touched => Results.Json(new ImportTakenBack(LineOf(touched.Import, atWork), [.. touched.Records.Select(one => one.Record.ToString())]), statusCode: StatusCodes.Status409Conflict),
            ImportOutcome.Unknown => Problems.Result(Problem.NotFound),
            _ => Problems.Result(Problem.AlreadyDecided),
        });
    }

    private static async Task<IResult> With(string id, IImportStore imports, CurrentViewer viewer, HttpContext context, Func<ImportAccession, Viewer.Member, Task<IResult>> answer)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        if (!me.IsKeeper) return Problems.Result(Problem.NotYours);
        context.Response.Headers.CacheControl = "no-store";
        return await imports.Find(id, me, context.RequestAborted) is { } import ? await answer(import, me) : Problems.Result(Problem.NotFound);
    }

    internal static ImportLine LineOf(ImportAccession import, ImportsAtWork atWork) => new(
        import.Id.ToString(), import.Number, ValueName.Of(atWork.Seen(import).State), import.Day, import.Who, import.Source.Form, import.Source.ProfileName, import.Source.Kind,
        import.Source.Digest.IsEmpty ? null : Convert.ToHexStringLower(import.Source.Digest.AsSpan()),
        import.Counts.Made, import.Counts.Changed, import.Counts.Same, import.Counts.Waiting, import.Counts.NotTaken, import.UndoneDay);

    private static ImportedRowLine LineOf(ImportedRow row) => new(
        row.Place, row.Number, ValueName.Of(row.Outcome), [.. row.Records.Select(one => one.Record.ToString())], row.Leftover is null ? null : LossTable.Leftover(row),
        [.. LossesJson.Read(row.Losses).Select(one => new RowLossLine(one.Heading, one.Reason))],
        [.. row.Findings.Select(finding => new ImportedFindingLine(finding.Code, finding.Field, finding.Value))]);
}
