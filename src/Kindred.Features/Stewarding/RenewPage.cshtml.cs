using Kindred.Domain;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Stewarding;

/// <summary>A steward's yeses that end soon or have ended, to be said again with one press.</summary>
[MembersPage]
public sealed class RenewPage(IDepositStore deposits, RenewConsents renew, CurrentViewer viewer) : PageModel
{
    /// <summary>More is not shown, nor counted: once these are said again the others come up.</summary>
    private const int Most = 1000;

    public EndingList List { get; private set; } = null!;

    public Pager Pager { get; private set; } = null!;

    public RenewConsentsOutcome.Done? Done { get; private set; }

    public Finding? Wrong { get; private set; }

    public async Task OnGet(int ending, CancellationToken cancel) => await Load((await viewer.Of(HttpContext)).AsMember!, ending, cancel);

    public async Task OnPost(string[] yes, string? until, CancellationToken cancel)
    {
        Viewer.Member me = (await viewer.Of(HttpContext)).AsMember!;
        (RecordId, RecordId)[] ticked = EndingList.Read(yes.Take(RenewConsents.MostAtOnce));
        RenewConsentsOutcome outcome = !TypedDay.TryRead(until, out DateOnly? day) ? new RenewConsentsOutcome.NotRight(new Finding("day-not-a-day", "until")) : await renew.Do(ticked, day, me, cancel);
        if (outcome is RenewConsentsOutcome.NotRight wrong)
        {
            Wrong = wrong.Finding;
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        Done = outcome as RenewConsentsOutcome.Done;
        await Load(me, 1, cancel);
        if (Wrong is not null) List = List with { Until = until, Ticked = yes };
    }

    private async Task Load(Viewer.Member me, int page, CancellationToken cancel)
    {
        IReadOnlyList<EndingYes> all = await deposits.Ending(me, Most, cancel);
        int pages = Math.Max(1, (all.Count + RenewConsents.MostAtOnce - 1) / RenewConsents.MostAtOnce), shown = Math.Clamp(page, 1, pages);
        List = EndingList.Of([.. all.Skip((shown - 1) * RenewConsents.MostAtOnce).Take(RenewConsents.MostAtOnce)], all.Count, me.Today);
        Pager = Pager.Of(shown, pages, number => $"/desk/renew?ending={number}");
    }
}
