using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Publishing;
using Microsoft.AspNetCore.Mvc;

namespace Kindred.Features.Stewarding;

public sealed partial class AnswerPage
{
    public EmbargoList Embargoes { get; private set; } = new([]);

    /// <summary>The day as the reader has set it, to be changed or ended.</summary>
    public DateOnly? OwnEmbargo { get; private set; }

    /// <summary>What may be kept back alone.</summary>
    public KeepWhat What { get; private set; } = KeepWhat.Nothing;

    /// <summary>Of all of it or of a part.</summary>
    public bool HasOwnEmbargo => OwnWords.Length > 0;

    public string? TypedEmbargo { get; private set; }

    public string? TypedWhy { get; private set; }

    /// <summary>The days that the reader has set, or all keepers have.</summary>
    private Embargo[] OwnWords { get; set; } = [];

    /// <summary>A steward keeps it back at any time, a keeper what nobody could read yet.</summary>
    public bool CanKeepBack => Connection is not { Connection.Value.IsOfField: true } && (!Mine.IsEmpty || (Me.IsKeeper && (HasOwnEmbargo || !WasPublic)));

    /// <summary>What anyone could read already no keeper keeps back any more: the day that was set before only ends.</summary>
    public bool CanSetDay => !Mine.IsEmpty || !WasPublic;

    private bool WasPublic => Connection is null ? Record.WasPublic : Connection.Connection.Value.PublishedDay is not null;

    public async Task<IActionResult> OnPostEmbargo(string id, string? embargoUntil, string? what, string? why, string? go, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        (TypedEmbargo, TypedWhy) = (embargoUntil, why);
        What = What with { Chosen = what };
        bool isEnd = go is "end";
        DateOnly? until = null;
        if (!isEnd && (!TypedDay.TryRead(embargoUntil, out until) || until is null)) return NotRight([new Finding("day-not-a-day", "embargoUntil")]);
        (RecordId Handle, RecordPart Part)? chosen = KeepablePart.Read(what);
        if (!string.IsNullOrEmpty(what) && chosen?.Handle != Id) return NotRight([What.Here(new Finding("part-unknown", "what"))]);
        if (isEnd && KeepWhat.WhyNotEnded(OwnWords.Any(one => one.Part == chosen?.Part)) is { } none) return NotRight([What.Here(none)]);
        return await keepBack.Do(Id, chosen?.Part, null, until, why, Me, cancel) switch
        {
            KeepBackOutcome.Done => Redirect(frame.To($"/desk/records/{id}?done={KeepWhat.Done(chosen is not null, isEnd)}")),
            KeepBackOutcome.NeedsWork work => NotRight([What.Here(work.Finding)]),
            _ => Problems.Result(Problem.NotFound),
        };
    }

    private async Task FindEmbargoes(CancellationToken cancel)
    {
        Embargo[] words = [.. (await records.Embargoes([Id], Me, cancel)).Select(one => one.Value).Where(one => one.Until > Me.Today)];
        Dictionary<RecordId, ImmutableArray<string>> stewards = [];
        foreach (RecordId own in Me.Communities) stewards[own] = (await members.Community(own, Me.Today, cancel))?.Stewards ?? [];
        OwnWords = [.. words.Where(one => one.By == EmbargoBy.Community ? stewards.TryGetValue(one.Community!.Value, out var fellows) && one.IsEndedBy(Me.Handle, fellows) : Mine.IsEmpty && one.By == EmbargoBy.Desk)];
        OwnEmbargo = OwnWords.Where(one => one.Part is null).Select(one => (DateOnly?)one.Until).Max();
        Domain.Kinds.Kind? kind = Connection is null ? kinds[Record.Kind] : null;
        RecordContent[] revisions = kind is null || !CanKeepBack ? [] : [.. (await records.Revisions(Id, Me, cancel)).Select(one => one.Value.Content)];
        Dictionary<RecordId, string> names = (await records.Lines(
            [.. revisions.SelectMany(one => one.Links).Select(link => link.Target).Concat(words.Select(one => one.Part?.Target).OfType<RecordId>()).Distinct()], Me, cancel)).ToDictionary(line => line.Id, line => line.Title);
        if (kind is not null) What = new KeepWhat(KeepWhat.Of(Id, kind, Embargoing.Keepable(kind, revisions), names.GetValueOrDefault, texts), What.Chosen);
        Embargoes = EmbargoList.Of(words, of => Communities.FirstOrDefault(one => one.Community.Id == of)?.Community.Title, (_, part) => KeepWhat.LabelOf(kind, part, names.GetValueOrDefault, texts), Me.Today);
    }
}
