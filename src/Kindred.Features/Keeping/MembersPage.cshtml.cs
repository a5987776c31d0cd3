using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Keeping;

/// <summary>Who keeps this archive and who answers for which community: roles with their days, and one-time links for who comes.</summary>
[MembersPage(IsForKeepers = true)]
public sealed class MembersPage(
    IMemberStore members, IRecordStore records, AddMember add, ChangeRole change, RenewSignIn renew, CurrentViewer viewer, Texts texts, PageFrame frame, TimeProvider time) : PageModel
{
    public IReadOnlyList<Member> Members { get; private set; } = [];

    public IReadOnlyDictionary<RecordId, RecordLine> Communities { get; private set; } = new Dictionary<RecordId, RecordLine>();

    /// <summary>Shown once, and kept nowhere.</summary>
    public string? Link { get; private set; }

    public string MyHandle { get; private set; } = "";

    public string? Said { get; private set; }

    public bool IsWrong { get; private set; }

    /// <summary>The invitation as it was typed, where it was not right.</summary>
    public (string? Handle, string? Role, string? Community, string? Until, string? Reason) Typed { get; private set; }

    public DateOnly Today => time.Today();

    public string Name(RecordId community) => Communities.GetValueOrDefault(community)?.Title ?? community.ToString();

    public Task OnGet(CancellationToken cancel) => Load(cancel);

    public async Task<IActionResult> OnPostInvite(string? handle, string? role, string? community, string? until, string? reason, CancellationToken cancel)
    {
        Typed = (handle, role, community, until, reason);
        // Nothing chosen is no keeper, and a day that can't be read is not for as long as it goes.
        if (role is not ("steward" or "keeper")) return await Refused(texts["finding.role-missing"], cancel);
        if (!TypedDay.TryRead(until, out DateOnly? lastDay)) return await Refused(texts["finding.day-not-a-day"], cancel);
        bool isSteward = role == "steward";
        if (isSteward && string.IsNullOrWhiteSpace(community)) return await Refused(new KeepingOutcome.NoSuchCommunity(), cancel);
        KeepingOutcome outcome = await add.Do(handle ?? "", isSteward ? community : null, lastDay, await Me(), null, reason ?? "", cancel);
        string? secret = outcome switch
        {
            KeepingOutcome.Done done => done.Secret,
            KeepingOutcome.Waits waits => waits.Secret,
            _ => null,
        };
        if (outcome is not (KeepingOutcome.Done or KeepingOutcome.Waits)) return await Refused(outcome, cancel);
        Typed = default;
        Link = secret is null ? null : $"{PublicAddress.Of(Request, frame.Shell)}/join/{secret}";
        Said = texts[outcome is KeepingOutcome.Waits ? "keep.said.waits" : "keep.said.done"];
        await Load(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostEnd(string handle, string? community, CancellationToken cancel)
    {
        RecordId? of = RecordId.TryParse(community, out RecordId id) ? id : null;
        KeepingOutcome outcome = await change.Do(new RoleChange(handle, of, null, IsEnd: true), await Me(), null, "", cancel);
        if (outcome is KeepingOutcome.Done) return Redirect(frame.To("/keep/members"));
        if (outcome is not KeepingOutcome.Waits) return await Refused(outcome, cancel);
        Said = texts["keep.said.waits"];
        await Load(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostLink(string? handle, string? reason, CancellationToken cancel)
    {
        RenewOutcome outcome = await renew.Propose(handle ?? "", await Me(), null, reason ?? "", cancel);
        if (outcome is RenewOutcome.NoSuchMember) return await Refused(new KeepingOutcome.NoSuchMember(), cancel);
        if (outcome is not (RenewOutcome.Done or RenewOutcome.Waits)) return await Refused(new KeepingOutcome.NotYours(), cancel);
        Link = outcome is RenewOutcome.Done done ? $"{PublicAddress.Of(Request, frame.Shell)}/join/{done.Link}" : null;
        Said = texts[outcome is RenewOutcome.Waits ? "keep.said.waits" : "keep.said.done"];
        await Load(cancel);
        return Page();
    }

    private Task<IActionResult> Refused(KeepingOutcome outcome, CancellationToken cancel) => Refused(
        outcome switch
        {
            KeepingOutcome.NotAHandle => texts["finding.not-a-handle"],
            KeepingOutcome.NoSuchCommunity => texts["finding.no-such-community"],
            KeepingOutcome.AmbiguousCommunity => texts["finding.ambiguous-community"],
            KeepingOutcome.NoSuchMember => texts["finding.no-such-member"],
            KeepingOutcome.NotRight wrong => texts.Words(wrong.Finding),
            _ => texts["keep.said.not-yours"],
        },
        cancel);

    private async Task<IActionResult> Refused(string why, CancellationToken cancel)
    {
        (IsWrong, Said) = (true, why);
        await Load(cancel);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<string> Me() => (await viewer.Of(HttpContext)).AsMember!.Handle;

    private async Task Load(CancellationToken cancel)
    {
        Viewer.Member me = (await viewer.Of(HttpContext)).AsMember!;
        MyHandle = me.Handle;
        Members = [.. (await members.All(cancel)).Where(member => !member.IsTerminal).OrderBy(member => member.Handle, texts.Alphabetical)];
        RecordId[] ids = [.. Members.SelectMany(member => member.Roles).Select(role => role.Community).OfType<RecordId>().Distinct()];
        Communities = (await records.Lines(ids, me, cancel)).ToDictionary(line => line.Id);
    }
}
