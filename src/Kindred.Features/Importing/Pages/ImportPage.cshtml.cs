using System.Globalization;
using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing.Running;
using Kindred.Features.Importing.Sending;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Importing.Pages;

/// <summary>One import: how far it is and what became of its rows; to stop it, go on with it, and take it back.</summary>
[MembersPage(IsForKeepers = true)]
[TakesFile]
[AskAgain("undo")]
public sealed class ImportPage(IImportStore imports, IRecordStore records, ImportsAtWork atWork, ImportErrands errands, SourceSpool spool, CurrentViewer viewer, PageFrame frame) : PageModel
{
    private const int InPage = 100;

    /// <summary>That are shown with their titles when it is asked what becomes of them.</summary>
    private const int MostTitles = 200;

    /// <summary>Of a row, with those made for names in it.</summary>
    internal const int MostRecords = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public ImportAccession Import { get; private set; } = null!;

    public Errand? Errand { get; private set; }

    public bool IsAtWork { get; private set; }

    /// <summary>To go on with, its file has to be given again.</summary>
    public bool NeedsFile { get; private set; }

    public IReadOnlyList<ImportedRow> Rows { get; private set; } = [];

    public bool HasMoreRows { get; private set; }

    /// <summary>What people went on with since, which is asked about.</summary>
    public IReadOnlyList<RecordId> Edited { get; private set; } = [];

    public IReadOnlyDictionary<RecordId, string> Titles { get; private set; } = new Dictionary<RecordId, string>();

    public Finding? Wrong { get; private set; }

    /// <summary>What stayed when it was taken back.</summary>
    public int Kept => Errand?.Outcome is ImportOutcome.Undone undone ? undone.Kept.Length : 0;

    /// <summary>Where in its row something was found, without the row.</summary>
    public static string Part(Finding finding) => finding.Field.StartsWith("line ", StringComparison.Ordinal) && finding.Field.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? finding.Field[(dot + 1)..] : "";

    public async Task<IActionResult> OnGet(string id, long? after, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        Viewer.Member me = await Me();
        if (IsAtWork) LooksAgain.Begin(HttpContext, frame);
        IReadOnlyList<ImportedRow> rows = await imports.Rows(Import.Id, Math.Max(after ?? 0, 0), InPage + 1, me, cancel);
        (Rows, HasMoreRows) = ([.. rows.Take(InPage)], rows.Count > InPage);
        if (Errand?.Outcome is ImportOutcome.Touched touched && !IsAtWork) Edited = [.. touched.Records.Select(one => one.Record)];
        if (Errand?.Outcome is ImportOutcome.OtherFile { IsGiven: true }) Wrong = new Finding("other-file", "file");
        RecordId[] ids = [.. Edited.Take(MostTitles).Concat(Rows.SelectMany(row => row.Records.Take(MostRecords)).Select(one => one.Record)).Distinct()];
        Titles = (await records.Lines(ids, me, cancel)).ToDictionary(line => line.Id, line => line.Title);
        return Page();
    }

    /// <summary>The profile by which it was read, as a file.</summary>
    public async Task<IActionResult> OnGetProfile(string id, CancellationToken cancel) =>
        await Load(id, cancel) && Import.Source.Profile is { } profile ? ProfileFile.Of(profile, Import.Source.ProfileName ?? "") : Problems.Result(Problem.NotFound);

    public async Task<IActionResult> OnPostStop(string id, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        atWork.Stop(Import.Id);
        return await Back();
    }

    public async Task<IActionResult> OnPostResume(string id, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        SentForm? form = TakesFileAttribute.Of(HttpContext);
        Errand = errands.Resume(Import.Id, form?.File);
        if (Errand is not null) form?.Keep();
        return await Back();
    }

    public async Task<IActionResult> OnPostUndo(string id, string? edited, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        // What others wrote is destroyed at the terminal alone.
        Errand = errands.Undo(Import.Id, (await Me()).Handle, edited == "keep" ? EditedWay.Keep : null);
        return await Back();
    }

    /// <summary>What is soon said is said at once.</summary>
    private async Task<IActionResult> Back()
    {
        if (Errand is not null) await Task.WhenAny(Errand.Ended, Task.Delay(Patience));
        return Redirect(frame.To($"/keep/imports/{Import.Number.ToString(CultureInfo.InvariantCulture)}"));
    }

    private async Task<Viewer.Member> Me() => (await viewer.Of(HttpContext)).AsMember!;

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        if (await imports.Find(id, await Me(), cancel) is not { } import) return false;
        Import = atWork.Seen(import);
        Errand = errands.Find(import.Id);
        IsAtWork = atWork.IsAtWork(import.Id) || Errand is { IsAtWork: true };
        if (Import.State == ImportState.Stopped && !IsAtWork && !Import.Source.Digest.IsEmpty)
        {
            using FileStream? kept = spool.Open(Import.Source.Digest);
            NeedsFile = kept is null;
        }

        return true;
    }
}
