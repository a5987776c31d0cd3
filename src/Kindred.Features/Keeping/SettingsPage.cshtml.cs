using System.Globalization;
using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Keeping;

/// <summary>What keepers set: name, purpose, contact, shown from the next request on; and the policies, which wait for a second keeper.</summary>
[MembersPage(IsForKeepers = true)]
[AskAgain]
public sealed class SettingsPage(CurrentSettings current, ChangeSettings change, CurrentViewer viewer, PageFrame frame) : PageModel
{
    public ArchiveSettings Shown { get; private set; } = new();

    public string? Reason { get; private set; }

    public bool IsDone { get; private set; }

    /// <summary>A policy waits for a second keeper.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>The field that isn't right yet.</summary>
    public string? Wrong { get; private set; }

    /// <summary>As typed, whatever it is.</summary>
    public string? TypedTerm { get; private set; }

    public string? TypedDelay { get; private set; }

    public void OnGet(bool done, bool waits) => (Shown, IsDone, IsWaiting) = (current.Value, done, waits);

    public async Task<IActionResult> OnPost(
        string? name, string? purpose, string[] languages, string? first, string? contact, string? depositTerms, string? defaultRights, string? keeperTermMonths,
        string? delayDays, string[] delayKinds, string? reason, CancellationToken cancel)
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
            // Nothing said leaves it as it is; what is no number is not right yet.
            KeeperTermMonths = string.IsNullOrWhiteSpace(keeperTermMonths) ? 0 : int.TryParse(keeperTermMonths, NumberStyles.None, CultureInfo.InvariantCulture, out int months) && months > 0 ? months : -1,
            DelayDays = string.IsNullOrWhiteSpace(delayDays) ? null : int.TryParse(delayDays, NumberStyles.None, CultureInfo.InvariantCulture, out int days) ? days : -1,
            DelayKinds = [.. delayKinds],
        };
        (TypedTerm, TypedDelay) = (keeperTermMonths, delayDays);
        // The first language must be one of those chosen.
        KeepingOutcome outcome = !chosen.Contains(first) ? new KeepingOutcome.NotRight(new Finding("language-not-a-tag", "languages"))
            : await change.Do(Shown, (await viewer.Of(HttpContext)).AsMember!.Handle, RecordInput.Clean(reason ?? ""), cancel);
        if (outcome is KeepingOutcome.NotRight wrong)
        {
            (Wrong, Reason) = (wrong.Finding.Field, reason);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        return outcome switch
        {
            KeepingOutcome.Done => Redirect(frame.To("/keep/settings?done=true")),
            KeepingOutcome.Waits => Redirect(frame.To("/keep/settings?waits=true")),
            _ => Problems.Result(Problem.NotYours),
        };
    }
}
