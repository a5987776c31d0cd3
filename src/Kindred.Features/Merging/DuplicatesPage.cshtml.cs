using Kindred.Domain.Kinds;
using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Merging;

/// <summary>Pairs of records that are called alike, for keepers to look at: they are of one thing, or are said not to be.</summary>
[MembersPage(IsForKeepers = true)]
public sealed class DuplicatesPage(FindDuplicates find, SayNotSame say, IRecordStore records, KindList kinds, CurrentViewer viewer, PageFrame frame) : PageModel
{
    public string Kind { get; private set; } = Organisation.Kind.Name;

    public IEnumerable<Kind> Kinds => kinds.All.Where(kind => Merge.IsFor(kind.Name) && kind.IsBrowsed);

    public IReadOnlyList<(RecordLine One, RecordLine Other, Likeness Likeness)> Pairs { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; }

    public bool IsSaid { get; private set; }

    public Pager Pages => Pager.Of(Number, (Total + FindDuplicates.InPage - 1) / FindDuplicates.InPage, page => $"/keep/duplicates?kind={Kind}&page={page}");

    // Razor Pages keeps the route value "page" for itself: only the query is meant.
    public async Task<IActionResult> OnGet(string? kind, [FromQuery(Name = "page")] int? number, bool said, CancellationToken cancel)
    {
        Viewer.Member me = (await viewer.Of(HttpContext)).AsMember!;
        Kind = kind ?? Kind;
        if (Kinds.All(one => one.Name != Kind)) return Problems.Result(Problem.NotFound);
        (Number, IsSaid) = (Math.Clamp(number ?? 1, 1, FindDuplicates.MostPairs), said);
        (IReadOnlyList<Duplicate> pairs, Total) = await find.Page(Kind, Number, me, cancel);
        Dictionary<RecordId, RecordLine> lines = (await records.Lines([.. pairs.SelectMany(pair => new[] { pair.One, pair.Other }).Distinct()], me, cancel)).ToDictionary(line => line.Id);
        Pairs = [.. pairs.Where(pair => lines.ContainsKey(pair.One) && lines.ContainsKey(pair.Other)).Select(pair => (lines[pair.One], lines[pair.Other], pair.Likeness))];
        return Page();
    }

    public async Task<IActionResult> OnPost(string? one, string? other, string? kind, CancellationToken cancel)
    {
        Viewer.Member me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(one, out RecordId first) || !RecordId.TryParse(other, out RecordId second) || !await say.Do(first, second, isSame: false, me, cancel)) return Problems.Result(Problem.NotFound);
        return Redirect(frame.To($"/keep/duplicates?kind={Uri.EscapeDataString(kind ?? Kind)}&said=true"));
    }
}
