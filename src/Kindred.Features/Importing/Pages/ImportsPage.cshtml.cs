using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing.Running;
using Kindred.Features.Importing.Sending;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Importing.Pages;

/// <summary>The register of imports, files that wait to become one, and the way to send in another.</summary>
[MembersPage(IsForKeepers = true)]
[TakesFile]
public sealed class ImportsPage(
    IImportStore imports, ImportsAtWork atWork, ImportErrands errands, SentFiles files, TakeSentFile take, ProfileShelf shelf, KindList kinds, CurrentViewer viewer, PageFrame frame) : PageModel
{
    private const int InPage = 25;

    public IReadOnlyList<ImportAccession> Imports { get; private set; } = [];

    public IReadOnlyList<SentFile> Waiting { get; private set; } = [];

    public IReadOnlyList<SavedProfile> Saved { get; private set; } = [];

    public Pager Pager { get; private set; } = new(1, false, _ => "");

    public ImmutableArray<Finding> Findings { get; private set; } = [];

    public int MostMegabytes => files.MostMegabytes;

    public IEnumerable<Kind> Kinds => kinds.All;

    public string? Done { get; private set; }

    /// <summary>What was chosen in the form, where it was not right.</summary>
    public string Chosen(string field, string otherwise) => Findings.IsEmpty ? otherwise : Request.Form[field].ToString();

    public Task OnGet(int? number, string? done, CancellationToken cancel)
    {
        Done = done is "forgotten" or "removed" ? done : null;
        return Load(number ?? 1, cancel);
    }

    /// <summary>A saved profile as a file.</summary>
    public async Task<IActionResult> OnGetProfile(string? name, CancellationToken cancel) =>
        await shelf.Find(ProfileShelf.SavedMark + name, await Me(), cancel) is { } profile ? ProfileFile.Of(profile, name!) : Problems.Result(Problem.NotFound);

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        (SentFile? file, Findings) = await take.Do(TakesFileAttribute.Of(HttpContext), await Me(), cancel);
        if (file is not null) return Redirect(frame.To($"/keep/imports/{file.Id}/{(file.Profile is null ? "dry-run" : "map")}"));
        await Load(1, cancel);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    public async Task<IActionResult> OnPostForget(string? id)
    {
        if (RecordId.TryParse(id, out RecordId file)) await errands.Forget(file);
        return Redirect(frame.To("/keep/imports?done=forgotten"));
    }

    public async Task<IActionResult> OnPostRemove(string? name, CancellationToken cancel)
    {
        await shelf.Remove(name ?? "", cancel);
        return Redirect(frame.To("/keep/imports?done=removed"));
    }

    private async Task<Viewer.Member> Me() => (await viewer.Of(HttpContext)).AsMember!;

    private async Task Load(int number, CancellationToken cancel)
    {
        Viewer.Member me = await Me();
        number = Math.Clamp(number, 1, 1_000_000);
        IReadOnlyList<ImportAccession> found = await imports.Imports((number - 1) * InPage, InPage + 1, me, cancel);
        Imports = [.. found.Take(InPage).Select(atWork.Seen)];
        Pager = new Pager(number, found.Count > InPage, page => $"/keep/imports?number={page}");
        Saved = await shelf.Saved(me, cancel);
        Waiting = files.All();
    }
}
