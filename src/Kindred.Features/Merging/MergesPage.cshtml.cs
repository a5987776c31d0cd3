using Kindred.Domain;
using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Merging;

/// <summary>What was merged, newest first, to be parted again: one at a time, after a look at what stays where it is.</summary>
[MembersPage(IsForKeepers = true)]
[AskAgain]
public sealed class MergesPage(IRecordStore records, MergeRecords merge, CurrentViewer viewer, PageFrame frame) : PageModel
{
    private const int InPage = 50;

    public string? Done { get; private set; }

    public IReadOnlyList<(MergeLine Merge, RecordLine? Standing)> Merges { get; private set; } = [];

    /// <summary>The one that is to be parted.</summary>
    public MergeLine? One { get; private set; }

    public RecordLine? Standing { get; private set; }

    public string? Reason { get; private set; }

    public Finding? Wrong { get; private set; }

    public Pager Pages { get; private set; } = Pager.Of(1, 1, _ => "");

    public async Task<IActionResult> OnGet(string? id, string? done, [FromQuery(Name = "page")] int? number, CancellationToken cancel)
    {
        if (id is not null) return await Load(id, cancel) ? Page() : Problems.Result(Problem.NotFound);
        Viewer.Member me = (await viewer.Of(HttpContext)).AsMember!;
        Done = done is "merged" or "asks" or "parted" or "hidden" ? done : null;
        int page = Math.Clamp(number ?? 1, 1, 100_000);
        // One more than a page holds: whether there are others is seen.
        MergeLine[] lines = [.. (await records.Merges(null, (page - 1) * InPage, InPage + 1, me, cancel)).Select(one => one.Value)];
        Dictionary<RecordId, RecordLine> standing = (await records.Lines([.. lines.Select(one => one.Standing).Distinct()], me, cancel)).ToDictionary(line => line.Id);
        Merges = [.. lines.Take(InPage).Select(line => (line, standing.GetValueOrDefault(line.Standing)))];
        Pages = Pager.Of(page, lines.Length > InPage ? page + 1 : page, to => $"/keep/merges?page={to}");
        return Page();
    }

    public async Task<IActionResult> OnPost(string? id, string? reason, CancellationToken cancel)
    {
        if (id is null || !await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        switch (await merge.Part(One!.Merge.Merged, reason ?? "", (await viewer.Of(HttpContext)).AsMember!, cancel))
        {
            case MergeOutcome.Parted { Since.IsEmpty: false } parted:
                return Redirect(frame.To($"/keep/move/{parted.From}?to={One.Merge.Merged}&done=parted"));
            case MergeOutcome.Parted parted:
                return Redirect(frame.To($"/keep/merges?done={(parted.State == RecordState.Hidden ? "hidden" : "parted")}"));
            case MergeOutcome.NotRight wrong:
                (Wrong, Reason) = (wrong.Finding, reason);
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            case MergeOutcome.NotYours:
                return Problems.Result(Problem.NotYours);
            default:
                return Problems.Result(Problem.NotFound);
        }
    }

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        Viewer.Member me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId merged)) return false;
        One = (await records.Merges(merged, 0, 200, me, cancel)).Select(one => one.Value).FirstOrDefault(one => one.Merge.Merged == merged);
        if (One is null) return false;
        Standing = await records.Lines([One.Standing], me, cancel) is [var line] ? line : null;
        return true;
    }
}
