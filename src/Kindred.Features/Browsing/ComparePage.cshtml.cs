using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Browsing;

/// <summary>Two revisions of a record against each other.</summary>
public sealed class ComparePage(IRecordStore records, ReadRecord read, KindList kinds, CurrentViewer viewers, Texts texts) : PageModel
{
    public Record Record { get; private set; } = null!;

    public Revision Before { get; private set; } = null!;

    public Revision After { get; private set; } = null!;

    public ReadableRecord Differences { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string id, int? from, int? to, CancellationToken cancel)
    {
        Viewer viewer = await viewers.Of(HttpContext);
        if (!RecordId.TryParse(id, out RecordId recordId)) return Problems.Result(Problem.NotFound);
        if (await records.Records([recordId], viewer, cancel) is not [{ Value: var record }]) return await NoRecord.At(recordId, records, viewer, cancel);
        int last = to ?? record.Revision;
        if (await records.Revision(recordId, from ?? Math.Max(last - 1, 1), viewer, cancel) is not { } before) return Problems.Result(Problem.NotFound);
        if (await records.Revision(recordId, last, viewer, cancel) is not { } after) return Problems.Result(Problem.NotFound);
        (Record, Before, After) = (record, before.Value, after.Value);
        ReadableRecord both = (await read.Compare(kinds[record.Kind], Before.Content, After.Content, viewer, texts, cancel)).AsPast();
        Differences = both with { Fields = [.. both.Fields.Where(field => field.Before is not null)] };
        if (viewer is not Viewer.Public) Response.Headers.CacheControl = "no-store";
        return Page();
    }
}
