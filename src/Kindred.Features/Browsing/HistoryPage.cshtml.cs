using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Browsing;

/// <summary>The revisions of a record, newest first.</summary>
public sealed class HistoryPage(IRecordStore records, CurrentViewer viewers, Texts texts) : PageModel
{
    public Record Record { get; private set; } = null!;

    public IReadOnlyList<Revision> Revisions { get; private set; } = [];

    /// <summary>Keepers, and those who answer for a community it names, may bring an old revision back. A note is its writer's alone.</summary>
    public bool MayRestore { get; private set; }

    /// <summary>Only revisions before the shown one name a community that the reader answers for: those can be taken back.</summary>
    public bool MayTakeBack { get; private set; }

    public DateInWords Dates { get; } = texts.DatesInWords;

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        Viewer viewer = await viewers.Of(HttpContext);
        if (!RecordId.TryParse(id, out RecordId recordId)) return Problems.Result(Problem.NotFound);
        if (await records.Records([recordId], viewer, cancel) is not [var record]) return await NoRecord.At(recordId, records, viewer, cancel);
        Record = record.Value;
        Revisions = [.. (await records.Revisions(recordId, viewer, cancel)).Select(one => one.Value).OrderByDescending(one => one.Number)];
        MayRestore = viewer is Viewer.Member member && Record.Kind != Note.Kind.Name && (member.IsKeeper || Record.Communities.Any(member.Communities.Contains));
        MayTakeBack = viewer is Viewer.Member steward && !Record.Communities.Any(steward.Communities.Contains)
            && Revisions.Any(one => one.Number < Record.Revision && one.Content.Links.Any(link => link.IsCommunity && steward.Communities.Contains(link.Target)));
        if (viewer is not Viewer.Public) Response.Headers.CacheControl = "no-store";
        return Page();
    }
}
