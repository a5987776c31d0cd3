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
    IDepositStore store, IRecordStore records, IMemberStore members, ReviewDeposit review, SettleConcern settle,
    CurrentViewer viewer, PageFrame frame) : PageModel
{
    private const int Size = 50;

    /// <summary>More is not shown, nor counted: a desk so full needs more hands, not more pages.</summary>
    private const int Most = 1000;

    public Viewer.Member Me { get; private set; } = null!;

    public DeskList<Concern> Concerns { get; private set; } = DeskList<Concern>.Empty;

    /// <summary>Concerns that came in a flood.</summary>
    public DeskList<Concern> ConcernsAside { get; private set; } = DeskList<Concern>.Empty;

    public DeskList<WaitingQuestion> Questions { get; private set; } = DeskList<WaitingQuestion>.Empty;

    public DeskList<Deposit> ToReview { get; private set; } = DeskList<Deposit>.Empty;

    public DeskList<Deposit> SetAside { get; private set; } = DeskList<Deposit>.Empty;

    public DeskList<Consent> Answered { get; private set; } = DeskList<Consent>.Empty;

    public IReadOnlyDictionary<RecordId, RecordLine> Lines { get; private set; } = new Dictionary<RecordId, RecordLine>();

    /// <summary>The day on which the reader's own term as keeper ends, from 30 days before.</summary>
    public DateOnly? TermEnds { get; private set; }

    public bool IsNothingWaiting => Concerns.Total + ConcernsAside.Total + Questions.Total + ToReview.Total + SetAside.Total == 0;

    public string Title(RecordId id) => Lines.GetValueOrDefault(id)?.Title ?? id.ToString();

    /// <summary>Each list has a page of its own.</summary>
    public async Task OnGet(int concerns, int concernsAside, int questions, int deposits, int aside, int answered, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        // All of them, in pages: one that lay beyond a limit would be hidden by whoever tells enough others.
        ILookup<bool, Concern> told = (await store.Concerns(Me, int.MaxValue, cancel)).Select(one => one.Value).ToLookup(one => one.IsSetAside);
        Concerns = DeskList.Of<Concern>([.. told[false]], concerns, Size);
        ConcernsAside = DeskList.Of<Concern>([.. told[true]], concernsAside, Size);
        Questions = DeskList.Of(await store.Waiting(Me, Most, cancel), questions, Size);
        ToReview = await Deposits([DepositState.Deposited, DepositState.InReview], deposits, cancel);
        if (Me.IsKeeper) SetAside = await Deposits([DepositState.Quarantined], aside, cancel);
        Consent[] hers = [.. (await store.Answered(Me.Communities, Me, Most, cancel)).Where(one => one.Steward == Me.Handle)];
        Answered = DeskList.Of(hers, answered, Size);
        RecordId[] ids = [.. Me.Communities, .. Concerns.Shown.Concat(ConcernsAside.Shown).Select(one => one.Subject), .. Questions.Shown.Select(one => one.Community), .. Answered.Shown.Select(one => one.Subject)];
        Lines = (await records.Lines([.. ids.Distinct()], Me, cancel)).ToDictionary(line => line.Id);
        Member? self = await members.Find(Me.Handle, cancel);
        DateOnly? ends = self?.Roles.Where(role => role.Community is null && role.HoldsOn(Me.Today)).Max(role => role.Until);
        TermEnds = ends <= Me.Today.AddDays(30) ? ends : null;
    }

    private async Task<DeskList<Deposit>> Deposits(DepositState[] states, int page, CancellationToken cancel)
    {
        int total = 0;
        foreach (DepositState state in states) total += await store.Count(state, Me, cancel);
        DeskList<Deposit> list = new([], Math.Min(total, Most), page, Size);
        return list with { Shown = [.. (await store.In(states, Me, (list.Page - 1) * Size, Size, cancel)).Select(one => one.Value)] };
    }

    public async Task<IActionResult> OnPostSettle(string[] concern, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        RecordId[] ids = [.. concern.Take(Size).Select(one => RecordId.TryParse(one, out RecordId id) ? id : (RecordId?)null).OfType<RecordId>()];
        return ids is [] || await settle.Do(ids, Me, cancel) ? Redirect(frame.To("/desk")) : Problems.Result(Problem.NotFound);
    }

    /// <summary>Deals with many at a time: a flood must not cost a keeper a click for each.</summary>
    public async Task<IActionResult> OnPostSetAside(string[] deposit, string act, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        if (!Me.IsKeeper) return Problems.Result(Problem.NotYours);
        foreach (string one in deposit.Take(Size))
        {
            if (!RecordId.TryParse(one, out RecordId id)) continue;
            DepositId which = new(id);
            if (act == "release") await review.Release(which, Me, cancel);
            else if (act == "decline" && await IsSetAside(which, cancel)) await review.Decline(which, Me, null, cancel);
        }

        return Redirect(frame.To("/desk"));
    }

    private async Task<bool> IsSetAside(DepositId id, CancellationToken cancel) =>
        await store.Find(id, Me, cancel) is { Value.State: DepositState.Quarantined };
}
