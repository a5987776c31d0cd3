using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Depositing;

/// <summary>Suggesting a change of a public record, without an account, a cookie or a script: the record's own form with what it says, then what would change,
/// word by word, before anything is sent.</summary>
[SameSiteForm]
[RequestFormLimits(ValueCountLimit = FormField.MostControls)]
public sealed class ProposePage(
    SendDeposit send, FollowDeposit follow, ProposableRecord proposable, DepositBudget budget, KindList kinds, SealedField hidden, RefusedNames refused, IRecordStore records,
    CurrentViewer viewer, TimeProvider time, Texts texts) : PageModel, IToldForm
{
    private const int MostCarried = 700_000;

    public Contribution Told { get; private set; } = null!;

    public Kind Kind => Told.KindOf(kinds);

    public ImmutableArray<Finding> Findings { get; private set; } = [];

    public Dictionary<string, IReadOnlyList<RecordLine>> Near { get; } = [];

    public IReadOnlyList<RefusedUse> Refused { get; private set; } = [];

    /// <summary>What it would change; on the preview.</summary>
    public ReadableRecord? Changes { get; private set; }

    /// <summary>What somebody else changed since it was read; empty: nothing.</summary>
    public IReadOnlyList<(string Title, ReadableRecord Differences)> Meanwhile { get; private set; } = [];

    public string? Receipt { get; private set; }

    public DepositState SentAs { get; private set; }

    public string Carried => hidden.Seal(Told);

    public string RecordAddress => "/r/" + Told.Proposal!.Record;

    /// <summary>As it was read: the title may be what is changed.</summary>
    public string Title => FieldShown.Scalar(Told.Proposal!.Seen["title"]) ?? "";

    public string? Handle => viewer.Known?.AsMember?.Handle;

    public IEnumerable<(FieldStep Step, Field[] Fields)> Groups => Kind.Fields.Where(one => !one.IsSaidByOther).GroupBy(one => one.Step).OrderBy(group => group.Key)
        .Select(group => (group.Key, group.ToArray()));

    /// <summary>Open is what is wrong or was changed, and the first of them.</summary>
    public bool IsOpen(FieldStep step, IEnumerable<Field> fields) => step == FieldStep.Tell
        || fields.Any(field => !JsonNode.DeepEquals(Told.Record[field.Name], Told.Proposal!.Seen[field.Name]) || Findings.Any(finding => finding.Field.StartsWith($"records[{ProposalInput.Ref}].{field.Name}", StringComparison.Ordinal)));

    public bool IsWrong(string name) => Findings.Any(finding => finding.Field == name);

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        NotKept();
        return await Begin(id, cancel) ? Page() : await Nothing(id, cancel);
    }

    public async Task<IActionResult> OnPost(string id, CancellationToken cancel)
    {
        NotKept();
        if (await Form(cancel) is not { } form) return Problems.Result(Problem.TooLarge);
        bool isOurs = hidden.Open(form["carried"]) is { Proposal: { } carried, HasRecords: true } && RecordId.TryParse(id, out RecordId record) && carried.Record == record.ToString();
        if (isOurs) Told = hidden.Open(form["carried"])!;
        else if (!await Begin(id, cancel)) return await Nothing(id, cancel);
        string go = form["go"].ToString();
        if (go == "open" && isOurs) return await Show();
        if (Told.Step != Steps.Preview) TakeIn(form);
        if (!isOurs) return await Show(new Finding("carried-lost"));
        if (!budget.MayStep(RequestPrefix.Of(HttpContext), Told.ToJson().GetRawText().Length)) return await Later();
        if (Told.ToJson().GetRawText().Length > MostCarried) return await Show(new Finding("deposit-too-large"));
        switch (go)
        {
            case "rows" or "stay":
                return await Show();
            case "back":
                Told.Step = Steps.Tell;
                return await Show();
            case "send" or "keep":
                return await TrySend(isDraft: go == "keep", cancel);
            default:
                Told.Step = Input().Findings.IsEmpty ? Steps.Preview : Steps.Tell;
                return await Show(Input().Findings);
        }
    }

    private async Task<bool> Begin(string id, CancellationToken cancel)
    {
        if (!RecordId.TryParse(id, out RecordId record) || await proposable.Find(record, cancel) is not { } reading) return false;
        Told = new Contribution
        {
            Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), Records = [reading.Seen.DeepClone()], Names = new Dictionary<string, string>(reading.Names),
            Proposal = new ProposalCarried { Record = record.ToString(), OfRevision = reading.Record.Revision, Seen = reading.Seen },
        };
        return true;
    }

    private async Task<IActionResult> Nothing(string id, CancellationToken cancel) => RecordId.TryParse(id, out RecordId record)
        ? await NoRecord.At(record, records, new Viewer.Public(time.Today()), cancel)
        : Problems.Result(Problem.NotFound);

    private void TakeIn(IFormCollection form)
    {
        TypedDate dates = new(texts);
        // A field whose form did not arrive was not emptied.
        if (form.ContainsKey("why"))
        {
            foreach (Field field in Kind.Fields.Where(field => !field.IsSaidByOther)) FormField.Take(form, field, Told, dates);
            Told.Proposal = Told.Proposal! with { Why = form["why"].ToString(), Sources = form["sources"].ToString() };
            Told.SignedAs = form["signedAs"].ToString() is { } signed && !string.IsNullOrWhiteSpace(signed) ? signed.Trim() : null;
        }
    }

    private ProposalInput Input() => ProposalInput.Of(Told.Proposal!, Told.Proposal!.Seen, Told.Record, Kind, Told.SignedAs, time.Today());

    private async Task<IActionResult> TrySend(bool isDraft, CancellationToken cancel)
    {
        try
        {
            return await Send(isDraft, cancel);
        }
        catch (ArchiveUnwritableException)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return await Show(new Finding("not-kept-now"));
        }
    }

    private async Task<IActionResult> Send(bool isDraft, CancellationToken cancel)
    {
        ProposalInput input = Input();
        // What can't be read would be lost, and is asked for again first.
        if (!input.Findings.IsEmpty && (!isDraft || input.Findings.Any(finding => !finding.Code.StartsWith("needs-", StringComparison.Ordinal))))
        {
            Told.Step = Steps.Tell;
            return await Show(input.Findings);
        }

        string network = RequestPrefix.Of(HttpContext);
        if (!budget.MayEnter(network, Request.ContentLength ?? DepositReading.MostBytes) || !budget.MayHold(input.Weighed)) return await Later();
        if (Told.Receipt is not null) return await SendAgain(input, isDraft ? null : Told.IsDraft ? budget.Turn(network) : DepositState.Deposited, cancel);
        DepositState state = isDraft ? DepositState.Draft : budget.Turn(network);
        return await send.Send(input, Told.RetryKey(isDraft), state, await viewer.Of(HttpContext), cancel) switch
        {
            SendOutcome.Received received => Sent(received.Receipt.Words, received.State),
            SendOutcome.NeedsWork work => await Show(work.Findings),
            _ => await Beside(cancel),
        };
    }

    private async Task<IActionResult> SendAgain(ProposalInput input, DepositState? handIn, CancellationToken cancel)
    {
        if (ReceiptCode.Read(Told.Receipt) is not ReceiptReading.Read { Code: { } code }) return Problems.Result(Problem.NotFound);
        switch (await follow.Propose(code, input, handIn, Told.Read, cancel))
        {
            case FollowOutcome.Done done:
                return Sent(code.Words, done.Deposit.State);
            case FollowOutcome.NeedsWork work:
                return await Show(work.Findings);
            case FollowOutcome.ChangedMeanwhile:
                Told.Read = await follow.FindTag(code, cancel);
                return await Beside(cancel);
            default:
                return Problems.Result(Problem.NotFound);
        }
    }

    /// <summary>Somebody changed what would be changed: what was typed is kept, on what the record says now, and both are shown.</summary>
    private async Task<IActionResult> Beside(CancellationToken cancel)
    {
        Response.StatusCode = StatusCodes.Status412PreconditionFailed;
        Told.Step = Steps.Preview;
        if (await proposable.Find(RecordId.Parse(Told.Proposal!.Record), cancel) is not { } now) return await Show(new Finding("proposal-record-gone"));
        foreach ((string name, string id) in now.Names) Told.Names.TryAdd(name, id);
        JsonObject seen = Told.Proposal.Seen;
        DepositedRecord before = Of(Told.Proposal, seen).Written, after = Of(Told.Proposal, now.Seen).Written;
        Meanwhile = [.. new[] { Shown.Differences(before, after) }.Where(one => !one.Differences.Fields.IsEmpty)];
        JsonObject rebased = (JsonObject)now.Seen.DeepClone();
        foreach (string name in seen.Select(member => member.Key).Union(Told.Record.Select(member => member.Key)).Where(name => !JsonNode.DeepEquals(seen[name], Told.Record[name])))
        {
            if (Told.Record[name] is { } typed) rebased[name] = typed.DeepClone();
            else rebased.Remove(name);
        }

        Told.Records = [rebased];
        Told.Proposal = Told.Proposal with { OfRevision = now.Record.Revision, Seen = now.Seen };
        return await Show(new Finding("changed-meanwhile"));
    }

    private ProposalInput Of(ProposalCarried carried, JsonObject written) => ProposalInput.Of(carried, carried.Seen, written, Kind, null, time.Today());

    private ContributionShown Shown => new(Told, kinds, texts);

    private PageResult Sent(string words, DepositState state)
    {
        (Receipt, SentAs) = (words, state);
        return Page();
    }

    private async Task<IActionResult> Later()
    {
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return await Show(new Finding("too-many-now"));
    }

    private async Task<IActionResult> Show(params IReadOnlyList<Finding> findings)
    {
        // What the record says already is not theirs.
        Refused = [.. RefusedInTold.Of(Told, await refused.Now(HttpContext.RequestAborted), kinds, texts)
            .Where(one => !JsonNode.DeepEquals(Told.Record[one.Field], Told.Proposal!.Seen[one.Field]))];
        Findings = [.. findings];
        if (Told.Step == Steps.Preview)
        {
            ProposalInput input = Input();
            Findings = [.. Findings.Union(input.Findings)];
            Changes = Shown.Differences(input.Read, input.Written).Differences;
        }

        if (Findings.Length > 0 && Response.StatusCode == StatusCodes.Status200OK) Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <summary>What a finding is about, and where it stands.</summary>
    public (string Label, string? Address) Where(Finding finding)
    {
        string? own = finding.Field switch
        {
            "why" => texts["proposal.why"],
            "sources" => texts["proposal.sources"],
            "signedAs" => texts["proposal.signedAs"],
            _ => null,
        };
        if (own is not null) return (own, Told.Step == Steps.Preview ? null : "#" + finding.Field);
        return Told.Step == Steps.Preview ? ("", null) : Shown.Where(finding);
    }

    private async Task<IFormCollection?> Form(CancellationToken cancel)
    {
        try
        {
            return Request.HasFormContentType ? await Request.ReadFormAsync(cancel) : FormCollection.Empty;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private void NotKept() => Response.Headers.CacheControl = "no-store";
}
