using System.Collections.Immutable;
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
    SendProposal send, IRecordStore records, KindList kinds, SealedField hidden, RefusedNames refused, CurrentViewer viewer, TimeProvider time, Texts texts) : PageModel
{
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

    /// <summary>Names that communities refuse, in what was typed, by field; told once before it is sent, since this page has no preview.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<RefusedName>> Refused { get; private set; } = new Dictionary<string, IReadOnlyList<RefusedName>>();

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
        if (!await Begin(id, cancel)) return await send.Nothing(id, cancel);
        await Choose(tag ?? language, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(string id, string? tag, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (await TypedForm.Read(Request, cancel) is not { } form) return Problems.Result(Problem.TooLarge);
        Contribution? carried = send.Open(form["carried"], id);
        if (carried is not null) (Told, Source) = (carried, Read(carried));
        else if (!await Begin(id, cancel)) return await send.Nothing(id, cancel);
        await Choose(tag, cancel);
        if (Tag is null) return Show(Findings);
        string go = form["go"].ToString();
        if (go != "open") await TakeIn(form, cancel);
        if (go == "open" && carried is not null) return Page();
        if (carried is null) return Show([new Finding("carried-lost")]);
        if (send.MayStep(Told, HttpContext) is { } notNow) return await Ended(notNow, cancel);
        return go is "send" or "keep" ? await Send(isDraft: go == "keep", cancel) : Page();
    }

    /// <summary>Where a finding stands, and what it is about.</summary>
    public (string Label, string? Address) Where(Finding finding) =>
        Rows.FirstOrDefault(row => IsOf(finding, row)) is { } wrong ? (wrong.Label, "#t-" + wrong.Field.Name)
        : finding.Field == "signedAs" ? (texts["proposal.signedAs"], "#signedAs") : finding.Field == "why" && finding.Code == "too-long" ? (texts["translating.why"], "#why") : ("", null);

    public bool IsOf(Finding finding, TranslatedRow row) => finding.Field == $"records[{ProposalInput.Ref}].translations.{Tag}.{row.Field.Name}";

    private async Task<bool> Begin(string id, CancellationToken cancel)
    {
        if (await send.Begin(id, cancel) is not { } begun) return false;
        (Told, Source) = (begun.Told, begun.Reading.Record.Content);
        return true;
    }

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
                Notices = ReadableNotice.Before(field.Name, Source, null),
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

    private async Task<IActionResult> Send(bool isDraft, CancellationToken cancel)
    {
        ProposalInput input = Input();
        if (!input.Findings.IsEmpty) return Show([.. input.Findings.Select(one => one.Code == "proposal-changes-nothing" ? new Finding("translate-nothing", "") : one)]);
        if (!isDraft && await TellsNames(cancel)) return Page();
        return await Ended(await send.Do(Told, input, isDraft, HttpContext, cancel), cancel);
    }

    /// <summary>Nobody is stopped: whoever was told of a name in a text sends it with the next press, as it is or changed.</summary>
    private async Task<bool> TellsNames(CancellationToken cancel)
    {
        RefusedIndex index = await refused.Now(cancel);
        Refused = Rows.Where(row => row.Text != row.There?.Text)
            .Select(row => (row.Field.Name, Names: index.In(Kind.Name, row.Field.Name, JsonValue.Create(row.Text)))).Where(one => one.Names is not []).ToDictionary(one => one.Name, one => one.Names);
        string[] found = [.. Refused.SelectMany(one => one.Value.Select(name => $"{one.Key} {name.Name}"))], told = Told.NamesTold;
        Told.NamesTold = found;
        return found.Except(told).Any();
    }

    private async Task<IActionResult> Ended(ProposalSent sent, CancellationToken cancel)
    {
        if (sent is ProposalSent.Done done) (Receipt, SentAs) = (done.Words, done.State);
        if (sent is ProposalSent.ChangedMeanwhile { Now: var now }) await Beside(now, cancel);
        if (sent.Told is not var (status, findings)) return sent is ProposalSent.Done ? Page() : Problems.Result(Problem.NotFound);
        Response.StatusCode = status;
        return Show(findings);
    }

    /// <summary>Somebody changed a text or its source: what was typed is kept, beside what the record says now, and what changed in it is shown.</summary>
    private async Task Beside(ProposableReading now, CancellationToken cancel)
    {
        (RecordContent before, RecordContent typed) = (Source, Read(Told));
        JsonObject rebased = (JsonObject)now.Seen.DeepClone();
        foreach ((string field, Translation one) in typed.Translations.GetValueOrDefault(Tag!) ?? ImmutableSortedDictionary<string, Translation>.Empty)
            ProposedTranslation.Put(rebased, Tag!, field, new JsonObject { ["text"] = one.Text, ["isMachine"] = one.IsMachine });
        Told.Records = [rebased];
        Told.Proposal = Told.Proposal! with { OfRevision = now.Record.Revision, Seen = now.Seen };
        Source = now.Record.Content;
        await Fill(cancel);
        Rows = [.. Rows.Select(row => before.Text(row.Field.Name) is { } was && was != row.Source ? row with { Then = was, HasMoved = true } : row)];
    }

    private PageResult Show(ImmutableArray<Finding> findings)
    {
        Findings = findings;
        if (Response.StatusCode == StatusCodes.Status200OK) Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}

/// <summary>One text of a record beside its translation, as the form shows it.</summary>
/// <param name="Text">What stands in the box.</param>
/// <param name="There">The translation that the record has; null: none.</param>
public sealed record TranslatedRow(Field Field, string Label, string Source, string Text, Translation? There)
{
    /// <summary>What is said before what is to be translated.</summary>
    public ImmutableArray<ReadableNotice> Notices { get; init; } = [];

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
