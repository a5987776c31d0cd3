using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Running;
using Kindred.Features.Importing.Sending;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Importing.Pages;

/// <summary>What would come of a sent file, row by row, before anything is written; and the deed itself.</summary>
[MembersPage(IsForKeepers = true)]
[AskAgain("run")]
public sealed class DryRunPage(SentFiles files, ImportErrands errands, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    private const int InPage = 50;

    /// <summary>Rows with something found, beside those of an outcome.</summary>
    public const string Found = "found";

    public SentFile Sent { get; private set; } = null!;

    public Foretold? Told { get; private set; }

    public ImportProgress? Progress { get; private set; }

    public bool IsAtWork { get; private set; }

    public bool IsFault { get; private set; }

    public IReadOnlyList<ForetoldLine> Rows { get; private set; } = [];

    /// <summary>Which rows are shown: <see cref="Found"/> or the name of an outcome.</summary>
    public string Show { get; private set; } = Found;

    public Pager Pager { get; private set; } = new(1, false, _ => "");

    public IActionResult OnGet(string id, string? show, int? number)
    {
        if (!Load(id)) return Problems.Result(Problem.NotFound);
        if (IsAtWork) LooksAgain.Begin(HttpContext, frame);
        if (Told is null || IsAtWork) return Page();
        RowOutcome? outcome = Enum.GetValues<RowOutcome>().Select(one => (RowOutcome?)one).FirstOrDefault(one => ValueName.Of(one!.Value) == show);
        Show = outcome is null ? Found : show!;
        int page = Math.Clamp(number ?? 1, 1, 10_000);
        ForetoldLine[] shown = [.. files.RowsOf(Sent.Id).Where(row => outcome is null ? !row.Findings.IsEmpty : row.Outcome == outcome).Skip((page - 1) * InPage).Take(InPage + 1)];
        Rows = [.. shown.Take(InPage)];
        Pager = new Pager(page, shown.Length > InPage, other => $"/keep/imports/{Sent.Id}/dry-run?show={Show}&number={other}");
        return Page();
    }

    /// <summary>Every row as a spreadsheet, with what was found beside it.</summary>
    public IActionResult OnGetReport(string id)
    {
        if (!Load(id) || files.OpenReport(Sent.Id) is not { } report) return Problems.Result(Problem.NotFound);
        return new FileStreamResult(report, "text/csv; charset=utf-8") { FileDownloadName = "dry-run.csv" };
    }

    public async Task<IActionResult> OnPostTry(string id)
    {
        if (!Load(id)) return Problems.Result(Problem.NotFound);
        await errands.Foretell(Sent, texts);
        return Redirect(frame.To($"/keep/imports/{id}/dry-run"));
    }

    public IActionResult OnPostStop(string id)
    {
        if (!Load(id)) return Problems.Result(Problem.NotFound);
        errands.Find(Sent.Id)?.Cancel();
        return Redirect(frame.To($"/keep/imports/{id}/dry-run"));
    }

    public async Task<IActionResult> OnPostRun(string id, bool review)
    {
        if (!Load(id)) return Problems.Result(Problem.NotFound);
        if (await errands.Run(Sent, review, (await viewer.Of(HttpContext)).AsMember!.Handle) is { } import) return Redirect(frame.To($"/keep/imports/{import.Number}"));
        // It was begun by somebody else, or the disk is full.
        return Problems.Result(errands.Find(Sent.Id) is { IsFault: true } ? Problem.NotNow : Problem.AlreadyDecided);
    }

    private bool Load(string id)
    {
        if (!RecordId.TryParse(id, out RecordId file) || files.Find(file) is not { } sent) return false;
        Errand? errand = errands.Find(file);
        (Sent, Told, IsAtWork, IsFault, Progress) = (sent, files.FindTold(file), errand is { IsAtWork: true }, errand is { IsFault: true }, errand?.Progress);
        return true;
    }
}
