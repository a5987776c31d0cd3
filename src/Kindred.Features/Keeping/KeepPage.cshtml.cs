using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Keeping;

/// <summary>What keeping this archive asks for today, and where each part of it is done.</summary>
[MembersPage(IsForKeepers = true)]
[AskAgain]
public sealed class KeepPage(
    IDepositStore deposits, IMemberStore members, IRecordStore records, SecondWord second, CurrentSettings settings, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    private const int MostRead = 500;

    public Viewer.Member Me { get; private set; } = null!;

    public int ToReview { get; private set; }

    public int SetAside { get; private set; }

    public IReadOnlyList<TwoKeeperAct> Waiting { get; private set; } = [];

    /// <summary>Deposits of which one keeper has agreed that they are told first-hand.</summary>
    public IReadOnlyList<(Deposit Deposit, string AgreedBy)> FirstHand { get; private set; } = [];

    public IReadOnlyDictionary<string, RecordLine> Lines { get; private set; } = new Dictionary<string, RecordLine>();

    /// <summary>Members who would be given a role, by handle; who is not among them is new.</summary>
    public IReadOnlyDictionary<string, Member> Known { get; private set; } = new Dictionary<string, Member>();

    /// <summary>Whose one-time link was made just now, and the link; shown once.</summary>
    public (string Handle, string Address)? Link { get; private set; }

    public string? Done { get; private set; }

    /// <summary>What isn't right yet in a word on what waits, under which number, and what was typed.</summary>
    public (Finding Finding, long Number, string? Reason)? Wrong { get; private set; }

    /// <summary>The keeper's own term.</summary>
    public KeepersTerm Term { get; private set; } = new KeepersTerm.None();

    public Task OnGet(string? done, CancellationToken cancel)
    {
        Done = done is not null && texts.Has("keep.done." + done) ? done : null;
        return Load(cancel);
    }

    private async Task Load(CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        ToReview = await deposits.Count(DepositState.Deposited, Me, cancel) + await deposits.Count(DepositState.InReview, Me, cancel);
        SetAside = await deposits.Count(DepositState.Quarantined, Me, cancel);
        Waiting = await members.WaitingForSecondKeeper(cancel);
        IReadOnlyList<Member> all = await members.All(cancel);
        Term = KeepersTerm.Of(all.First(member => member.Handle == Me.Handle), Me.Today);
        FirstHand = [.. (await deposits.In([DepositState.InReview], Me, 0, MostRead, cancel)).Select(one => (one.Value, FirstWord.OnFirstHand(one.Value, all, Me.Today)!)).Where(one => one.Item2 is not null)];
        Known = all.Where(member => Waiting.Any(act => ChangeOf(act)?.Handle == member.Handle)).ToDictionary(member => member.Handle);
        RecordId[] named = [.. Waiting.Select(SubjectOf).Concat(Waiting.Select(ClaimedOf)).Concat(Known.Values.SelectMany(member => member.Roles).Select(role => role.Community)).OfType<RecordId>().Distinct()];
        Lines = (await records.Lines(named, Me, cancel)).ToDictionary(line => line.Id.ToString());
    }

    public static RoleChange? ChangeOf(TwoKeeperAct act) => act.Kind == TwoKeeperKind.Grant || act.Kind == TwoKeeperKind.End ? RoleChange.Parse(act) : null;

    /// <summary>Whom or what it is about, for its heading.</summary>
    public string About(TwoKeeperAct act) => ChangeOf(act) is { } change ? change.Handle
        : act.Kind == TwoKeeperKind.HandOver ? HandOver.Parse(act).To
        : act.Kind == TwoKeeperKind.NewLink ? act.Subject
        : act.Kind == TwoKeeperKind.Destruction || act.Kind == TwoKeeperKind.LiftClaim ? Title(SubjectOf(act))
        : "";

    public string Title(RecordId? id) => id is { } one && Lines.TryGetValue(one.ToString(), out RecordLine? line) ? line.Title : id?.ToString() ?? "";

    public static RecordId? SubjectOf(TwoKeeperAct act) =>
        act.Kind == TwoKeeperKind.Destruction && RecordId.TryParse(act.Subject, out RecordId id) ? id
        : act.Kind == TwoKeeperKind.LiftClaim ? Claim.Parse(act).Record
        : ChangeOf(act)?.Community;

    /// <summary>The community that would be asked no longer; null: it is about something else.</summary>
    public static RecordId? ClaimedOf(TwoKeeperAct act) => act.Kind == TwoKeeperKind.LiftClaim ? Claim.Parse(act).Community : null;

    public async Task<IActionResult> OnPostAgree(long number, string? reason, CancellationToken cancel)
    {
        KeepingOutcome outcome = await second.Agree(number, await Handle(), RecordInput.Clean(reason ?? ""), cancel);
        // It may have been a policy, which every page shows.
        await settings.Refresh(cancel);
        return await End(outcome, "agreed", number, reason, cancel);
    }

    public async Task<IActionResult> OnPostRefuse(long number, string? reason, CancellationToken cancel) =>
        await End(await second.Refuse(number, await Handle(), RecordInput.Clean(reason ?? ""), cancel), "refused", number, reason, cancel);

    private async Task<IActionResult> End(KeepingOutcome outcome, string done, long number, string? reason, CancellationToken cancel) => outcome switch
    {
        KeepingOutcome.NotRight { Finding.Field: "reason" } wrong => await Again(wrong.Finding, number, reason, cancel),
        KeepingOutcome.Done { Handle: { } handle, Secret: { } link } => await Show(handle, link, cancel),
        KeepingOutcome.Done => Redirect(frame.To("/keep?done=" + done)),
        KeepingOutcome.NotYours => Problems.Result(Problem.NotYours),
        _ => Problems.Result(Problem.AlreadyDecided),
    };

    private async Task<PageResult> Again(Finding finding, long number, string? reason, CancellationToken cancel)
    {
        Wrong = (finding, number, reason);
        await Load(cancel);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<IActionResult> Show(string handle, string link, CancellationToken cancel)
    {
        Link = (handle, $"{PublicAddress.Of(Request, frame.Shell)}/join/{link}");
        await Load(cancel);
        return Page();
    }

    private async Task<string> Handle() => (await viewer.Of(HttpContext)).AsMember!.Handle;
}
