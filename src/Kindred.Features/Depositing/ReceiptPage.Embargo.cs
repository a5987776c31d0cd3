using Kindred.Domain;
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

    public string? TypedEmbargo { get; private set; }

    public bool HasKeptBack { get; private set; }

    private async Task<FollowOutcome> KeepBack(Domain.Depositing.ReceiptCode code, string? typed, bool ends, CancellationToken cancel)
    {
        TypedEmbargo = typed;
        DateOnly? until = null;
        if (!ends && (!TypedDay.TryRead(typed, out until) || until is null)) return new FollowOutcome.NeedsWork([new Finding("day-not-a-day", "embargoUntil")]);
        try
        {
            return await follow.KeepBack(code, until, cancel);
        }
        catch (ArchiveUnwritableException)
        {
            return new FollowOutcome.NeedsWork([new Finding(NotKept, "embargoUntil")]);
        }
    }

    private async Task FindEmbargoes(CancellationToken cancel)
    {
        IReadOnlyList<Embargo> words = await follow.Embargoes(Deposit!, viewer!, cancel);
        OwnEmbargo = Embargoing.OfDepositor(words);
        Dictionary<RecordId, RecordLine> names = (await records.Lines([.. words.Select(one => one.Community).OfType<RecordId>().Distinct()], viewer!, cancel)).ToDictionary(line => line.Id);
        Embargoes = EmbargoList.Of(words, id => names.GetValueOrDefault(id)?.Title, viewer!.Today) with { IsTheirs = true };
    }
}
