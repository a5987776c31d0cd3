using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Reviewing;

public sealed partial class ReviewDeposit
{
    /// <summary>What of it nobody could read yet is not to be public before the day, whoever accepts it: a steward's word in the name of her communities, else the desk's.</summary>
    /// <param name="until">Null: that word ends.</param>
    /// <param name="why">Read by the depositor.</param>
    public Task<ReviewOutcome> KeepBack(DepositId id, Viewer.Member reviewer, DateOnly? until, string? why, CancellationToken cancel) => KeepBack(id, reviewer, null, until, why, cancel);

    /// <summary>The same of one field.</summary>
    /// <param name="what">Of which record, by its permanent id or its handle here; null: all of the deposit.</param>
    public Task<ReviewOutcome> KeepBack(DepositId id, Viewer.Member reviewer, (RecordId Handle, RecordPart Part)? what, DateOnly? until, string? why, CancellationToken cancel) => Act(id, reviewer, (session, deposit, today) =>
    {
        // A proposal is of what is public.
        if (deposit.Proposal is not null) return new ReviewOutcome.NotNow(deposit.State);
        if (Embargo.Check(until, today) is { } wrong) return new ReviewOutcome.NeedsWork([wrong]);
        if (Finding.ReasonMissing(why, "why") is { } missing) return new ReviewOutcome.NeedsWork([missing]);
        string words = RecordInput.Clean(why!);
        if (words.Length > LongestWords) return new ReviewOutcome.NeedsWork([Finding.TooLong("why", LongestWords)]);
        RecordId[] handles = [.. Embargoing.Handles(deposit).Where(handle => what is not { } one || handle == one.Handle)];
        if (what is { } chosen && handles is []) return new ReviewOutcome.NeedsWork([new Finding("part-unknown", "what")]);
        if (what is { } part && until is not null && Embargoing.WhyNot(session, kinds, part.Handle, part.Part) is { } whole) return new ReviewOutcome.NeedsWork([whole]);
        int kept = 0;
        foreach (RecordId handle in handles) kept += KeepBack(session, deposit, handle, what?.Part, reviewer, until, today) ? 1 : 0;
        if (kept == 0) return new ReviewOutcome.NeedsWork([new Finding("embargo-was-public", "embargoUntil")]);
        return Put(session, session.FindDeposit(deposit.Id)! with { Messages = deposit.Messages.Add(new DepositMessage(false, today, words)) });
    }, cancel);

    private bool KeepBack(IArchiveSession session, Deposit deposit, RecordId handle, RecordPart? part, Viewer.Member reviewer, DateOnly? until, DateOnly today)
    {
        RecordId entry = deposit.Records.Where(one => (one.Accessioned ?? one.Entry) == handle).Select(one => one.Entry)
            .Concat(deposit.Connections.Where(one => (one.Accessioned ?? one.Entry) == handle).Select(one => one.Entry)).First();
        RecordId[] hers = [.. NamedCommunities.AtDesk(session, kinds, deposit, entry).Where(reviewer.Communities.Contains)];
        foreach (RecordId community in hers) embargoing.BySteward(session, handle, community, reviewer.Handle, until, today, part);
        return hers is not [] || (reviewer.IsKeeper && embargoing.ByDesk(session, handle, until, today, part) is null);
    }
}
