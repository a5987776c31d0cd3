using Kindred.Domain;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
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
public sealed class RenewPage(
    IDepositStore deposits, IRecordStore records, IMemberStore members, RenewConsents renew, CurrentViewer viewer, Shell shell, Texts texts) : PageModel
{
    /// <summary>More is not shown, nor counted: once these are said again the others come up.</summary>
    private const int Most = 1000;

    public EndingList List { get; private set; } = null!;

    public Pager Pager { get; private set; } = null!;

    public RenewConsentsOutcome.Done? Done { get; private set; }

    public Finding? Wrong { get; private set; }

    public async Task OnGet(int ending, CancellationToken cancel) => await Load((await viewer.Of(HttpContext)).AsMember!, ending, cancel);

    public async Task OnPost(string[] yes, string? until, string? signature, CancellationToken cancel)
    {
        Viewer.Member me = (await viewer.Of(HttpContext)).AsMember!;
        (RecordId, RecordId)[] ticked = EndingList.Read(yes.Take(RenewConsents.MostAtOnce));
        (SentSignature? sent, Finding? unread) = SentSignature.ReadForm(signature, Request, shell);
        RenewConsentsOutcome outcome = !TypedDay.TryRead(until, out DateOnly? day) ? new RenewConsentsOutcome.NotRight(new Finding("day-not-a-day", "until"))
            : unread is not null ? new RenewConsentsOutcome.NotRight(unread) : await renew.Do(ticked, day, me, sent, cancel);
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
        List = List with { Sign = await OfferToSign(me, cancel) };
        Pager = Pager.Of(shown, pages, number => $"/desk/renew?ending={number}");
    }

    private async Task<SigningOffer?> OfferToSign(Viewer.Member me, CancellationToken cancel)
    {
        List<ToSign> asked = [];
        foreach (EndingYes one in List.Shown)
        {
            if (await records.WordsSaid(one.Subject, one.Revision, me, cancel) is { } words) asked.Add(ToSign.Of(one.Subject, one.Revision, words, one.Community.Id, ConsentAnswer.Given, one.Scope));
        }

        return await SigningOffer.Of(members, Request, shell, me, asked, isList: true, texts["signed.renew"], cancel);
    }
}
