using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Depositing;

public sealed partial class ReceiptPage
{
    public EmbargoList Embargoes { get; private set; } = new([]);

    /// <summary>The day that the depositor has set.</summary>
    public DateOnly? OwnEmbargo { get; private set; }

    /// <summary>For all of it or for a part.</summary>
    public bool HasOwnEmbargo { get; private set; }

    /// <summary>What may be kept back alone.</summary>
    public KeepWhat What { get; private set; } = KeepWhat.Nothing;

    public string? TypedEmbargo { get; private set; }

    private IReadOnlyList<Embargo> EveryWord { get; set; } = [];

    public bool HasKeptBack { get; private set; }

    private async Task<FollowOutcome> KeepBack(ReceiptCode code, string? typed, string? what, bool ends, CancellationToken cancel)
    {
        (TypedEmbargo, What) = (typed, What with { Chosen = what });
        (RecordId, RecordPart)? chosen = KeepablePart.Read(what);
        if (chosen is null && !string.IsNullOrEmpty(what)) return new FollowOutcome.NeedsWork([new Finding("part-unknown", "what")]);
        if (ends && await follow.Find(code, cancel) is { } found)
        {
            bool isSet = (await follow.Embargoes(found.Deposit, found.Viewer, cancel)).Any(one => one.By == EmbargoBy.Depositor && (chosen is var (handle, part) ? one.Subject == handle && one.Part == part : one.Part is null));
            if (KeepWhat.WhyNotEnded(isSet) is { } none) return new FollowOutcome.NeedsWork([none]);
        }

        DateOnly? until = null;
        if (!ends && (!TypedDay.TryRead(typed, out until) || until is null)) return new FollowOutcome.NeedsWork([new Finding("day-not-a-day", "embargoUntil")]);
        try
        {
            return await follow.KeepBack(code, chosen, until, cancel);
        }
        catch (ArchiveUnwritableException)
        {
            return new FollowOutcome.NeedsWork([new Finding(NotKept, "embargoUntil")]);
        }
    }

    private async Task FindEmbargoes(CancellationToken cancel)
    {
        IReadOnlyList<Embargo> words = await follow.Embargoes(Deposit!, viewer!, cancel);
        EveryWord = words;
        OwnEmbargo = Embargoing.OfDepositor(words);
        HasOwnEmbargo = words.Any(one => one.By == EmbargoBy.Depositor);
        ILookup<DepositedRecord, RecordPart> keepable = await follow.Keepable(KeepWhat.Told(Deposit!), viewer!, cancel);
        IEnumerable<RecordId> mentioned = words.SelectMany(one => (RecordId?[])[one.Community, one.Part?.Target]).Concat(keepable.SelectMany(of => of).Select(part => part.Target)).OfType<RecordId>().Distinct();
        Dictionary<RecordId, string> names = (await records.Lines([.. mentioned], viewer!, cancel)).ToDictionary(line => line.Id, line => line.Title);
        What = KeepWhat.Of(Deposit!, kinds, one => keepable[one], names.GetValueOrDefault, texts, What.Chosen);
        if (Findings.Any(one => What.Here(one) != one)) Findings = [.. Findings.Select(What.Here)];
        Embargoes = EmbargoList.Of(words, names.GetValueOrDefault, (handle, part) => KeepWhat.LabelOf(Deposit!, kinds, handle, part, names.GetValueOrDefault, texts), viewer!.Today) with { IsTheirs = true };
    }
}
