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

/// <summary><c>/desk/keepers</c>: where nobody keeps the archive, or its keepers left it to them, stewards say who is to keep it.</summary>
[MembersPage]
[AskAgain]
public sealed class AppointPage(IMemberStore members, AppointKeepers appoint, CurrentViewer viewer, PageFrame frame) : PageModel
{
    public Viewer.Member Me { get; private set; } = null!;

    /// <summary>Stewards may appoint now.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>This one is a steward who has a voice.</summary>
    public bool HasVoice { get; private set; }

    public StewardsQuorum Quorum { get; private set; }

    public IReadOnlyList<(Appointment Appointment, int Voices)> Appointments { get; private set; } = [];

    public Finding? Wrong { get; private set; }

    public (string? First, string? Second, string? Reason) Typed { get; private set; }

    /// <summary>It waits for other stewards' words.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Who was appointed just now; links are shown once.</summary>
    public IReadOnlyList<(string Handle, string? Address)>? Appointed { get; private set; }

    public async Task OnGet(CancellationToken cancel) => await Load(cancel);

    public async Task<IActionResult> OnPost(string? first, string? second, string? reason, CancellationToken cancel)
    {
        Typed = (first, second, reason);
        return await End(await appoint.Propose([first ?? "", second ?? ""], await Handle(), RecordInput.Clean(reason ?? ""), cancel), cancel);
    }

    public async Task<IActionResult> OnPostAgree(long number, CancellationToken cancel) => await End(await appoint.Agree(number, await Handle(), cancel), cancel);

    private async Task<IActionResult> End(KeepingOutcome outcome, CancellationToken cancel)
    {
        switch (outcome)
        {
            case KeepingOutcome.Appointed appointed:
                Appointed = [.. appointed.Links.Select(one => (one.Handle, one.Secret is { } secret ? $"{PublicAddress.Of(Request, frame.Shell)}/join/{secret}" : null))];
                break;
            case KeepingOutcome.Waits:
                (IsWaiting, Typed) = (true, default);
                break;
            case { Wrong: { } wrong }:
                Wrong = wrong;
                Response.StatusCode = StatusCodes.Status400BadRequest;
                break;
            default:
                return Problems.Result(outcome is KeepingOutcome.NotYours ? Problem.NotYours : Problem.AlreadyDecided);
        }

        await Load(cancel);
        return Page();
    }

    private async Task Load(CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        IReadOnlyList<Member> all = await members.All(cancel);
        IsOpen = await LeftToStewards.Is(members, Me.Today, cancel);
        Member[] voters = [.. StewardsQuorum.Voters(all, Me.Today)];
        HasVoice = voters.Any(one => one.Handle == Me.Handle);
        Quorum = StewardsQuorum.Of(all, Me.Today);
        // Who proposed and who agreed is the stewards' own to tell each other: only how many voices there are is shown.
        Appointments = [.. (await members.Appointments(cancel)).Where(one => one.LastDay >= Me.Today)
            .Select(one => (one, StewardsQuorum.VoicesOf(voters.Where(voter => one.AgreedBy.Contains(voter.Handle)), Me.Today)))];
    }

    private async Task<string> Handle() => (await viewer.Of(HttpContext)).AsMember!.Handle;
}
