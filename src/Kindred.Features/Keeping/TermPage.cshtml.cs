using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Keeping;

/// <summary><c>/keep/term</c>: a keeper's own term, also in the grace after it: renew it, hand it over, agree when another keeper does, or leave the archive to
/// its stewards.</summary>
[MembersPage]
[AskAgain]
public sealed class TermPage(
    IMemberStore members, ChangeRole change, HandOverRole handOver, LeaveToStewards leave, SecondWord second, CurrentSettings settings, CurrentViewer viewer, Texts texts,
    PageFrame frame) : PageModel
{
    public Viewer.Member Me { get; private set; } = null!;

    public KeepersTerm Term { get; private set; } = new KeepersTerm.None();

    /// <summary>Last day of a term that begins today.</summary>
    public DateOnly NewEnd { get; private set; }

    /// <summary>Another keeper's word is needed.</summary>
    public bool NeedsSecond { get; private set; }

    /// <summary>What others would pass on, and this one may agree to.</summary>
    public IReadOnlyList<TwoKeeperAct> Waiting { get; private set; } = [];

    public bool AreThereStewards { get; private set; }

    public string? Said { get; private set; }

    /// <summary>Shown once, and kept nowhere.</summary>
    public (string Handle, string Address)? Link { get; private set; }

    public Finding? Wrong { get; private set; }

    public (string? To, string? Reason) Typed { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken cancel) => await Load(cancel) ? Page() : Problems.Result(Problem.NotYours);

    public async Task<IActionResult> OnPostRenew(string? reason, CancellationToken cancel)
    {
        if (!await Load(cancel)) return Problems.Result(Problem.NotYours);
        if (Finding.ReasonMissing(reason, "renew") is { } wrong) return Refused(wrong);
        return await End(await change.Do(new RoleChange(Me.Handle, null, NewEnd, IsEnd: false), Me.Handle, null, RecordInput.Clean(reason!), cancel), "renew", cancel);
    }

    public async Task<IActionResult> OnPostHandOver(string? to, string? reason, CancellationToken cancel)
    {
        if (!await Load(cancel)) return Problems.Result(Problem.NotYours);
        Typed = (to, reason);
        if (Finding.ReasonMissing(reason, "hand-over") is { } wrong) return Refused(wrong);
        return await End(await handOver.Do(to ?? "", Me.Handle, RecordInput.Clean(reason!), cancel), "hand-over", cancel);
    }

    public async Task<IActionResult> OnPostLeave(string? reason, bool sure, CancellationToken cancel)
    {
        if (!await Load(cancel) || !Me.IsKeeper) return Problems.Result(Problem.NotYours);
        if (Finding.ReasonMissing(reason, "leave") is { } wrong) return Refused(wrong);
        if (!sure) return Redirect(frame.To("/keep/term"));
        return await End(await leave.Do(Me.Handle, RecordInput.Clean(reason!), cancel), "leave", cancel);
    }

    public async Task<IActionResult> OnPostAgree(long number, string? reason, CancellationToken cancel)
    {
        if (!await Load(cancel) || Waiting.All(one => one.Number != number)) return Problems.Result(Problem.AlreadyDecided);
        return await End(await second.Agree(number, Me.Handle, RecordInput.Clean(reason ?? ""), cancel), "agree", cancel);
    }

    private async Task<IActionResult> End(KeepingOutcome outcome, string field, CancellationToken cancel)
    {
        switch (outcome)
        {
            case KeepingOutcome.Done done:
                Typed = default;
                Said = texts["keep.said.done"];
                if (done is { Handle: { } handle, Secret: { } secret }) Link = (handle, $"{PublicAddress.Of(Request, frame.Shell)}/join/{secret}");
                break;
            case KeepingOutcome.Waits:
                Typed = default;
                Said = texts["keep.said.waits"];
                break;
            case { Wrong: { } wrong }:
                return Refused(wrong with { Field = wrong.Field is "handle" or "to" ? "to" : field });
            default:
                return Problems.Result(outcome is KeepingOutcome.NotYours ? Problem.NotYours : Problem.AlreadyDecided);
        }

        await Load(cancel);
        return Page();
    }

    private PageResult Refused(Finding finding)
    {
        Wrong = finding;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <returns>False: it is no keeper's, nor one's in grace.</returns>
    private async Task<bool> Load(CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        IReadOnlyList<Member> all = await members.All(cancel);
        Member self = all.First(member => member.Handle == Me.Handle);
        Term = KeepersTerm.Of(self, Me.Today);
        NewEnd = settings.Value.TermEnd(Me.Today);
        NeedsSecond = Power.ToPassOn(self, all, await Founded.Is(members, cancel), Me.Today) is Power.SecondKeeperNeeded;
        Waiting = [.. (await members.WaitingForSecondKeeper(cancel)).Where(one => one.LastDay >= Me.Today && IsPassedOn(one))];
        AreThereStewards = StewardsQuorum.Of(all, Me.Today).Voices > 0;
        return Term.MayPassOn || Said is not null;
    }

    /// <summary>A keeper's own role, renewed or handed over; whether this one's word counts is asked again when it is given.</summary>
    private static bool IsPassedOn(TwoKeeperAct act) => act.Kind == TwoKeeperKind.HandOver
        || (act.Kind == TwoKeeperKind.Grant && RoleChange.Parse(act) is { Community: null } renewed && renewed.Handle == act.ProposedBy);
}
