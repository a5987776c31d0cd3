using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Stewarding;

/// <summary>What holds for whatever names a community, and how its stewards say that they decide; changed by as many of them as its protocol asks.</summary>
[MembersPage]
[AskAgain]
public sealed class CommunitySettingsPage(IRecordStore records, IMemberStore members, WishAmongStewards wishes, CurrentViewer viewer, PageFrame frame) : PageModel
{
    public OwnCommunity Own { get; private set; } = null!;

    /// <summary>As they were typed, or as they hold.</summary>
    public CommunitySettings Shown { get; private set; } = CommunitySettings.Unsaid;

    public string? Reason { get; private set; }

    public Finding? Finding { get; private set; }

    /// <summary>Others decided something else while she wrote: what holds now is shown beside what she typed.</summary>
    public bool IsChanged { get; private set; }

    public string Read => SettingsTag.Of(Own.Named.Settings);

    public int Needed => Own.Named.Protocol.Quorum(Own.Named.Stewards.Length);

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel) => await Load(id, cancel) ? Page() : Problems.Result(Problem.NotFound);

    public async Task<IActionResult> OnPost(
        string id, string? silence, string? notices, string? place, string? sisters, ConsentScope[] scope, string? decide, string? reason, string? read, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        // What is none of the choices is the most careful of them.
        Shown = new CommunitySettings
        {
            OnSilence = ValueName.Read<SilenceMeaning>(silence) ?? SilenceMeaning.Review,
            ContentNotices = Lines(notices),
            FinestPlace = ValueName.Read<Precision>(place) ?? Precision.Country,
            SisterArchives = ValueName.Read<SisterShare>(sisters) ?? SisterShare.Nothing,
            OfferedScope = scope.Aggregate(ConsentScope.Publish, (sum, one) => sum | one),
            HowWeDecide = RecordInput.Clean(decide ?? "") is { Length: > 0 } words ? words : null,
        };
        Reason = reason;
        switch (await wishes.Wish(Own.Community.Id, new Wished.Set(Shown), reason ?? "", read, Own.Me, cancel))
        {
            case WishOutcome.Done:
                return Redirect(frame.To($"/desk/communities/{id}?done=settings"));
            case WishOutcome.Waits:
                return Redirect(frame.To($"/desk/communities/{id}?done=wish-waits"));
            case WishOutcome.ChangedMeanwhile:
                IsChanged = true;
                Response.StatusCode = StatusCodes.Status412PreconditionFailed;
                return Page();
            case WishOutcome.NotRight wrong:
                Finding = wrong.Finding;
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            default:
                return Problems.Result(Problem.NotFound);
        }
    }

    /// <summary>One a line.</summary>
    private static ImmutableArray<string> Lines(string? typed) =>
        [.. (typed ?? "").Split('\n', CommunitySettings.MostNotices + 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(RecordInput.Clean).Where(line => line.Length > 0).Distinct()];

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        if (await OwnCommunity.Find(id, HttpContext, viewer, records, members, cancel) is not { } own) return false;
        (Own, Shown) = (own, own.Named.Settings);
        return true;
    }
}
