using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Reviewing;

/// <summary>An old revision beside the newest, before it is brought back.</summary>
[MembersPage]
public sealed class RestorePage(IRecordStore records, ReadRecord read, KindList kinds, RestoreRevision restore, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    public Record Record { get; private set; } = null!;

    public Revision Old { get; private set; } = null!;

    public ReadableRecord Shown { get; private set; } = null!;

    /// <summary>Somebody changed the record while it was compared.</summary>
    public bool HasChanged { get; private set; }

    public string? Typed { get; private set; }

    public bool SaysTheSame => Shown.Fields.All(one => one.Before is null);

    public async Task<IActionResult> OnGet(string id, int number, CancellationToken cancel) =>
        await Load(id, number, cancel) ? Page() : Problems.Result(Problem.NotFound);

    public async Task<IActionResult> OnPost(string id, int number, int? read, string? note, CancellationToken cancel)
    {
        if (!await Load(id, number, cancel)) return Problems.Result(Problem.NotFound);
        return await restore.Do(Record.Id, number, read ?? 0, note ?? "", (await viewer.Of(HttpContext)).AsMember!, cancel) switch
        {
            RestoreOutcome.Restored => Redirect(frame.To($"/desk/records/{Record.Id}?done=restored")),
            RestoreOutcome.SaysTheSame => Problems.Result(Problem.AlreadyDecided),
            RestoreOutcome.ChangedMeanwhile => Beside(note),
            RestoreOutcome.NotYours => Problems.Result(Problem.NotYours),
            _ => Problems.Result(Problem.NotFound),
        };
    }

    /// <summary>Compared with what is the newest now; what was typed is kept.</summary>
    private PageResult Beside(string? note)
    {
        (HasChanged, Typed) = (true, note);
        Response.StatusCode = StatusCodes.Status412PreconditionFailed;
        return Page();
    }

    private async Task<bool> Load(string id, int number, CancellationToken cancel)
    {
        Viewer.Member me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId parsed) || await records.Records([parsed], me, cancel) is not [{ Value: var record }]) return false;
        if (!RestoreRevision.MayRestore(me, record)) return false;
        if (await records.Revision(parsed, number, me, cancel) is not { } old || await records.Revision(parsed, record.LatestRevision, me, cancel) is not { } newest) return false;
        (Record, Old) = (record, old.Value);
        Shown = await read.Compare(kinds[record.Kind], newest.Value.Content, Old.Content, me, texts, cancel);
        return true;
    }
}
