using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Reviewing;

/// <summary>What waits for a steward or keeper: questions to her communities, deposits to read, what was set aside; and what she answered.</summary>
[MembersPage]
public sealed class DeskPage(
    IDepositStore deposits, IRecordStore records, IMemberStore members, ReviewDeposit review, SettleConcern settle,
    CurrentViewer viewer, PageFrame frame) : PageModel
{
    public const int Most = 100;

    public Viewer.Member Me { get; private set; } = null!;

    public IReadOnlyList<Concern> Concerns { get; private set; } = [];

    public IReadOnlyList<WaitingQuestion> Questions { get; private set; } = [];

    public IReadOnlyList<Deposit> ToReview { get; private set; } = [];

    public IReadOnlyList<Deposit> SetAside { get; private set; } = [];

    public int SetAsideInAll { get; private set; }

    public IReadOnlyList<Consent> Answered { get; private set; } = [];

    public IReadOnlyDictionary<RecordId, RecordLine> Lines { get; private set; } = new Dictionary<RecordId, RecordLine>();

    /// <summary>The day on which the reader's own term as keeper ends, from 30 days before.</summary>
    public DateOnly? TermEnds { get; private set; }

    public bool IsNothingWaiting => Concerns is [] && Questions is [] && ToReview is [] && SetAside is [];

    public string Title(RecordId id) => Lines.GetValueOrDefault(id)?.Title ?? id.ToString();

    public async Task OnGet(CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        Concerns = [.. (await deposits.Concerns(Me, SettleConcern.Most, cancel)).Select(one => one.Value)];
        Questions = await deposits.Waiting(Me, Most, cancel);
        ToReview = [.. (await deposits.In([DepositState.Deposited, DepositState.InReview], Me, Most, cancel)).Select(one => one.Value)];
        if (Me.IsKeeper)
        {
            SetAside = [.. (await deposits.In([DepositState.Quarantined], Me, Most, cancel)).Select(one => one.Value)];
            SetAsideInAll = await deposits.Count(DepositState.Quarantined, Me, cancel);
        }

        Answered = [.. (await deposits.Answered(Me.Communities, Me, Most, cancel)).Where(one => one.Steward == Me.Handle)];
        RecordId[] ids = [.. Me.Communities, .. Concerns.Select(one => one.Subject), .. Questions.Select(one => one.Community), .. Answered.Select(one => one.Subject)];
        Lines = (await records.Lines([.. ids.Distinct()], Me, cancel)).ToDictionary(line => line.Id);
        Member? self = await members.Find(Me.Handle, cancel);
        DateOnly? ends = self?.Roles.Where(role => role.Community is null && role.HoldsOn(Me.Today)).Max(role => role.Until);
        TermEnds = ends <= Me.Today.AddDays(30) ? ends : null;
    }

    public async Task<IActionResult> OnPostSettle(string concern, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        return RecordId.TryParse(concern, out RecordId id) && await settle.Do(id, Me, cancel) ? Redirect(frame.To("/desk")) : Problems.Result(Problem.NotFound);
    }

    /// <summary>Deals with many at a time: a flood must not cost a keeper a click for each.</summary>
    public async Task<IActionResult> OnPostSetAside(string[] deposit, string act, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        if (!Me.IsKeeper) return Problems.Result(Problem.NotYours);
        foreach (string one in deposit.Take(Most))
        {
            if (!RecordId.TryParse(one, out RecordId id)) continue;
            DepositId which = new(id);
            if (act == "release") await review.Release(which, Me, cancel);
            else if (act == "decline" && await IsSetAside(which, cancel)) await review.Decline(which, Me, null, cancel);
        }

        return Redirect(frame.To("/desk"));
    }

    private async Task<bool> IsSetAside(DepositId id, CancellationToken cancel) =>
        await deposits.Find(id, Me, cancel) is { Value.State: DepositState.Quarantined };
}
