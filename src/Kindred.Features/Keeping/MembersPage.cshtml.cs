using Kindred.Domain;
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
[AskAgain]
public sealed class MembersPage(
    IMemberStore members, IRecordStore records, AddMember add, ChangeRole change, RenewSignIn renew, CurrentViewer viewer, Texts texts, PageFrame frame, TimeProvider time) : PageModel
{
    public IReadOnlyList<Member> Members { get; private set; } = [];

    public IReadOnlyDictionary<RecordId, RecordLine> Communities { get; private set; } = new Dictionary<RecordId, RecordLine>();

    /// <summary>Shown once, and kept nowhere.</summary>
    public (string Handle, string Address)? Link { get; private set; }

    public string MyHandle { get; private set; } = "";

    public string? Said { get; private set; }

    /// <summary>What isn't right yet, at the field that it is about.</summary>
    public Finding? Wrong { get; private set; }

    /// <summary>The invitation as it was typed, where it was not right.</summary>
    public (string? Handle, string? Role, string? Community, string? Until, string? Reason) Typed { get; private set; }

    public DateOnly Today => time.Today();

    public string Name(RecordId community) => Communities.GetValueOrDefault(community)?.Title ?? community.ToString();

    public static string EndOf(Member member, Role role) => $"end-{member.Handle}-{role.Community}";

    public Task OnGet(string? done, CancellationToken cancel)
    {
        Said = done is "ended" ? texts["keep.done.ended"] : null;
        return Load(cancel);
    }

    public async Task<IActionResult> OnPostInvite(string? handle, string? role, string? community, string? until, string? reason, CancellationToken cancel)
    {
        Typed = (handle, role, community, until, reason);
        // Nothing chosen is no keeper, and a day that can't be read is not for as long as it goes.
        if (role is not ("steward" or "keeper")) return await Refused(new Finding("role-missing", "role"), cancel);
        if (!TypedDay.TryRead(until, out DateOnly? lastDay)) return await Refused(new Finding("day-not-a-day", "until"), cancel);
        bool isSteward = role == "steward";
        if (isSteward && string.IsNullOrWhiteSpace(community)) return await Refused(new Finding("no-such-community", "community"), cancel);
        if (Finding.ReasonMissing(reason) is { } wrong) return await Refused(wrong, cancel);
        KeepingOutcome outcome = await add.Do(handle ?? "", isSteward ? community : null, lastDay, await Me(), null, RecordInput.Clean(reason!), cancel);
        if (outcome is not (KeepingOutcome.Done or KeepingOutcome.Waits)) return outcome.Wrong is { } not ? await Refused(not, cancel) : Problems.Result(Problem.NotYours);
        Typed = default;
        return await Tell(outcome is KeepingOutcome.Waits, (outcome as KeepingOutcome.Done)?.Handle, (outcome as KeepingOutcome.Done)?.Secret, cancel);
    }

    public async Task<IActionResult> OnPostEnd(string handle, string? community, string? reason, string? at, CancellationToken cancel)
    {
        if (Finding.ReasonMissing(reason, at ?? "") is { } wrong) return await Refused(wrong, cancel);
        RecordId? of = RecordId.TryParse(community, out RecordId id) ? id : null;
        return await change.Do(new RoleChange(handle, of, null, IsEnd: true), await Me(), null, RecordInput.Clean(reason!), cancel) switch
        {
            KeepingOutcome.Done => Redirect(frame.To("/keep/members?done=ended")),
            KeepingOutcome.Waits => await Tell(isWaiting: true, null, null, cancel),
            { Wrong: { } not } => await Refused(not with { Field = at ?? "" }, cancel),
            _ => Problems.Result(Problem.NotYours),
        };
    }

    public async Task<IActionResult> OnPostLink(string? handle, string? reason, CancellationToken cancel)
    {
        if (Finding.ReasonMissing(reason, "lost-reason") is { } wrong) return await Refused(wrong, cancel);
        return await renew.Propose(handle ?? "", await Me(), null, RecordInput.Clean(reason!), cancel) switch
        {
            RenewOutcome.Done done => await Tell(isWaiting: false, handle, done.Link, cancel),
            RenewOutcome.Waits => await Tell(isWaiting: true, null, null, cancel),
            RenewOutcome.NotRight refused => await Refused(refused.Finding with { Field = "lost-reason" }, cancel),
            RenewOutcome.NoSuchMember => await Refused(new Finding("no-such-member", "lost"), cancel),
            _ => Problems.Result(Problem.NotYours),
        };
    }

    private async Task<IActionResult> Tell(bool isWaiting, string? handle, string? secret, CancellationToken cancel)
    {
        Link = secret is null || handle is null ? null : (handle, $"{PublicAddress.Of(Request, frame.Shell)}/join/{secret}");
        Said = texts[isWaiting ? "keep.said.waits" : "keep.said.done"];
        await Load(cancel);
        return Page();
    }

    private async Task<IActionResult> Refused(Finding finding, CancellationToken cancel)
    {
        Wrong = finding;
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
