using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Mvc;

namespace Kindred.Features.Reviewing;

public sealed partial class DepositPage
{
    /// <summary>The record that the deposit would change; null: it is no proposal.</summary>
    public Record? Proposed { get; private set; }

    /// <summary>What it would change, against the record as it is now.</summary>
    public IReadOnlyList<ProposedPart> Parts { get; private set; } = [];

    /// <summary>What was ticked when something was not right yet; null: nothing was chosen yet.</summary>
    private string[]? chosen;

    /// <summary>Ticked are those that nobody else touched: the others are chosen on purpose.</summary>
    public bool IsTicked(ProposedPart part) => chosen is null ? !part.IsTouched : chosen.Contains(part.Name);

    public async Task<IActionResult> OnPostTake(string id, string[] part, string? text, PublicationBasis basis, bool give, string? wording, bool opened, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        (chosen, Typed) = (part, text);
        if (Unread(opened) is { } unread) return await End(unread, id, "", cancel);
        ReviewOutcome outcome = await review.Take(Deposit.Id, Me, new ProposalChoice(part, text), basis, give, wording ?? "", cancel);
        return await End(outcome, id, give ? "given" : "proposal-taken", cancel);
    }

    private async Task FindProposed(CancellationToken cancel)
    {
        if (Deposit.Proposal is not { } proposal || await records.Records([proposal.Record], Me, cancel) is not [{ Value: var record }]) return;
        Proposed = record;
        if (await records.Revision(record.Id, record.LatestRevision, Me, cancel) is not { Value: var newest }) return;
        RecordContent? then = await records.Revision(record.Id, proposal.OfRevision, Me, cancel) is { Value: var one } ? one.Content : null;
        // Of one that was taken: what it said before.
        RecordContent now = proposal.TakenAs is { } taken ? await Before(record.Id, taken, cancel) ?? newest.Content : newest.Content;
        Kind kind = kinds[record.Kind];
        DepositedRecord wanted = proposal.Onto(now, kind, proposal.Parts, link => Linked.GetValueOrDefault(link.Target)?.Id);
        RecordId[] mentioned = [.. new[] { now, then ?? now }.SelectMany(content => content.Links.Select(link => link.Target)).Distinct()];
        Dictionary<RecordId, RecordLine> lines = (await records.Lines(mentioned, Me, cancel)).ToDictionary(line => line.Id);
        foreach (RecordLine line in lines.Values) Linked.TryAdd(line.Id.ToString(), line);
        ILookup<string, ReadableLine> links = wanted.Links.ToLookup(link => link.Field, link => LineOf(link.Target, link.Note, link.Finest) with { Address = null }, StringComparer.Ordinal);
        ILookup<string, ReadableLine> linksNow = Named(now, lines);
        ImmutableArray<string> touched = proposal.AwaitsReview ? proposal.ChangedSince(then, now) : [];
        Parts =
        [
            .. proposal.Parts.Select(part => new ProposedPart(
                part, ReadablePart.Label(kind, part, texts), ReadablePart.Of(kind, part, wanted.Content, links, now, linksNow, texts),
                touched.Contains(part) ? ReadablePart.Of(kind, Moved(part), now, linksNow, then, then is null ? null : Named(then, lines), texts) : null,
                touched.Contains(part), proposal.Taken.Contains(part))
            {
                Source = ContentPart.Translation(part) is { } of && now.Text(of.Field) is not null ? ReadablePart.Of(kind, of.Field, now, linksNow, null, null, texts) : null,
                Mark = MarkOf(part, proposal.Content, now),
            }),
        ];

        // Of a translation it may be the source that somebody changed.
        string Moved(string part) => then is not null && ContentPart.IsSame(part, then, now) ? ContentPart.FieldOf(part) : part;
    }

    /// <summary>What is said of a translation beside its words; null: it is somebody's own, and new.</summary>
    private static string? MarkOf(string part, RecordContent wanted, RecordContent now)
    {
        if (ContentPart.Translation(part) is not { } of || wanted.Translations.GetValueOrDefault(of.Language)?.GetValueOrDefault(of.Field) is not { } text) return null;
        if (text.IsMachine) return "translating.mark.machine";
        if (now.Translations.GetValueOrDefault(of.Language)?.GetValueOrDefault(of.Field) is not { } there || there.Text != text.Text) return null;
        return there.IsStale ? "translating.desk.fits" : "translating.desk.read-over";
    }

    private async Task<RecordContent?> Before(RecordId record, int taken, CancellationToken cancel) =>
        (await records.Revisions(record, Me, cancel)).Select(one => one.Value).Where(one => one.Number < taken).MaxBy(one => one.Number)?.Content;

    private ILookup<string, ReadableLine> Named(RecordContent content, Dictionary<RecordId, RecordLine> lines) => content.Links.Where(link => lines.ContainsKey(link.Target))
        .ToLookup(link => link.Field, link => new ReadableLine(ReadableRecord.Noted(lines[link.Target].Title, link.Note, link.Finest, texts)), StringComparer.Ordinal);
}

/// <summary>One part of a proposal at the desk.</summary>
/// <param name="Wanted">What it would say, against what the record says now.</param>
/// <param name="Since">What somebody else changed in it since it was read; null: nothing.</param>
/// <param name="IsTouched">Somebody else changed it since it was read.</param>
public sealed record ProposedPart(string Name, string Label, ReadableRecord Wanted, ReadableRecord? Since, bool IsTouched, bool IsTaken)
{
    /// <summary>Of a translation: what it translates, as the record says it now.</summary>
    public ReadableRecord? Source { get; init; }

    /// <summary>Of a translation: the key of what is said of it beside its words; null: nothing.</summary>
    public string? Mark { get; init; }
}
