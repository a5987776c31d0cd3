using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
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
    SendProposal send, KindList kinds, SealedField hidden, RefusedNames refused, CurrentViewer viewer, TimeProvider time, Texts texts) : PageModel, IToldForm
{
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

    public IEnumerable<(FieldStep Step, Field[] Fields)> Groups => Kind.Fields.Where(one => one.IsAsked).GroupBy(one => one.Step).OrderBy(group => group.Key)
        .Select(group => (group.Key, group.ToArray()));

    /// <summary>Open is what is wrong or was changed, and the first of them.</summary>
    public bool IsOpen(FieldStep step, IEnumerable<Field> fields) => step == FieldStep.Tell
        || fields.Any(field => !JsonNode.DeepEquals(Told.Record[field.Name], Told.Proposal!.Seen[field.Name]) || WarnedBefore.In(Told.Record, field.Name) != WarnedBefore.In(Told.Proposal.Seen, field.Name)
            || Findings.Any(finding => finding.Field == $"records[{ProposalInput.Ref}].{FieldNotices.Name}.{field.Name}") || Findings.Any(finding => finding.Field.StartsWith($"records[{ProposalInput.Ref}].{field.Name}", StringComparison.Ordinal)));

    public bool IsWrong(string name) => Findings.Any(finding => finding.Field == name);

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        return await Begin(id, cancel) ? Page() : await send.Nothing(id, cancel);
    }

    public async Task<IActionResult> OnPost(string id, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (await TypedForm.Read(Request, cancel) is not { } form) return Problems.Result(Problem.TooLarge);
        Contribution? carried = send.Open(form["carried"], id);
        if (carried is not null) Told = carried;
        else if (!await Begin(id, cancel)) return await send.Nothing(id, cancel);
        string go = form["go"].ToString();
        if (go == "open" && carried is not null) return await Show();
        if (Told.Step != Steps.Preview) TakeIn(form);
        if (carried is null) return await Show(new Finding("carried-lost"));
        if (send.MayStep(Told, HttpContext) is { } notNow) return await Ended(notNow);
        switch (go)
        {
            case "rows" or "stay":
                return await Show();
            case "back":
                Told.Step = Steps.Tell;
                return await Show();
            case "send" or "keep":
                return await Send(isDraft: go == "keep", cancel);
            default:
                Told.Step = Input().Findings.IsEmpty ? Steps.Preview : Steps.Tell;
                return await Show(Input().Findings);
        }
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

    private async Task<bool> Begin(string id, CancellationToken cancel)
    {
        if (await send.Begin(id, cancel) is not { } begun) return false;
        Told = begun.Told;
        return true;
    }

    private void TakeIn(IFormCollection form)
    {
        TypedDate dates = new(texts);
        // A field whose form did not arrive was not emptied.
        if (form.ContainsKey("why"))
        {
            foreach (Field field in Kind.Fields.Where(field => field.IsAsked)) FormField.Take(form, field, Told, dates);
            Told.Proposal = Told.Proposal! with { Why = form["why"].ToString(), Sources = form["sources"].ToString() };
            Told.SignedAs = form["signedAs"].ToString() is { } signed && !string.IsNullOrWhiteSpace(signed) ? signed.Trim() : null;
        }
    }

    private ProposalInput Input() => ProposalInput.Of(Told.Proposal!, Told.Proposal!.Seen, Told.Record, Kind, Told.SignedAs, time.Today());

    private async Task<IActionResult> Send(bool isDraft, CancellationToken cancel)
    {
        ProposalInput input = Input();
        // What can't be read would be lost, and is asked for again first.
        if (!input.Findings.IsEmpty && (!isDraft || input.Findings.Any(finding => !finding.Code.StartsWith("needs-", StringComparison.Ordinal))))
        {
            Told.Step = Steps.Tell;
            return await Show(input.Findings);
        }

        return await Ended(await send.Do(Told, input, isDraft, HttpContext, cancel));
    }

    private async Task<IActionResult> Ended(ProposalSent sent)
    {
        if (sent is ProposalSent.Done done) (Receipt, SentAs) = (done.Words, done.State);
        if (sent is ProposalSent.ChangedMeanwhile { Now: var now }) Beside(now);
        if (sent is ProposalSent.RecordGone) Told.Step = Steps.Preview;
        if (sent.Told is not var (status, findings)) return sent is ProposalSent.Done ? Page() : Problems.Result(Problem.NotFound);
        Response.StatusCode = status;
        return await Show(findings);
    }

    /// <summary>Somebody changed what would be changed: what was typed is kept, on what the record says now, and both are shown.</summary>
    private void Beside(ProposableReading now)
    {
        Told.Step = Steps.Preview;
        foreach ((string name, string id) in now.Names) Told.Names.TryAdd(name, id);
        JsonObject seen = Told.Proposal!.Seen;
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
    }

    private ProposalInput Of(ProposalCarried carried, JsonObject written) => ProposalInput.Of(carried, carried.Seen, written, Kind, null, time.Today());

    private ContributionShown Shown => new(Told, kinds, texts);

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
}
