using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Browsing;

/// <summary>A record as one revision of it said, under today's policy.</summary>
public sealed class RevisionPage(IRecordStore records, ReadRecord read, CurrentViewer viewers, Texts texts, PageFrame frame) : PageModel
{
    public Revision Revision { get; private set; } = null!;

    public RecordSheet Sheet { get; private set; } = null!;

    public FieldHtml Html { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string id, int number, CancellationToken cancel)
    {
        Viewer viewer = await viewers.Of(HttpContext);
        if (!RecordId.TryParse(id, out RecordId recordId)) return Problems.Result(Problem.NotFound);
        if (await records.Records([recordId], viewer, cancel) is not [var record]) return await NoRecord.At(recordId, records, viewer, cancel);
        if (await records.Revision(recordId, number, viewer, cancel) is not { } revision) return Problems.Result(Problem.NotFound);
        Revision = revision.Value;
        Sheet = await read.AsOf(record.Value, Revision, viewer, cancel);
        Html = new FieldHtml(texts, frame, Sheet);
        if (viewer is not Viewer.Public) Response.Headers.CacheControl = "no-store";
        return Page();
    }
}
