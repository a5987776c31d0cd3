using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Stewarding;

public sealed partial class AnswerPage
{
    /// <summary>Communities that are asked because somebody said that they were not, and what the reader can do about each.</summary>
    public IReadOnlyList<ClaimLine> Claims { get; private set; } = [];

    /// <summary>What isn't right yet in a word on a claim, about which community, and what was typed.</summary>
    public (Finding Finding, RecordId Community, string? Reason)? WrongClaim { get; private set; }

    /// <summary>Id of the field in which it is mended, or of the claim where none is asked for.</summary>
    public string? WrongClaimAt => WrongClaim is not { } wrong ? null : $"claim-{wrong.Community}" + (AsksWhy(Claims.First(line => line.Community == wrong.Community)) ? "-reason" : "");

    private bool AsksWhy(ClaimLine line) => line.IsMine ? line.Wish is null : Me.IsKeeper && !line.HasSteward && line.Waiting?.ProposedBy != Me.Handle;

    /// <summary>Her community says that it is not meant, by its protocol.</summary>
    public async Task<IActionResult> OnPostLetGo(string id, string? community, string? reason, CancellationToken cancel)
    {
        if (!await Load(id, cancel) || FindClaim(community) is not { IsMine: true } line) return Problems.Result(Problem.NotFound);
        return await wishes.Wish(line.Community, new Wished.LetGo(Id), reason ?? "", Me, cancel) switch
        {
            // It may name her community no more, and then is not hers to read.
            WishOutcome.Done => Redirect(frame.To($"/desk/communities/{line.Community}?done=claim-lifted")),
            WishOutcome.Waits => Redirect(frame.To($"/desk/records/{id}?done=wish-waits")),
            WishOutcome.NotRight wrong => WrongOf(line, wrong.Finding, reason),
            _ => Problems.Result(Problem.NotFound),
        };
    }

    /// <summary>A keeper's word, where nobody answers for that community.</summary>
    public async Task<IActionResult> OnPostLift(string id, string? community, string? reason, CancellationToken cancel)
    {
        if (!await Load(id, cancel) || FindClaim(community) is not { } line || !Me.IsKeeper) return Problems.Result(Problem.NotFound);
        return await lift.ByKeeper(new Claim(Id, line.Community), reason ?? "", Me.Handle, cancel) switch
        {
            KeepingOutcome.Done => Redirect(frame.To($"/desk/records/{id}?done=claim-lifted")),
            KeepingOutcome.Waits => Redirect(frame.To($"/desk/records/{id}?done=claim-waits")),
            KeepingOutcome.NotRight wrong => WrongOf(line, wrong.Finding, reason),
            KeepingOutcome.NotYours => Problems.Result(Problem.NotYours),
            _ => Problems.Result(Problem.AlreadyDecided),
        };
    }

    private ClaimLine? FindClaim(string? community) => RecordId.TryParse(community, out RecordId one) ? Claims.FirstOrDefault(line => line.Community == one) : null;

    private PageResult WrongOf(ClaimLine line, Finding finding, string? reason)
    {
        WrongClaim = (finding, line.Community, reason);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task FindClaims(CancellationToken cancel)
    {
        Claim[] claims = [.. (await records.Claims(Id, Me, cancel)).Select(one => one.Value)];
        if (claims is []) return;
        IReadOnlyList<TwoKeeperAct> waiting = Me.IsKeeper ? await members.WaitingForSecondKeeper(cancel) : [];
        StewardsWish[] wished = [.. (await members.Wishes(Me, cancel)).Where(one => one.Wished is Wished.LetGo letGo && letGo.Record == Id && one.LastDay >= Me.Today)];
        List<ClaimLine> lines = [];
        foreach (Claim claim in claims)
        {
            NamedCommunity? named = await members.Community(claim.Community, Me.Today, cancel);
            lines.Add(new ClaimLine(
                claim.Community, Communities.FirstOrDefault(one => one.Community.Id == claim.Community)?.Community.Title, Me.Communities.Contains(claim.Community),
                named is { Stewards.IsEmpty: false }, named is null ? 0 : WishQuorum.Of(new Wished.LetGo(Id), named).Needed,
                waiting.FirstOrDefault(one => one.Kind == TwoKeeperKind.LiftClaim && one.Subject == claim.ToString() && one.LastDay >= Me.Today))
            {
                Wish = wished.FirstOrDefault(one => one.Community == claim.Community),
            });
        }

        Claims = lines;
    }
}

/// <param name="Title">Null: the reader may not read its record.</param>
/// <param name="HasSteward">It is theirs to say; keepers can't.</param>
/// <param name="Needed">How many of its stewards must say so.</param>
/// <param name="Waiting">One keeper has said so.</param>
public sealed record ClaimLine(RecordId Community, string? Title, bool IsMine, bool HasSteward, int Needed, TwoKeeperAct? Waiting)
{
    /// <summary>Some of its stewards wish it, and not enough yet; null: none do, or it is not the reader's.</summary>
    public StewardsWish? Wish { get; init; }
}
