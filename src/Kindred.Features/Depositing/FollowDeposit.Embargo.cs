using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Depositing;

public sealed partial class FollowDeposit
{
    /// <summary>Nothing of it is to be public before the day: at once, also where it is public now. Null: the depositor's own word ends; what others have said stays.</summary>
    public Task<FollowOutcome> KeepBack(ReceiptCode receipt, DateOnly? until, CancellationToken cancel) => Change(receipt, (session, deposit, today) =>
    {
        if (deposit.Proposal is not null) return new FollowOutcome.NeedsWork([new Finding("proposal-at-its-address", "embargoUntil")]);
        if (Embargo.Check(until, today) is { } wrong) return new FollowOutcome.NeedsWork([wrong]);
        embargoing.ByDepositor(session, Own(session, deposit), until, today);
        return new FollowOutcome.Done(session.FindDeposit(deposit.Id)!);
    }, cancel);

    /// <summary>Everyone's words that keep something of it back.</summary>
    public async Task<IReadOnlyList<Embargo>> Embargoes(Deposit deposit, Viewer.Depositor viewer, CancellationToken cancel) =>
        [.. (await records.Embargoes([.. Embargoing.Handles(deposit)], viewer, cancel)).Select(one => one.Value)];

    /// <summary>What a correction brings is kept back as what was there before, unless it says otherwise; what it leaves out leaves no word behind.</summary>
    private void KeepBack(IArchiveSession session, Deposit before, Deposit corrected, DepositInput input, DateOnly today)
    {
        DateOnly? until = Embargoing.OfDepositor(session, before);
        foreach (Embargo word in Embargoing.Handles(before).Except(Embargoing.Handles(corrected)).SelectMany(session.Embargoes).ToArray())
        {
            if (word.By != EmbargoBy.Depositor) MoveOn(session, before, corrected, word);
            session.End(word);
        }

        if (input.SaysEmbargo && input.EmbargoUntil != until && Embargo.Check(input.EmbargoUntil, today) is null) embargoing.ByDepositor(session, Own(session, corrected), input.EmbargoUntil, today);
        else if (until is not null) embargoing.ByDepositor(session, Own(session, corrected).Except(Embargoing.Handles(before)), until, today);
    }

    /// <summary>What others said of it holds of what is put in its place: under another name it would be shaken off.</summary>
    private static void MoveOn(IArchiveSession session, Deposit before, Deposit corrected, Embargo word)
    {
        foreach (RecordId fresh in Embargoing.Handles(corrected).Except(Embargoing.Handles(before))) session.Put(word with { Subject = fresh });
    }

    /// <summary>A name that others wrote too is not this depositor's to keep back.</summary>
    private static IEnumerable<RecordId> Own(IArchiveSession session, Deposit deposit) => Embargoing.Handles(deposit)
        .Except(deposit.Records.Where(entry => entry.Accessioned is not null && NamedByOthers.Is(session, deposit, entry)).Select(entry => entry.Accessioned!.Value));
}
