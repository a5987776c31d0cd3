using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Stewarding;

/// <summary>Who answers for a community: its stewards invite and relieve each other, and each may lay down her own.</summary>
[MembersPage]
[AskAgain]
public sealed class StewardsPage(IRecordStore records, IMemberStore members, WishAmongStewards wishes, CurrentViewer viewer, PageFrame frame) : PageModel
{
    public OwnCommunity Own { get; private set; } = null!;

    /// <summary>The one-time link that was made just now, and for whom; shown once.</summary>
    public (string Handle, string Address)? Link { get; private set; }

    public Finding? Finding { get; private set; }

    /// <summary>The form to which the finding belongs: <c>invite</c>, <c>relieve</c> or <c>laydown</c>.</summary>
    public string? WrongIn { get; private set; }

    /// <summary>Id of what is to be mended; null: nothing here mends it.</summary>
    /// <param name="fellows">In the order of the page.</param>
    public string? WrongAt(Member[] fellows)
    {
        if (WrongIn != "relieve") return Finding?.Field;
        int at = Array.FindIndex(fellows, one => one.Handle == Typed.Handle && one.Handle != Own.Me.Handle && ToRelieve(one).CanBeMet);
        return at < 0 ? null : BecauseOf(at + 1);
    }

    /// <summary>Id of the field in which it is said why somebody is to be relieved.</summary>
    /// <param name="row">From 1, in the order of the page.</param>
    public static string BecauseOf(int row) => "because-" + row.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public (string? Handle, string? Until, string? Reason) Typed { get; private set; }

    public bool IsOnlyOne => Own.Named.Stewards.Length == 1;

    /// <summary>With it goes everything that lets her in.</summary>
    public bool IsLastRole => Own.Me is { MayHide: false, Communities.Length: 1 };

    /// <summary>It was her last role, and no desk is hers to go back to.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>How many must say so before somebody is invited.</summary>
    public int Needed => Own.Named.Protocol.Quorum(Own.Named.Stewards.Length);

    public WishQuorum ToRelieve(Member fellow) => WishQuorum.Of(new Wished.Relieve(fellow.Handle), Own.Named);

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel) => await Load(id, cancel) ? Page() : Problems.Result(Problem.NotFound);

    public async Task<IActionResult> OnPostInvite(string id, string? handle, string? until, string? reason, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        Typed = (handle, until, reason);
        if (Handle.Read(handle) is not { } read) return Wrong("invite", new Finding("not-a-handle", "handle"));
        if (!TypedDay.TryRead(until, out DateOnly? last)) return Wrong("invite", new Finding("day-not-a-day", "until"));
        return await Ended("invite", await wishes.Wish(Own.Community.Id, new Wished.Invite(read, last), reason ?? "", Own.Me, cancel), cancel);
    }

    public async Task<IActionResult> OnPostRelieve(string id, string? handle, string? reason, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        Typed = (handle, null, reason);
        if (Finding.ReasonMissing(reason) is { } missing) return Wrong("relieve", missing);
        return await Ended("relieve", await wishes.Wish(Own.Community.Id, new Wished.Relieve(handle ?? ""), reason!, Own.Me, cancel), cancel);
    }

    public async Task<IActionResult> OnPostLayDown(string id, bool sure, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        WishOutcome outcome = await wishes.LayDown(Own.Community.Id, sure, Own.Me, cancel);
        if (outcome is not WishOutcome.Done) return await Ended("laydown", outcome, cancel);
        if (!IsLastRole) return Redirect(frame.To("/desk?done=laid-down"));
        HasLeft = true;
        return Page();
    }

    private async Task<IActionResult> Ended(string form, WishOutcome outcome, CancellationToken cancel)
    {
        switch (outcome)
        {
            case WishOutcome.Done { Link: { } link, Handle: { } invited }:
                Link = (invited, $"{PublicAddress.Of(Request, frame.Shell)}/join/{link}");
                Response.Headers.CacheControl = "no-store";
                return await Load(Own.Id, cancel) ? Page() : Problems.Result(Problem.NotFound);
            case WishOutcome.Done:
                return Redirect(frame.To($"/desk/communities/{Own.Id}?done=wish-done"));
            case WishOutcome.Waits:
                return Redirect(frame.To($"/desk/communities/{Own.Id}?done=wish-waits"));
            case WishOutcome.NotRight wrong:
                return Wrong(form, wrong.Finding);
            default:
                return Problems.Result(Problem.NotFound);
        }
    }

    private PageResult Wrong(string form, Finding finding)
    {
        (WrongIn, Finding) = (form, finding);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        if (await OwnCommunity.Find(id, HttpContext, viewer, records, members, cancel) is not { } own) return false;
        Own = own;
        return true;
    }
}
