using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Reviewing;

/// <summary>All deposits that a member may see, narrowed, ordered, and dealt with up to a hundred at a time.</summary>
[MembersPage]
public sealed class DepositsDeskPage(IDepositStore store, IRecordStore records, KindList kinds, DealWithMany many, CurrentViewer viewer, Texts texts) : PageModel
{
    public const int Size = 100;

    /// <summary>Of a choice with many values, so many are links; the others are reached by narrowing otherwise.</summary>
    private const int MostValues = 12;

    public Viewer.Member Me { get; private set; } = null!;

    public DeskAddress Address { get; private set; } = null!;

    public DeskDeposits List { get; private set; } = null!;

    /// <summary>Those of this page that say nearly the same, as one line each.</summary>
    public IReadOnlyList<DeskLine> Lines { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    public DeskNames Names { get; private set; } = new();

    public IReadOnlyList<DeskChoice> Choices { get; private set; } = [];

    /// <summary>Of many at a time: what was asked for, how many were done, and those that were not.</summary>
    public DeskAct? Act { get; private set; }

    public int DoneCount { get; private set; }

    public IReadOnlyList<(DepositId Id, string Title, OutcomeOfOne Why)> NotDone { get; private set; } = [];

    public bool IsNoneTicked { get; private set; }

    public Finding? WrongWords { get; private set; }

    public string? Because { get; private set; }

    public string? To { get; private set; }

    private HashSet<DepositId> kept = [];

    public bool IsTicked(DeskLine line) => line.Members.All(one => kept.Contains(one.Deposit.Value.Id));

    /// <summary>What the list is narrowed to, each with the address of the list without it.</summary>
    public IEnumerable<(string Label, string Address)> Narrowed()
    {
        DeskFilter now = Address.Filter;
        if (now.IsProposal is { } form) yield return (texts[form ? "deposits.form.proposal" : "deposits.form.new"], Without(it => it with { IsProposal = null }));
        if (now.Kind is { } kind) yield return (KindName(kind), Without(it => it with { Kind = null }));
        if (now.Community is { } community) yield return (Bidi.Visible(Names.Title(community, texts)), Without(it => it with { Community = null }));
        if (now.Language is { } language) yield return (Languages.NativeName(language), Without(it => it with { Language = null }));
        if (now.From is { } from) yield return (texts.Format("deposits.narrowed.from", texts.DatesInWords.Day(from)), Without(it => it with { From = null }));
        if (now.Until is { } until) yield return (texts.Format("deposits.narrowed.until", texts.DatesInWords.Day(until)), Without(it => it with { Until = null }));
        if (now.With is { } with) yield return (texts[$"deposits.with.{with}"], Without(it => it with { With = null }));
        if (now.HasAnsweredBack) yield return (texts["deposits.answered.yes"], Without(it => it with { HasAnsweredBack = false }));
        if (now.HasNear) yield return (texts["deposits.near.yes"], Without(it => it with { HasNear = false }));
        if (now.Words.Length > 0) yield return (Bidi.Visible(now.Words), Without(it => it with { Words = "" }));

        string Without(Func<DeskFilter, DeskFilter> change) => Address.With(change).ToString();
    }

    public string WhyOrdered => texts[$"deposits.order.{Address.Filter.Order}"];

    public string TitleOf(Deposit deposit) => DeskNames.TitleOf(deposit, Names, texts);

    public async Task OnGet(string? tick, CancellationToken cancel)
    {
        await Load(cancel);
        if (tick == "all") kept = [.. List.Deposits.Select(one => one.Deposit.Value.Id)];
    }

    /// <summary>Each is done or not, and the page says which and why; what was not done stays ticked.</summary>
    public async Task<IActionResult> OnPostMany(string[] deposit, string act, string? because, string? to, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        if (!Me.IsKeeper && !Me.IsSteward) return Problems.Result(Problem.NotYours);
        if (ValueName.Read<DeskAct>(act) is not { } asked) return Problems.Result(Problem.NotFound);
        Ticked[] ticked = [.. Ticked.ReadAll(deposit)];
        (Because, To, kept) = (because, to, [.. ticked.Select(one => one.Id)]);
        IsNoneTicked = ticked is [];
        WrongWords = IsNoneTicked || asked != DeskAct.Decline ? null
            : Finding.ReasonMissing(because, "because") ?? (RecordInput.Clean(because!).Length > ReviewDeposit.LongestWords ? Finding.TooLong("because", ReviewDeposit.LongestWords) : null);
        if (IsNoneTicked || WrongWords is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await Load(cancel);
            return Page();
        }

        IReadOnlyList<OneOfMany> outcomes = await many.Do(asked, ticked, asked == DeskAct.Assign ? to : because, Me, cancel);
        OneOfMany[] left = [.. outcomes.Where(one => one.Outcome != OutcomeOfOne.Done)];
        (Act, DoneCount) = (asked, outcomes.Count - left.Length);
        // What says something else by now is read before it is ticked again.
        kept = [.. left.Where(one => one.Outcome is not OutcomeOfOne.Changed).Select(one => one.Ticked.Id), .. ticked.Skip(outcomes.Count).Select(one => one.Id)];
        await Load(cancel);
        List<(DepositId, string, OutcomeOfOne)> named = [];
        foreach (OneOfMany one in left)
            named.Add((one.Ticked.Id, await store.Find(one.Ticked.Id, Me, cancel) is { } visible ? TitleOf(visible.Value) : "", one.Outcome));
        NotDone = named;
        if (left is []) (Because, To) = (null, null);
        return Page();
    }

    private async Task Load(CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        Address = DeskAddress.Read(Request.Query);
        List = await store.AtDesk(Address.Filter, Me, (Address.Page - 1) * Size, Size, cancel);
        int pages = Math.Max(1, (List.Total + Size - 1) / Size);
        if (Address.Page > pages)
        {
            Address = Address with { Page = pages };
            List = await store.AtDesk(Address.Filter, Me, (pages - 1) * Size, Size, cancel);
        }

        Pager = Pager.Of(Address.Page, pages, Address.AtPage);
        Lines = Address.Filter.Order == DeskOrder.SignsLast
            ? [.. List.Deposits.GroupBy(one => one.Group).Select(group => new DeskLine([.. group]))]
            : [.. List.Deposits.Select(one => new DeskLine([one]))];
        IEnumerable<RecordId> communities = List.Counts["community"].Keys.Select(RecordId.Parse);
        IEnumerable<RecordId> changed = List.Deposits.Select(one => one.Deposit.Value.Proposal?.Record).OfType<RecordId>();
        Names = await DeskNames.Of([.. changed, .. communities, .. Address.Filter.Community is { } chosen ? new[] { chosen } : []], records, Me, cancel);
        Choices = [.. ChoicesOf()];
    }

    private IEnumerable<DeskChoice> ChoicesOf()
    {
        DeskFilter now = Address.Filter;
        yield return Of("state", value => texts[value.Length == 0 ? "deposits.state.to-read" : $"desk.state.{value}"], value => value == (now.State?.ToString() ?? ""),
            value => Address.In(value.Length == 0 ? null : Enum.Parse<DepositState>(value)));
        yield return Of("form", value => texts[$"deposits.form.{value}"], value => now.IsProposal == (value == "proposal"), value => Address.With(it => it with { IsProposal = value == "proposal" }));
        yield return Of("kind", value => value == "connection" ? texts["desk.connection"] : texts[$"kind.{value}.one"], value => now.Kind == value, value => Address.With(it => it with { Kind = value }));
        yield return Of("community", value => Names.Has(RecordId.Parse(value)) ? Bidi.Visible(Names.Title(RecordId.Parse(value), texts)) : "", value => now.Community?.ToString() == value,
            value => Address.With(it => it with { Community = RecordId.Parse(value) }));
        yield return Of("language", Languages.NativeName, value => now.Language == value, value => Address.With(it => it with { Language = value }));
        yield return Of("with", value => texts[$"deposits.with.{value}"], value => now.With?.ToString() == value, value => Address.With(it => it with { With = Enum.Parse<DeskReader>(value) }));
        yield return Of("answered", _ => texts["deposits.answered.yes"], _ => now.HasAnsweredBack, _ => Address.With(it => it with { HasAnsweredBack = true }));
        yield return Of("near", _ => texts["deposits.near.yes"], _ => now.HasNear, _ => Address.With(it => it with { HasNear = true }));
    }

    private DeskChoice Of(string name, Func<string, string> label, Func<string, bool> isChosen, Func<string, DeskAddress> address) => new(
        texts[$"deposits.choice.{name}"],
        [
            .. List.Counts[name].Where(one => label(one.Key).Length > 0).OrderByDescending(one => isChosen(one.Key)).ThenByDescending(one => one.Value).ThenBy(one => label(one.Key), texts.Alphabetical).Take(MostValues)
                .Select(one => new DeskChoiceValue(label(one.Key), one.Value, isChosen(one.Key), address(one.Key).ToString())),
        ]);

    /// <summary>What a kind is called that a deposit was narrowed to; a kind that there is no more has its bare name.</summary>
    public string KindName(string kind) => kind == "connection" ? texts["desk.connection"] : kinds.All.Any(one => one.Name == kind) ? texts[$"kind.{kind}.one"] : kind;
}

/// <summary>One line of the list: a deposit, or several of this page that say nearly the same.</summary>
public sealed record DeskLine(ImmutableArray<DeskDeposit> Members)
{
    public DeskDeposit First => Members[0];

    /// <summary>What its tick carries: those that are on this page, in the words that were there to be read.</summary>
    public string Tick => string.Join(' ', Members.Select(one => $"{one.Deposit.Value.Id}.{Wording.Of(one.Deposit.Value)[..Ticked.WordingLength]}"));
}

/// <summary>Something that the list can be narrowed by.</summary>
public sealed record DeskChoice(string Label, ImmutableArray<DeskChoiceValue> Values);

/// <param name="Address">Of the list with it.</param>
public sealed record DeskChoiceValue(string Label, int Count, bool IsChosen, string Address);
