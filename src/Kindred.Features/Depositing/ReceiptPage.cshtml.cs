using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Depositing;

/// <summary>Coming back with the seven words: how it stands, what was asked, reply, correct, withdraw. The words are in no address and no cookie.</summary>
[SameSiteForm]
public sealed partial class ReceiptPage(
    FollowDeposit follow, ProposableRecord proposable, RaiseConcern concerns, IRecordStore records, CommunityAnswers communities, DepositBudget budget, SealedField hidden, KindList kinds,
    Texts texts, PageFrame frame, TimeProvider time) : PageModel
{
    private const string NotKept = "not-kept-now";

    private Viewer.Depositor? viewer;

    /// <summary>As typed, when they could not be used.</summary>
    public string? Typed { get; private set; }

    public ImmutableArray<Finding> Findings { get; private set; } = [];

    /// <summary>Null: the words are still asked for.</summary>
    public Deposit? Deposit { get; private set; }

    /// <summary>The receipt is that of a concern.</summary>
    public Concern? Concern { get; private set; }

    public string Words { get; private set; } = "";

    public string Sealed => hidden.SealReceipt(Words);

    public IReadOnlyList<AnswerLine> Answers { get; private set; } = [];

    /// <summary>Records that have an address of their own, public or on the way.</summary>
    public IReadOnlyList<RecordLine> Lines { get; private set; } = [];

    /// <summary>Where each record of <see cref="Lines"/> and each connection stands that was taken in. Null: nothing keeps the connection back but an end that
    /// is not public.</summary>
    public IReadOnlyDictionary<RecordId, RecordState?> States { get; private set; } = new Dictionary<RecordId, RecordState?>();

    /// <summary>Something is left of it to be spoken of.</summary>
    public bool IsAnyLeft => !Deposit!.Records.IsEmpty || !Deposit.Connections.IsEmpty || Deposit.Proposal is not null;

    /// <summary>Null: not taken in, or nothing to be told of it but that it is not public.</summary>
    public RecordState? StateOf(RecordId? accessioned) => accessioned is { } id ? States.GetValueOrDefault(id) : null;

    /// <summary>Somebody reads it, or will: how its words stood before is no news of those that wait.</summary>
    public bool IsRead => Deposit!.State is DepositState.Deposited or DepositState.InReview or DepositState.Asked;

    /// <summary>Something of it is a record or connection of the archive.</summary>
    public bool IsTakenIn => Deposit!.Accessioned.Any(States.ContainsKey);

    /// <summary>Name of the text that is so of all of it; how each part stands is said beside that part.</summary>
    public string StateOfAll
    {
        get
        {
            if (Deposit!.Proposal is { } proposal) return StateOfProposal(proposal);
            // A link that was there already became no connection of its own.
            IEnumerable<DepositedConnection> connections = Deposit.Connections.Where(one => one.Accessioned is not { } id || States.ContainsKey(id));
            RecordState?[] states = [.. Deposit.Records.Select(record => StateOf(record.Accessioned)), .. connections.Select(one => StateOf(one.Accessioned))];
            int arePublic = states.Count(state => state is RecordState.Published or RecordState.Merged);
            return Deposit.State switch
            {
                DepositState.Withdrawn or DepositState.Published when !IsAnyLeft => "withdrawn",
                DepositState.Published when arePublic == 0 && states.Contains(RecordState.Embargoed) => "embargoed",
                DepositState.Published when arePublic == 0 => "away",
                DepositState.Published when arePublic < states.Length => "partly",
                // What is public stays so while a change of it is read and asked about.
                DepositState.Deposited or DepositState.InReview or DepositState.Asked when arePublic > 0 => arePublic == states.Length ? "correction" : "partly",
                DepositState.Declined when arePublic > 0 => "declined-partly",
                _ => ValueName.Of(Deposit.State),
            };
        }
    }

    /// <summary>Links of its records and connections with words of their own.</summary>
    public int ConnectionsBrought => Deposit!.Connections.Length + Deposit.Records.Sum(record => record.Links.Length);

    public bool AsksToConfirm { get; private set; }

    /// <summary>What can be taken away alone, while the rest stays.</summary>
    public IReadOnlyList<(RecordId Id, string Title, RecordPart Part)> Parts { get; private set; } = [];

    public bool HasTakenPart { get; private set; }

    /// <summary>What a part is called.</summary>
    public string PartOf((RecordId Id, string Title, RecordPart Part) one)
    {
        string kind = Deposit!.Records.First(record => record.Accessioned == one.Id).Kind;
        string far = one.Part.Target is { } target && Lines.FirstOrDefault(line => line.Id == target) is { } line ? ": " + Bidi.Visible(line.Title) : "";
        return texts.Label(kind, one.Part.Field) + far;
    }

    public bool IsGone { get; private set; }

    public bool HasReplied { get; private set; }

    public string Reply { get; private set; } = "";

    public Finding? WrongReply => Findings.FirstOrDefault(one => one.Field == "text");

    /// <summary>Carried by the form, so that a reload answers once.</summary>
    public string Key { get; private set; } = NewKey();

    /// <summary>Days until it is destroyed, for what waits for its depositor.</summary>
    public int? DaysLeft => Deposit is { State: DepositState.Draft or DepositState.Declined or DepositState.Quarantined } waiting
        ? Math.Max(0, Retention.DraftDays - (time.Today().DayNumber - waiting.StateDay.DayNumber))
        : null;

    /// <summary>A draft is gone on with; whatever else waits is saved by an answer too.</summary>
    public string DaysLeftText => Deposit!.State == DepositState.Draft ? "receipt.days-left" : "receipt.days-left-unanswered";

    private string? Tag { get; set; }

    /// <summary>What the steps need to go on with it.</summary>
    public string Carried => hidden.Seal(Deposit!.Proposal is { } proposal ? OpenedProposal(proposal) : Opened());

    /// <summary>The name of an end of a connection.</summary>
    public string EndOf(string target) => target.StartsWith('#')
        ? Deposit!.Records.FirstOrDefault(record => "#" + record.Ref == target)?.Content.Title ?? target
        : Lines.FirstOrDefault(line => line.Id.ToString() == target)?.Title ?? target;

    public void OnGet() => KeepNowhere();

    public async Task<IActionResult> OnPost(string? words, string? @sealed, string? go, string? text, string? key, string? part, string? embargoUntil, string? what, CancellationToken cancel)
    {
        KeepNowhere();
        if (key is { Length: 32 }) Key = key;
        string? typed = hidden.OpenReceipt(@sealed) ?? words;
        if (!budget.MayStep(RequestPrefix.Of(HttpContext), 0)) return Wrong(typed, new Finding("too-many-now", "words"), StatusCodes.Status429TooManyRequests);
        switch (ReceiptCode.Read(typed))
        {
            case ReceiptReading.UnknownWord unknown:
                return Wrong(typed, unknown.Nearest is { } nearest
                    ? new Finding("receipt-nearest-word", "words", $"{Short(unknown.Word)} → {nearest}")
                    : new Finding("receipt-unknown-word", "words", Short(unknown.Word)));
            case ReceiptReading.Read { Code: { } code } when go is "save":
                return File(Encoding.UTF8.GetBytes($"{code.Words}\r\n\r\n{texts["receipt.title"]}: {PublicAddress.Of(Request, frame.Shell)}/receipt\r\n"), "text/plain; charset=utf-8", "receipt.txt");
            case ReceiptReading.Read { Code: { } code }:
                return await Follow(code, go, text ?? "", part, (embargoUntil, what), cancel);
            default:
                return Wrong(typed, new Finding("receipt-not-seven", "words"));
        }
    }

    private async Task<IActionResult> Follow(ReceiptCode code, string? go, string text, string? part, (string? Until, string? What) embargo, CancellationToken cancel)
    {
        FollowOutcome? outcome = null;
        if (go is "reply")
        {
            if (!budget.MayEnter(RequestPrefix.Of(HttpContext), text.Length)) outcome = new FollowOutcome.NeedsWork([new Finding("too-many-now", "text")]);
            else outcome = await Answer(code, text, cancel);
        }
        else if (go is "withdraw")
        {
            outcome = await follow.Withdraw(code, cancel);
        }
        else if (go is "part")
        {
            outcome = await TakePart(code, part, cancel);
        }
        else if (go is "embargo" or "embargo-end")
        {
            outcome = await KeepBack(code, embargo.Until, embargo.What, go is "embargo-end", cancel);
        }

        if (go is "reply" && outcome is FollowOutcome.Unknown && await concerns.Reply(code, text, cancel))
        {
            HasReplied = true;
            return await ShowConcern(code, cancel);
        }

        if (go is "withdraw" && outcome is FollowOutcome.Unknown && await concerns.TakeBack(code, cancel)) outcome = new FollowOutcome.Gone();
        if (outcome is FollowOutcome.Gone)
        {
            IsGone = true;
            return Page();
        }

        if (await follow.Find(code, cancel) is not { } found) return await ShowConcern(code, cancel, go is "reply" ? text : null);
        (viewer, Deposit, Words) = (found.Viewer, found.Deposit, code.Words);
        Tag = await follow.FindTag(code, cancel);
        if (outcome is FollowOutcome.NeedsWork work)
        {
            (Findings, Reply) = (work.Findings, text);
            Response.StatusCode = work.Findings.Any(finding => finding.Code == NotKept) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest;
        }

        HasReplied = go is "reply" && outcome is FollowOutcome.Done;
        HasKeptBack = go is "embargo" or "embargo-end" && outcome is FollowOutcome.Done;
        HasTakenPart = go is "part" && outcome is FollowOutcome.Done;
        if (HasReplied) Key = NewKey();
        AsksToConfirm = go is "ask-withdraw" || (go is "part" && !HasTakenPart);
        Answers = await communities.To(Deposit, viewer, cancel);
        if (AsksToConfirm) Parts = await follow.Parts(Deposit, viewer, records, cancel);
        RecordId[] known = [.. Deposit.Records.Select(record => record.Accessioned).OfType<RecordId>(), .. Mentioned(Deposit), .. Parts.Select(one => one.Part.Target).OfType<RecordId>()];
        Lines = await records.Lines(known, viewer, cancel);
        if (Deposit.Proposal is { } proposal) await FindProposed(proposal, cancel);
        States = await Stand(cancel);
        await FindEmbargoes(cancel);
        return Page();
    }

    /// <param name="part">The record's id, and the part as the form has it.</param>
    private async Task<FollowOutcome> TakePart(ReceiptCode code, string? part, CancellationToken cancel) =>
        part?.Split(' ', 2) is [var id, var choice] && RecordId.TryParse(id, out RecordId record) && PartChoice.Read(choice) is { } chosen
            ? await follow.WithdrawPart(code, record, chosen.Field, chosen.Target, cancel)
            : new FollowOutcome.NeedsWork([new Finding("part-missing", "part")]);

    private async Task<Dictionary<RecordId, RecordState?>> Stand(CancellationToken cancel)
    {
        Dictionary<RecordId, RecordState?> states = Lines.DistinctBy(line => line.Id).ToDictionary(line => line.Id, line => (RecordState?)line.State);
        foreach (RecordId id in Deposit!.Connections.Select(one => one.Accessioned).OfType<RecordId>())
        {
            if (await records.Connection(id, viewer!, cancel) is not { } connection) continue;
            // It is read only where both its ends are. How those stand is said of what is the depositor's own.
            bool isApart = connection.From.State != RecordState.Published || connection.To.State != RecordState.Published;
            states[id] = isApart && connection.Connection.Value.State == RecordState.Published ? null : connection.Connection.Value.State;
        }

        return states;
    }

    /// <summary>On a full disk nothing is kept but what stands in the form.</summary>
    private async Task<FollowOutcome> Answer(ReceiptCode code, string text, CancellationToken cancel)
    {
        try
        {
            // Other words are another answer: only the very same ones are a reload.
            return await follow.Reply(code, text, $"reply {Key} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}", cancel);
        }
        catch (ArchiveUnwritableException)
        {
            return new FollowOutcome.NeedsWork([new Finding(NotKept, "text")]);
        }
    }

    /// <param name="unsent">What was written to them, and did not go.</param>
    private async Task<IActionResult> ShowConcern(ReceiptCode code, CancellationToken cancel, string? unsent = null)
    {
        if (await concerns.Find(code, cancel) is not { } concern) return Wrong(code.Words, new Finding("receipt-unknown", "words"));
        (Concern, Words) = (concern, code.Words);
        if (unsent is not null && RaiseConcern.CheckReply(unsent) is { } wrong)
        {
            (Findings, Reply) = ([wrong], unsent);
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return Page();
    }

    private Contribution Opened()
    {
        Contribution told = new()
        {
            Key = "", Receipt = Words, IsDraft = Deposit!.State == DepositState.Draft,
            Records = FieldDays.With(DepositJson.Records(Deposit, kinds), Deposit, EveryWord), Connections = DepositJson.Connections(Deposit),
            SignedAs = Deposit.SignedAs == "anonymous" ? null : Deposit.SignedAs, Read = Tag, EmbargoUntil = OwnEmbargo?.Written(),
        };
        foreach (DepositedRecord record in Deposit.Records.Where(record => record.Content.Title is not "")) told.Names.TryAdd(record.Content.Title, "#" + record.Ref);
        foreach (RecordLine line in Lines) told.Names.TryAdd(line.Title, line.Id.ToString());
        return told;
    }

    private static IEnumerable<RecordId> Mentioned(Deposit deposit) =>
        from target in deposit.Records.SelectMany(record => record.Links).Select(link => link.Target).Concat(deposit.Connections.SelectMany(one => new[] { one.From, one.To }))
        let id = RecordId.TryParse(target, out RecordId read) ? read : (RecordId?)null
        where id is not null
        select id.Value;

    private PageResult Wrong(string? typed, Finding finding, int status = StatusCodes.Status400BadRequest)
    {
        (Typed, Findings) = (typed, [finding]);
        Response.StatusCode = status;
        return Page();
    }

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static string Short(string word) => Bidi.Visible(word.Length <= 40 ? word : word[..40]);

    private void KeepNowhere() => Response.Headers.CacheControl = "no-store";
}
