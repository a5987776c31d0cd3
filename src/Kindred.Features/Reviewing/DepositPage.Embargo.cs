using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Publishing;
using Microsoft.AspNetCore.Mvc;

namespace Kindred.Features.Reviewing;

public sealed partial class DepositPage
{
    public EmbargoList Embargoes { get; private set; } = new([]);

    /// <summary>The day as the reader, or the desk, has set it.</summary>
    public DateOnly? OwnEmbargo { get; private set; }

    /// <summary>Of all of it or of a field.</summary>
    public bool HasOwnEmbargo => OwnWords.Length > 0;

    /// <summary>What may be kept back alone.</summary>
    public KeepWhat What { get; private set; } = KeepWhat.Nothing;

    public string? TypedEmbargo { get; private set; }

    public string? TypedWhy { get; private set; }

    /// <summary>Nothing is said why, or too much.</summary>
    public Finding? WrongWhy => Findings.FirstOrDefault(one => one.Field == "why");

    /// <summary>The days that the reader has set, or the desk has.</summary>
    private Embargo[] OwnWords { get; set; } = [];

    public async Task<IActionResult> OnPostEmbargo(string id, string? embargoUntil, string? what, string? why, string? go, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        (TypedEmbargo, TypedWhy) = (embargoUntil, why);
        What = What with { Chosen = what };
        (RecordId, RecordPart)? chosen = KeepablePart.Read(what);
        if (chosen is null && !string.IsNullOrEmpty(what)) return await End(new ReviewOutcome.NeedsWork([What.Here(new Finding("part-unknown", "what"))]), id, "", cancel);
        bool isEnd = go is "end";
        DateOnly? until = null;
        if (!isEnd && (!TypedDay.TryRead(embargoUntil, out until) || until is null)) return await End(new ReviewOutcome.NeedsWork([new Finding("day-not-a-day", "embargoUntil")]), id, "", cancel);
        if (isEnd && KeepWhat.WhyNotEnded(OwnWords.Any(one => chosen is var (handle, part) ? one.Subject == handle && one.Part == part : one.Part is null)) is { } none) return await End(new ReviewOutcome.NeedsWork([What.Here(none)]), id, "", cancel);
        ReviewOutcome outcome = await review.KeepBack(Deposit.Id, Me, chosen, until, why, cancel);
        if (outcome is ReviewOutcome.NeedsWork work) outcome = new ReviewOutcome.NeedsWork([.. work.Findings.Select(What.Here)]);
        return await End(outcome, id, KeepWhat.Done(chosen is not null, isEnd), cancel);
    }

    private async Task FindEmbargoes(CancellationToken cancel)
    {
        Embargo[] words = [.. (await records.Embargoes([.. Embargoing.Handles(Deposit)], Me, cancel)).Select(one => one.Value).Where(one => one.Until > Me.Today)];
        Dictionary<RecordId, string> names = (await records.Lines([.. words.Select(one => one.Part?.Target).OfType<RecordId>().Distinct()], Me, cancel)).ToDictionary(line => line.Id, line => line.Title);
        What = KeepWhat.Of(Deposit, kinds, one => Embargoing.Keepable(kinds[one.Kind], one), names.GetValueOrDefault, texts, What.Chosen);
        Embargoes = EmbargoList.Of(words, of => Communities.FirstOrDefault(one => one.Id == of)?.Title, (handle, part) => KeepWhat.LabelOf(Deposit, kinds, handle, part, names.GetValueOrDefault, texts), Me.Today);
        OwnWords = [.. words.Where(one => one.By == EmbargoBy.Community ? one.Steward == Me.Handle : one.By == EmbargoBy.Desk && Me.IsKeeper)];
        OwnEmbargo = OwnWords.Where(one => one.Part is null).Select(one => (DateOnly?)one.Until).Max();
    }
}
