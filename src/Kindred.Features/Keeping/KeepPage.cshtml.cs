using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Keeping;

/// <summary>What keeping this archive asks for today, and where each part of it is done.</summary>
[MembersPage(IsForKeepers = true)]
public sealed class KeepPage(
    IDepositStore deposits, IMemberStore members, IRecordStore records, ChangeRole change, RenewSignIn renew, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
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
        FirstHand = [.. (await deposits.In([DepositState.InReview], Me, 0, MostRead, cancel)).Select(one => (one.Value, FirstWord.OnFirstHand(one.Value, all, Me.Today)!)).Where(one => one.Item2 is not null)];
        Known = all.Where(member => Waiting.Any(act => ChangeOf(act)?.Handle == member.Handle)).ToDictionary(member => member.Handle);
        RecordId[] named = [.. Waiting.Select(SubjectOf).Concat(Known.Values.SelectMany(member => member.Roles).Select(role => role.Community)).OfType<RecordId>().Distinct()];
        Lines = (await records.Lines(named, Me, cancel)).ToDictionary(line => line.Id.ToString());
    }

    public static bool IsDestruction(TwoKeeperAct act) => act.IsDestruction;

    public static RoleChange? ChangeOf(TwoKeeperAct act) => act.What is "grant" or "end" ? RoleChange.Parse(act) : null;

    public string Title(RecordId? id) => id is { } one && Lines.TryGetValue(one.ToString(), out RecordLine? line) ? line.Title : id?.ToString() ?? "";

    public static RecordId? SubjectOf(TwoKeeperAct act) =>
        IsDestruction(act) && RecordId.TryParse(act.Subject, out RecordId id) ? id : ChangeOf(act)?.Community;

    public async Task<IActionResult> OnPostAgree(long number, CancellationToken cancel)
    {
        bool isNewLink = (await members.WaitingForSecondKeeper(cancel)).Any(one => one.Number == number && one.IsNewLink);
        if (!isNewLink) return await End(await change.Agree(number, await Handle(), cancel), "agreed", cancel);
        return await renew.Agree(number, await Handle(), cancel) switch
        {
            RenewOutcome.Done done => await Show(done.Handle, done.Link, cancel),
            RenewOutcome.NotYours => Problems.Result(Problem.NotYours),
            _ => Problems.Result(Problem.AlreadyDecided),
        };
    }

    public async Task<IActionResult> OnPostRefuse(long number, CancellationToken cancel) => await End(await change.Refuse(number, await Handle(), cancel), "refused", cancel);

    private async Task<IActionResult> End(KeepingOutcome outcome, string done, CancellationToken cancel) => outcome switch
    {
        KeepingOutcome.Done { Handle: { } handle, Secret: { } link } => await Show(handle, link, cancel),
        KeepingOutcome.Done => Redirect(frame.To("/keep?done=" + done)),
        KeepingOutcome.NotYours => Problems.Result(Problem.NotYours),
        _ => Problems.Result(Problem.AlreadyDecided),
    };

    private async Task<IActionResult> Show(string handle, string link, CancellationToken cancel)
    {
        Link = (handle, $"{PublicAddress.Of(Request, frame.Shell)}/join/{link}");
        await Load(cancel);
        return Page();
    }

    private async Task<string> Handle() => (await viewer.Of(HttpContext)).AsMember!.Handle;
}
