using System.Collections.Immutable;
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
    public Task<FollowOutcome> KeepBack(ReceiptCode receipt, DateOnly? until, CancellationToken cancel) => KeepBack(receipt, null, until, cancel);

    /// <summary>The same of one part.</summary>
    /// <param name="what">Of which record, by its permanent id or its handle at the desk; null: all of the deposit.</param>
    public Task<FollowOutcome> KeepBack(ReceiptCode receipt, (RecordId Handle, RecordPart Part)? what, DateOnly? until, CancellationToken cancel) => Change(receipt, (session, deposit, today) =>
    {
        if (deposit.Proposal is not null) return new FollowOutcome.NeedsWork([new Finding("proposal-at-its-address", "embargoUntil")]);
        if (Embargo.Check(until, today) is { } wrong) return new FollowOutcome.NeedsWork([wrong]);
        RecordId[] own = [.. Own(session, deposit).Where(handle => what is not { } one || handle == one.Handle)];
        if (what is { } chosen && own is []) return new FollowOutcome.NeedsWork([new Finding("part-unknown", "what")]);
        if (what is { } part && until is not null && Embargoing.WhyNot(session, kinds, part.Handle, part.Part) is { } whole) return new FollowOutcome.NeedsWork([whole]);
        embargoing.ByDepositor(session, own, until, today, what?.Part);
        return new FollowOutcome.Done(session.FindDeposit(deposit.Id)!);
    }, cancel);

    /// <summary>What of each may be kept back alone: whole fields, and of what is in the archive single links too.</summary>
    public async Task<ILookup<DepositedRecord, RecordPart>> Keepable(IReadOnlyCollection<DepositedRecord> entries, Viewer.Depositor viewer, CancellationToken cancel)
    {
        List<(DepositedRecord Entry, RecordPart Part)> parts = [];
        foreach (DepositedRecord entry in entries)
        {
            RecordContent[] revisions = entry.Accessioned is { } id ? [.. (await records.Revisions(id, viewer, cancel)).Select(one => one.Value.Content)] : [];
            IEnumerable<RecordPart> here = revisions is [] ? Embargoing.Keepable(kinds[entry.Kind], entry) : Embargoing.Keepable(kinds[entry.Kind], revisions).Where(part => Says(entry, part.Field));
            parts.AddRange(here.Select(part => (entry, part)));
        }

        return parts.ToLookup(one => one.Entry, one => one.Part);
    }

    /// <summary>Everyone's words that keep something of it back.</summary>
    public async Task<IReadOnlyList<Embargo>> Embargoes(Deposit deposit, Viewer.Depositor viewer, CancellationToken cancel) =>
        [.. (await records.Embargoes([.. Embargoing.Handles(deposit)], viewer, cancel)).Select(one => one.Value)];

    /// <summary>What a correction brings is kept back as what was there before, unless it says otherwise; what it leaves out leaves no word behind.</summary>
    private void KeepBack(IArchiveSession session, Deposit before, Deposit corrected, DepositInput input, DateOnly today)
    {
        DateOnly? until = Embargoing.OfDepositor(session, before);
        foreach (Embargo word in Embargoing.Handles(before).Except(Embargoing.Handles(corrected)).SelectMany(session.Embargoes).ToArray()) session.End(word);
        if (input.SaysEmbargo && input.EmbargoUntil != until && Embargo.Check(input.EmbargoUntil, today) is null) embargoing.ByDepositor(session, Own(session, corrected), input.EmbargoUntil, today);
        else if (until is not null) embargoing.ByDepositor(session, Own(session, corrected).Except(Embargoing.Handles(before)), until, today);
        HashSet<RecordId> own = [.. Own(session, corrected)];
        foreach (DepositedRecord entry in corrected.Records)
        {
            if (input.FieldEmbargoes.TryGetValue(entry.Ref, out ImmutableDictionary<string, DateOnly>? said) && (entry.Accessioned ?? entry.Entry) is var handle && own.Contains(handle)) KeepFieldsBack(session, entry, handle, said, today);
        }
    }

    /// <summary>The depositor's days for single fields are those that are said now, also of what no revision says yet. What was said of one link is said elsewhere, and stays.</summary>
    private void KeepFieldsBack(IArchiveSession session, DepositedRecord entry, RecordId handle, ImmutableDictionary<string, DateOnly> said, DateOnly today)
    {
        Dictionary<string, DateOnly> before = Embargoing.PartsOfDepositor(session.Embargoes(handle)).Where(one => one.Part!.Value.Target is null).ToDictionary(one => one.Part!.Value.Field, one => one.Until);
        // Words that are taken out are in what anyone would read until that is taken: no day of theirs ends with them.
        foreach (string field in before.Keys.Where(field => !said.ContainsKey(field) && Embargoing.Says(entry, field))) embargoing.ByDepositor(session, [handle], null, today, new RecordPart(field));
        foreach ((string field, DateOnly until) in said)
        {
            if (until > today && new RecordPart(field).WhyNotKeptBack(kinds[entry.Kind], [entry.Content]) is null && (!before.TryGetValue(field, out DateOnly old) || old != until)) embargoing.ByDepositor(session, [handle], until, today, new RecordPart(field));
        }
    }

    /// <summary>A name that others wrote too is not this depositor's to keep back.</summary>
    private static IEnumerable<RecordId> Own(IArchiveSession session, Deposit deposit) => Embargoing.Handles(deposit)
        .Except(deposit.Records.Where(entry => entry.Accessioned is not null && NamedByOthers.Is(session, deposit, entry)).Select(entry => entry.Accessioned!.Value));
}
