using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Reviewing;

/// <summary>What waits for a steward or keeper: questions to her communities, deposits to read, what was set aside; and what she answered.</summary>
[MembersPage]
[AskAgain("settle", Unless = "sure=False")]
public sealed class DeskPage(
    IDepositStore store, IRecordStore records, IMemberStore members, SettleConcern settle, SeeAnswers see,
    CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    private const int Size = 50;

    /// <summary>Of deposits, so many are shown; the others are at their own desk.</summary>
    private const int FirstDeposits = 10;

    /// <summary>More is not shown, nor counted: a desk so full needs more hands, not more pages.</summary>
    private const int Most = 1000;

    public Viewer.Member Me { get; private set; } = null!;

    public DeskList<Concern> Concerns { get; private set; } = DeskList<Concern>.Empty;

    /// <summary>Ticked as dealt with, to be looked at once more before their words are destroyed.</summary>
    public IReadOnlyList<Concern> Settling { get; private set; } = [];

    public string? Done { get; private set; }

    /// <summary>Concerns that came in a flood.</summary>
    public DeskList<Concern> ConcernsAside { get; private set; } = DeskList<Concern>.Empty;

    public DeskList<WaitingQuestion> Questions { get; private set; } = DeskList<WaitingQuestion>.Empty;

    /// <summary>What another steward took back, with the community that must say so too.</summary>
    public DeskList<(RecordId Subject, RecordId Community)> TakenBack { get; private set; } = DeskList<(RecordId Subject, RecordId Community)>.Empty;

    /// <summary>Records and connections of which another steward took a part out, where hers must say so too.</summary>
    public DeskList<RecordId> PartsTakenOut { get; private set; } = DeskList<RecordId>.Empty;

    /// <summary>Communities that others wish to decide in another way.</summary>
    public IReadOnlyList<RecordId> Wishes { get; private set; } = [];

    /// <summary>Yeses of the reader's that end soon or have ended: to be said again.</summary>
    public DeskList<EndingYes> Ending { get; private set; } = DeskList<EndingYes>.Empty;

    /// <summary>Yeses in the reader's name that her key did not sign, though it signed others: she says whether she gave them.</summary>
    public IReadOnlyList<UnsignedYes> Unsigned { get; private set; } = [];

    /// <summary>How much stops being public soon unless somebody says yes again: all that a keeper is told.</summary>
    public int Lapsing { get; private set; }

    /// <summary>The first of the deposits to read.</summary>
    public IReadOnlyList<DeskDeposit> ToReview { get; private set; } = [];

    public int ToReviewTotal { get; private set; }

    /// <summary>How many came in a flood.</summary>
    public int SetAside { get; private set; }

    /// <summary>How many of them all the reader has said that she reads.</summary>
    public int WithMe { get; private set; }

    public DeskList<Consent> Answered { get; private set; } = DeskList<Consent>.Empty;

    /// <summary>Of deposits to read, the keeper who agreed that it is told first-hand.</summary>
    public IReadOnlyDictionary<DepositId, string> AgreedBy { get; private set; } = new Dictionary<DepositId, string>();

    public DeskNames Names { get; private set; } = new();

    /// <summary>The reader's own, as a keeper.</summary>
    public KeepersTerm Term { get; private set; } = new KeepersTerm.None();

    /// <summary>Nobody keeps the archive, or its keepers left it to its stewards: they say who is to.</summary>
    public bool AppointsKeepers { get; private set; }

    /// <summary>The same of the communities that the reader answers for.</summary>
    public IReadOnlyList<(RecordId Community, DateOnly Last)> StewardTermsEnd { get; private set; } = [];

    public bool IsNothingWaiting => Concerns.Total + ConcernsAside.Total + Questions.Total + ToReviewTotal + SetAside + TakenBack.Total + PartsTakenOut.Total + Ending.Total + Wishes.Count == 0;

    public string Title(RecordId id) => Names.Title(id, texts);

    public IHtmlContent Shown(RecordId id) => Names.Shown(id, texts);

    /// <summary>While it is public a keeper closes what somebody fears about it.</summary>
    public bool MayClose(Concern concern) => Me.IsKeeper || !Names.IsPublic(concern.Subject);

    /// <summary>Each list has a page of its own.</summary>
    public async Task OnGet(string? done, int concerns, int concernsAside, int questions, int takenBack, int parts, int ending, int answered, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        Done = done is not null && texts.Has("desk.done." + done) ? done : null;
        // All of them, in pages: one that lay beyond a limit would be hidden by whoever tells enough others.
        (int others, int setAside) = await store.CountConcerns(Me, cancel);
        Concerns = await ConcernsAfter(0, others, concerns, cancel);
        ConcernsAside = await ConcernsAfter(others, setAside, concernsAside, cancel);
        Questions = DeskList.Of(await store.Waiting(Me, Most, cancel), questions, Size);
        IReadOnlyList<(RecordId Subject, RecordId Community)> awaited = await AwaitedWords.OnWithdrawals(store, members, Me, cancel);
        DeskNames there = await DeskNames.Of(awaited.Select(one => one.Subject), records, Me, cancel);
        TakenBack = DeskList.Of<(RecordId, RecordId)>([.. awaited.Where(one => there.Has(one.Subject))], takenBack, Size);
        PartsTakenOut = DeskList.Of<RecordId>([.. (await records.PartsAwaiting(Me, Most, cancel)).Select(one => one.Value.Subject).Distinct()], parts, Size);
        Ending = DeskList.Of(await store.Ending(Me, Most, cancel), ending, Size);
        Unsigned = await store.UnsignedInName(Me, Size, cancel);
        if (Me.IsKeeper) Lapsing = await store.CountLapsing(Me, cancel);
        Wishes = await AwaitedWords.OnWishes(members, Me, cancel);
        DeskDeposits desk = await store.AtDesk(new DeskFilter(), Me, 0, FirstDeposits, cancel);
        (ToReview, ToReviewTotal, SetAside, WithMe) = (desk.Deposits, desk.Total, desk.Counts["state"].GetValueOrDefault(nameof(DepositState.Quarantined)), await store.CountWith(Me, cancel));
        IReadOnlyList<Member> all = await members.All(cancel);
        AgreedBy = ToReview.Select(one => (one.Deposit.Value.Id, Handle: FirstWord.OnFirstHand(one.Deposit.Value, all, Me.Today))).Where(one => one.Handle is not null).ToDictionary(one => one.Id, one => one.Handle!);
        Consent[] hers = [.. (await store.Answered(Me.Communities, Me, Most, cancel)).Where(one => one.Steward == Me.Handle)];
        Answered = DeskList.Of(hers, answered, Size);
        RecordId[] ids =
        [
            .. Me.Communities, .. ToReview.Select(one => one.Deposit.Value.Proposal?.Record).OfType<RecordId>(), .. Concerns.Shown.Concat(ConcernsAside.Shown).Select(one => one.Subject), .. Questions.Shown.SelectMany(one => new[] { one.Subject, one.Community }),
            .. TakenBack.Shown.Select(one => one.Subject), .. PartsTakenOut.Shown, .. Answered.Shown.Select(one => one.Subject),
        ];
        Names = await DeskNames.Of(ids, records, Me, cancel);
        Member? self = await members.Find(Me.Handle, cancel);
        Term = self is null ? new KeepersTerm.None() : KeepersTerm.Of(self, Me.Today);
        AppointsKeepers = Me.IsSteward && await LeftToStewards.Is(members, Me.Today, cancel);
        StewardTermsEnd =
        [
            .. (self?.Roles ?? []).Where(role => role.Community is not null && role.HoldsOn(Me.Today)).GroupBy(role => role.Community!.Value)
                .Where(roles => roles.All(role => role.Until <= Me.Today.AddDays(KeepersTerm.WarningDays))).Select(roles => (roles.Key, roles.Max(role => role.Until)!.Value)),
        ];
    }

    public string TitleOf(Deposit deposit) => DeskNames.TitleOf(deposit, Names, texts);

    private async Task<DeskList<Concern>> ConcernsAfter(int before, int total, int page, CancellationToken cancel)
    {
        DeskList<Concern> list = new([], total, page, Size);
        int skip = (list.Page - 1) * Size;
        return list with { Shown = [.. (await store.Concerns(Me, before + skip, Math.Min(Size, total - skip), cancel)).Select(one => one.Value)] };
    }

    /// <summary>Shows those that are ticked once more, and destroys their words when that is confirmed.</summary>
    public async Task<IActionResult> OnPostSettle(string[] concern, bool sure, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        RecordId[] ids = [.. concern.Take(Size).Select(one => RecordId.TryParse(one, out RecordId id) ? id : (RecordId?)null).OfType<RecordId>()];
        if (ids is []) return Back("none-ticked");
        if (sure) return await settle.Do(ids, Me, cancel) ? Back("settled") : Problems.Result(Problem.NotFound);
        Settling = [.. (await store.Concerns(ids, Me, cancel)).Select(one => one.Value)];
        Names = await DeskNames.Of(Settling.Select(one => one.Subject), records, Me, cancel);
        return Settling is [] ? Problems.Result(Problem.NotFound) : Page();
    }

    public async Task<IActionResult> OnPostSeen(long number, CancellationToken cancel)
    {
        await see.Do((await viewer.Of(HttpContext)).AsMember!.Handle, number, cancel);
        return Back("seen");
    }

    private RedirectResult Back(string done) => Redirect(frame.To("/desk?done=" + done));
}
