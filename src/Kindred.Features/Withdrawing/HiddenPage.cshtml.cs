using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Withdrawing;

/// <summary>What is hidden, by whose word and until when; to confirm, to show again, or to withdraw.</summary>
[MembersPage(IsForKeepers = true)]
public sealed class HiddenPage(IDepositStore deposits, WithdrawRecord withdraw, CurrentViewer viewer, PageFrame frame) : PageModel
{
    public const int Most = 200;

    public Viewer.Member Me { get; private set; } = null!;

    public IReadOnlyList<Record> Hidden { get; private set; } = [];

    /// <summary>A keeper's hide that another keeper has not confirmed yet.</summary>
    public bool CanConfirm(Record record) =>
        Hiding.Of(record, Me.Today)?.CanConfirm(Me.Handle) == true;

    public async Task OnGet(CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        Hidden = [.. (await deposits.Hidden(Me, Most, cancel)).Select(one => one.Value)];
    }

    public async Task<IActionResult> OnPost(string id, string act, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId record)) return Problems.Result(Problem.NotFound);
        WithdrawOutcome outcome = act == "show" ? await withdraw.Show(record, Me, cancel) : await withdraw.Hide(record, "", Me, cancel);
        return outcome is WithdrawOutcome.Unknown ? Problems.Result(Problem.NotFound) : Redirect(frame.To("/keep/hidden"));
    }
}
