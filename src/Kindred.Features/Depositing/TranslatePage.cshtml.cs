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

/// <summary>Translating a public record, without an account, a cookie or a script: each text beside a box for the same in another language. What is sent is a
/// proposal of those texts and of nothing else.</summary>
[SameSiteForm]
[RequestFormLimits(ValueCountLimit = FormField.MostControls)]
public sealed class TranslatePage(
    SendDeposit send, FollowDeposit follow, ProposableRecord proposable, IRecordStore records, DepositBudget budget, KindList kinds, SealedField hidden, CurrentViewer viewer,
    TimeProvider time, Texts texts) : PageModel
{
    private const int MostCarried = 700_000;

    public Contribution Told { get; private set; } = null!;

    public Kind Kind => Told.KindOf(kinds);

    /// <summary>What the record says, as it was read.</summary>
    public RecordContent Source { get; private set; } = null!;

    /// <summary>The language that it is translated into; null: it is still to be chosen.</summary>
    public string? Tag { get; private set; }

    /// <summary>What was typed for a language and is none.</summary>
    public string? TypedLanguage { get; private set; }

    public ImmutableArray<Finding> Findings { get; private set; } = [];

    public ImmutableArray<TranslatedRow> Rows { get; private set; } = [];

    public string? Receipt { get; private set; }

    public DepositState SentAs { get; private set; }

    public string Carried => hidden.Seal(Told);

    public string RecordAddress => "/r/" + Told.Proposal!.Record;

    public string? Handle => viewer.Known?.AsMember?.Handle;

    /// <summary>Languages that something of it is in already.</summary>
    public IEnumerable<string> Known => Source.Translations.Keys;

    public bool MayKeep => Told.Receipt is null || Told.IsDraft;

    public async Task<IActionResult> OnGet(string id, string? tag, string? language, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (!await Begin(id, cancel)) return await Nothing(id, cancel);
        await Choose(tag ?? language, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(string id, string? tag, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (await Form(cancel) is not { } form) return Problems.Result(Problem.TooLarge);
        bool isOurs = hidden.Open(form["carried"]) is { Proposal: { } carried, HasRecords: true } && RecordId.TryParse(id, out RecordId record) && carried.Record == record.ToString();
        if (isOurs) (Told, Source) = (hidden.Open(form["carried"])!, Read(hidden.Open(form["carried"])!));
        else if (!await Begin(id, cancel)) return await Nothing(id, cancel);
        await Choose(tag, cancel);
        if (Tag is null) return Show(Findings);
        string go = form["go"].ToString();
        if (go != "open") await TakeIn(form, cancel);
        if (go == "open" && isOurs) return Page();
        if (!isOurs) return Show([new Finding("carried-lost")]);
        int length = Told.ToJson().GetRawText().Length;
        if (!budget.MayStep(RequestPrefix.Of(HttpContext), length)) return Later();
        if (length > MostCarried) return Show([new Finding("deposit-too-large")]);
        return go is "send" or "keep" ? await TrySend(isDraft: go == "keep", cancel) : Page();
    }

    /// <summary>Where a finding stands, and what it is about.</summary>
    public (string Label, string? Address) Where(Finding finding) =>
        Rows.FirstOrDefault(row => IsOf(finding, row)) is { } wrong ? (wrong.Label, "#t-" + wrong.Field.Name)
        : finding.Field == "signedAs" ? (texts["proposal.signedAs"], "#signedAs") : finding.Field == "why" && finding.Code == "too-long" ? (texts["translating.why"], "#why") : ("", null);

    public bool IsOf(Finding finding, TranslatedRow row) => finding.Field == $"records[{ProposalInput.Ref}].translations.{Tag}.{row.Field.Name}";

    private async Task<bool> Begin(string id, CancellationToken cancel)
    {
        if (!RecordId.TryParse(id, out RecordId record) || await proposable.Find(record, cancel) is not { } reading) return false;
        Told = new Contribution
        {
            Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), Records = [reading.Seen.DeepClone()], Names = new Dictionary<string, string>(reading.Names),
            Proposal = new ProposalCarried { Record = record.ToString(), OfRevision = reading.Record.Revision, Seen = reading.Seen },
        };
        Source = reading.Record.Content;
        return true;
    }

    private async Task<IActionResult> Nothing(string id, CancellationToken cancel) => RecordId.TryParse(id, out RecordId record)
        ? await NoRecord.At(record, records, new Viewer.Public(time.Today()), cancel)
        : Problems.Result(Problem.NotFound);

    private async Task Choose(string? typed, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(typed)) return;
        string? tag = LanguageTag.Read(WrittenLanguage.Read(typed.Trim()));
        if (tag is null || tag == Source.Language) (TypedLanguage, Findings) = (typed, [new Finding(tag is null ? "translate-no-language" : "translate-same-language", "language")]);
        else Tag = tag;
        if (Tag is not null) await Fill(cancel);
    }

    /// <summary>The texts as they stand in the form, with what there is to know of those that are there already.</summary>
    private async Task Fill(CancellationToken cancel)
    {
        RecordContent typed = Read(Told);
        List<TranslatedRow> rows = [];
        foreach (Field field in Kind.Fields.Where(field => field.IsTranslatable))
        {
            if (Source.Text(field.Name) is not { } source) continue;
            Translation? there = Source.Translations.GetValueOrDefault(Tag!)?.GetValueOrDefault(field.Name);
            Translation? now = typed.Translations.GetValueOrDefault(Tag!)?.GetValueOrDefault(field.Name);
            rows.Add(new TranslatedRow(field, texts.Label(Kind.Name, field.Name), source, now?.Text ?? "", there)
            {
                IsMachine = now?.IsMachine ?? false,
                Fits = there is { IsStale: true } && now is { IsStale: false } && now.Text == there.Text,
                Then = there is { IsStale: true } ? await Then(there.OfRevision, field, cancel) : null,
            });
        }

        Rows = [.. rows];
    }

    /// <summary>What a stale translation translates, where anyone may read that still.</summary>
    private async Task<string?> Then(int revision, Field field, CancellationToken cancel) =>
        await records.Revision(RecordId.Parse(Told.Proposal!.Record), revision, new Viewer.Public(time.Today()), cancel) is { Value.Content: var content } ? content.Text(field.Name) : null;

    private async Task TakeIn(IFormCollection form, CancellationToken cancel)
    {
        bool isAll = form["machine"].Count > 0;
        foreach (TranslatedRow row in Rows.Where(row => form.ContainsKey("text." + row.Field.Name)))
        {
            string typed = RecordInput.Clean(form["text." + row.Field.Name].ToString());
            bool isNew = typed != row.There?.Text;
            JsonObject said = new() { ["text"] = typed, ["isMachine"] = (isAll && isNew) || form["machine." + row.Field.Name].Count > 0 };
            if (row.There is { IsStale: true }) said["isStale"] = !isNew && form["fits." + row.Field.Name].Count == 0;
            if (typed.Length > 0 || row.There is not null) ProposedTranslation.Put(Told.Record, Tag!, row.Field.Name, typed.Length == 0 ? null : said);
        }

        if (form.ContainsKey("why")) Told.Proposal = Told.Proposal! with { Why = form["why"].ToString() };
        if (form.ContainsKey("signedAs")) Told.SignedAs = form["signedAs"].ToString() is { } signed && !string.IsNullOrWhiteSpace(signed) ? signed.Trim() : null;
        await Fill(cancel);
    }

    private RecordContent Read(Contribution told) => ProposalInput.Of(told.Proposal!, told.Proposal!.Seen, told.Record, told.KindOf(kinds), null, time.Today()).Written.Content;

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
            return Show([new Finding("not-kept-now")]);
        }
    }

    private async Task<IActionResult> Send(bool isDraft, CancellationToken cancel)
    {
        ProposalInput input = Input();
        if (!input.Findings.IsEmpty) return Show([.. input.Findings.Select(one => one.Code == "proposal-changes-nothing" ? new Finding("translate-nothing", "") : one)]);
        string network = RequestPrefix.Of(HttpContext);
        if (!budget.MayEnter(network, Request.ContentLength ?? DepositReading.MostBytes) || !budget.MayHold(input.Weighed)) return Later();
        if (Told.Receipt is not null) return await SendAgain(input, isDraft ? null : Told.IsDraft ? budget.Turn(network) : DepositState.Deposited, cancel);
        return await send.Send(input, Told.RetryKey(isDraft), isDraft ? DepositState.Draft : budget.Turn(network), await viewer.Of(HttpContext), cancel) switch
        {
            SendOutcome.Received received => Sent(received.Receipt.Words, received.State),
            SendOutcome.NeedsWork work => Show(work.Findings),
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
                return Show(work.Findings);
            case FollowOutcome.ChangedMeanwhile:
                Told.Read = await follow.FindTag(code, cancel);
                return await Beside(cancel);
            default:
                return Problems.Result(Problem.NotFound);
        }
    }

    /// <summary>Somebody changed a text or its source: what was typed is kept, beside what the record says now, and what changed in it is shown.</summary>
    private async Task<IActionResult> Beside(CancellationToken cancel)
    {
        Response.StatusCode = StatusCodes.Status412PreconditionFailed;
        if (await proposable.Find(RecordId.Parse(Told.Proposal!.Record), cancel) is not { } now) return Show([new Finding("proposal-record-gone")]);
        (RecordContent before, RecordContent typed) = (Source, Read(Told));
        JsonObject rebased = (JsonObject)now.Seen.DeepClone();
        foreach ((string field, Translation one) in typed.Translations.GetValueOrDefault(Tag!) ?? ImmutableSortedDictionary<string, Translation>.Empty)
            ProposedTranslation.Put(rebased, Tag!, field, new JsonObject { ["text"] = one.Text, ["isMachine"] = one.IsMachine });
        Told.Records = [rebased];
        Told.Proposal = Told.Proposal with { OfRevision = now.Record.Revision, Seen = now.Seen };
        Source = now.Record.Content;
        await Fill(cancel);
        Rows = [.. Rows.Select(row => before.Text(row.Field.Name) is { } was && was != row.Source ? row with { Then = was, HasMoved = true } : row)];
        return Show([new Finding("changed-meanwhile")]);
    }

    private PageResult Sent(string words, DepositState state)
    {
        (Receipt, SentAs) = (words, state);
        return Page();
    }

    private PageResult Later()
    {
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Show([new Finding("too-many-now")]);
    }

    private PageResult Show(ImmutableArray<Finding> findings)
    {
        Findings = findings;
        if (Response.StatusCode == StatusCodes.Status200OK) Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
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
}

/// <summary>One text of a record beside its translation, as the form shows it.</summary>
/// <param name="Text">What stands in the box.</param>
/// <param name="There">The translation that the record has; null: none.</param>
public sealed record TranslatedRow(Field Field, string Label, string Source, string Text, Translation? There)
{
    public bool IsMachine { get; init; }

    /// <summary>Somebody read a stale one over, and it fits what is said now.</summary>
    public bool Fits { get; init; }

    /// <summary>What the source said when it was translated, or when it was read; null: nothing to compare with.</summary>
    public string? Then { get; init; }

    /// <summary>The source changed while it was being translated.</summary>
    public bool HasMoved { get; init; }

    public int Longest => Field.Name == "title" ? KindCheck.LongestTitle : Field.Type == FieldType.Markdown ? KindCheck.LongestMarkdown : KindCheck.LongestText;

    public int Lines => Math.Clamp((Source.Length / 50) + 1 + Source.Count(c => c == '\n'), Field.Type == FieldType.Markdown ? 4 : 2, 24);
}
