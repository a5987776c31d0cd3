using System.Collections.Immutable;
using System.ComponentModel;
using Kindred.Domain;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing.Running;
using Kindred.Features.Importing.Sending;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Importing;

/// <summary>Files for keepers' programs to send in: what would come of one, or the import itself, which goes on in the background; and going on with one that was stopped.</summary>
public static class SendImportApi
{
    private const int MostRows = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/keep/imports", Send).AddEndpointFilter(Desk.MembersOnly).Produces<ImportForetold>().Produces<ImportsApi.ImportLine>(StatusCodes.Status202Accepted);
        routes.MapPost("/api/v1/keep/imports/{id}/resume", Resume).AddEndpointFilter(Desk.MembersOnly).Produces<ImportsApi.ImportLine>(StatusCodes.Status202Accepted);
    }

    public sealed record ImportForetold(
        long Made, long Changed, long Same, long Waiting, long NotTaken,
        [property: Description("The first of the rows with something found, or that would not be taken.")] ImmutableArray<ForetoldRowLine> Rows,
        [property: Description("What no field has a place for, column by column.")] ImmutableArray<ForetoldLossLine> Losses,
        [property: Description("Rows that the source may not show to everyone, of which nothing is made. With review they wait at the desk.")] long NotForAll);

    public sealed record ForetoldRowLine(
        [property: Description("Where it stands in the source.")] long Number,
        [property: Description("made, changed, same, waiting or not-taken.")] string Outcome,
        string Title,
        ImmutableArray<ImportsApi.ImportedFindingLine> Findings,
        [property: Description("What may have been meant.")] ImmutableArray<string> Candidates);

    public sealed record ForetoldLossLine(string Heading, string Reason, long Rows);

    private static async Task<IResult> Send(TakeSentFile take, SentFiles files, ImportErrands errands, ImportsAtWork atWork, Texts texts, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        if (!me.IsKeeper) return Problems.Result(Problem.NotYours);
        context.Response.Headers.CacheControl = "no-store";
        if (await SentForm.Read(context, files) is not { } form) return Problems.Result(Problem.Unreadable);
        (SentFile? file, ImmutableArray<Finding> findings) = await take.Do(form, me, context.RequestAborted);
        if (form.IsTooLarge) return Problems.Result(Problem.TooLarge);
        if (file is null) return Problems.NotRight(context, findings);
        if (IsTrue(form, "dryRun")) return await Foretell(file, files, errands, texts, context);
        if (await errands.Run(file, IsTrue(form, "review"), me.Handle) is not { } import)
        {
            await errands.Forget(file.Id);
            return Problems.Result(Problem.NotNow);
        }

        return Results.Accepted($"/api/v1/keep/imports/{import.Number}", ImportsApi.LineOf(import, atWork));
    }

    private static async Task<IResult> Foretell(SentFile file, SentFiles files, ImportErrands errands, Texts texts, HttpContext context)
    {
        try
        {
            if (await errands.Foretell(file, texts) is { } errand) await errand.Ended.WaitAsync(context.RequestAborted);
            if (files.FindTold(file.Id) is not { } told) return Problems.Result(Problem.NotNow);
            return Results.Ok(new ImportForetold(
                told.Counts.Made, told.Counts.Changed, told.Counts.Same, told.Counts.Waiting, told.Counts.NotTaken,
                [.. files.RowsOf(file.Id).Where(row => !row.Findings.IsEmpty).Take(MostRows).Select(LineOf)],
                [.. told.Losses.Select(loss => new ForetoldLossLine(loss.Heading, ValueName.Of(loss.Reason), loss.Rows))],
                told.NotForAll));
        }
        finally
        {
            await errands.Forget(file.Id);
        }
    }

    private static async Task<IResult> Resume(string id, IImportStore imports, SentFiles files, ImportErrands errands, ImportsAtWork atWork, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        if (!me.IsKeeper) return Problems.Result(Problem.NotYours);
        context.Response.Headers.CacheControl = "no-store";
        if (await imports.Find(id, me, context.RequestAborted) is not { } import) return Problems.Result(Problem.NotFound);
        SentForm? form = context.Request.HasFormContentType ? await SentForm.Read(context, files) : null;
        if (form is { IsTooLarge: true }) return Problems.Result(Problem.TooLarge);
        if (errands.Resume(import.Id, form?.File) is not { } errand) return Problems.Result(Problem.AlreadyDecided);
        form?.Keep();
        // What stands against it is said within a moment; what runs goes on.
        await Task.WhenAny(errand.Ended, Task.Delay(TimeSpan.FromSeconds(2), context.RequestAborted));
        return errand.Outcome switch
        {
            ImportOutcome.OtherFile { IsGiven: true } => Problems.NotRight(context, new Finding("other-file", "file")),
            ImportOutcome.OtherFile => Problems.NotRight(context, new Finding("file-missing", "file")),
            ImportOutcome.NotOpen or ImportOutcome.Busy => Problems.Result(Problem.AlreadyDecided),
            _ when errand.IsFault => Problems.Result(Problem.NotNow),
            _ => Results.Accepted($"/api/v1/keep/imports/{import.Number}", ImportsApi.LineOf((await imports.Find(id, me, context.RequestAborted))!, atWork)),
        };
    }

    private static ForetoldRowLine LineOf(ForetoldLine row) => new(
        row.Number, ValueName.Of(row.Outcome), row.Title, [.. row.Findings.Select(finding => new ImportsApi.ImportedFindingLine(finding.Code, finding.Field, finding.Value))], row.Candidates);

    private static bool IsTrue(SentForm form, string field) => form.Fields.GetValueOrDefault(field) == "true";
}
