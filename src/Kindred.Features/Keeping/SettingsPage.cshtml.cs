using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Keeping;

/// <summary>What keepers set: name, purpose, languages, contact, terms of a deposit, default rights. Every page shows them from the next request on.</summary>
[MembersPage(IsForKeepers = true)]
public sealed class SettingsPage(CurrentSettings current, ChangeSettings change, CurrentViewer viewer, PageFrame frame) : PageModel
{
    public ArchiveSettings Shown { get; private set; } = new();

    public string? Reason { get; private set; }

    public bool IsDone { get; private set; }

    /// <summary>The field that isn't right yet.</summary>
    public string? Wrong { get; private set; }

    public void OnGet(bool done) => (Shown, IsDone) = (current.Value, done);

    public async Task<IActionResult> OnPost(
        string? name, string? purpose, string[] languages, string? first, string? contact, string? depositTerms, string? defaultRights, string? reason, CancellationToken cancel)
    {
        string[] chosen = [.. Texts.Languages.Where(language => languages.Contains(language)).OrderByDescending(language => language == first)];
        Shown = new ArchiveSettings
        {
            Name = RecordInput.Clean(name ?? ""),
            Purpose = RecordInput.Clean(purpose ?? ""),
            Languages = [.. chosen],
            Contact = RecordInput.Clean(contact ?? ""),
            DepositTerms = RecordInput.Clean(depositTerms ?? ""),
            DefaultRights = RecordInput.Clean(defaultRights ?? ""),
        };
        // The first language must be one of those chosen.
        KeepingOutcome outcome = !chosen.Contains(first) ? new KeepingOutcome.NotRight(new Finding("language-not-a-tag", "languages"))
            : Finding.ReasonMissing(reason) is { } missing ? new KeepingOutcome.NotRight(missing)
            : await change.Do(Shown, (await viewer.Of(HttpContext)).AsMember!.Handle, RecordInput.Clean(reason ?? ""), cancel);
        if (outcome is KeepingOutcome.NotRight wrong)
        {
            (Wrong, Reason) = (wrong.Finding.Field, reason);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        return outcome is KeepingOutcome.Done ? Redirect(frame.To("/keep/settings?done=true")) : Problems.Result(Problem.NotYours);
    }
}
