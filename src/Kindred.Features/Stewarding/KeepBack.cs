using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Stewarding;

/// <summary>A record or connection, or one part of a record, is not to be public before a day: by a steward of a community that it names, at once, or by a keeper, before anyone could read it.</summary>
public sealed class KeepBack(IArchiveWriter writer, KindList kinds, Embargoing embargoing, TimeProvider time)
{
    /// <summary>Characters of why.</summary>
    public const int LongestWhy = 2_000;

    /// <param name="community">In whose name; null: of every community of hers that it names, or, where there is none, a keeper's own word.</param>
    /// <param name="until">Null: the word that was set ends. What others have set stays.</param>
    /// <param name="why">A keeper says why; the depositor reads it.</param>
    public Task<KeepBackOutcome> Do(RecordId id, RecordId? community, DateOnly? until, string? why, Viewer.Member member, CancellationToken cancel) => Do(id, null, community, until, why, member, cancel);

    /// <summary>The same of one part.</summary>
    /// <param name="part">Null: all of it.</param>
    public Task<KeepBackOutcome> Do(RecordId id, RecordPart? part, RecordId? community, DateOnly? until, string? why, Viewer.Member member, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return writer.Write<KeepBackOutcome>(session =>
        {
            if (session.FindConnection(id) is { IsOfField: true }) return new KeepBackOutcome.NeedsWork(FieldConnections.OfRecord);
            (Envelope Envelope, System.Collections.Immutable.ImmutableArray<RecordId> Communities)? subject = session.FindRecord(id) is { } record ? (Envelope.Of(record), record.Communities)
                : session.FindConnection(id) is { } connection ? (Envelope.Of(connection), connection.Communities) : null;
            // What one may not see does not exist: the answer is the same.
            if (subject is not { } found || !VisibilityPolicy.Sees(member, found.Envelope)) return new KeepBackOutcome.Unknown();
            RecordId[] hers = [.. found.Communities.Where(one => member.Communities.Contains(one) && (community is null || one == community))];
            if (hers is [] && (!member.IsKeeper || community is not null)) return new KeepBackOutcome.Unknown();
            if (Embargo.Check(until, today) is { } wrong) return new KeepBackOutcome.NeedsWork(wrong);
            // What ends keeps nothing back: that is always possible.
            if (part is { } one && until is not null && Embargoing.WhyNot(session, kinds, id, one) is { } whole) return new KeepBackOutcome.NeedsWork(whole);
            foreach (RecordId named in hers) embargoing.BySteward(session, id, named, member.Handle, until, today, part);
            if (hers is [] && ByKeeper(session, id, part, until, why, member, today) is { } refused) return new KeepBackOutcome.NeedsWork(refused);
            IReadOnlyList<Embargo> words = session.Embargoes(id);
            DateOnly? latest = part is null ? Embargo.Latest(words, today) : Embargo.Parts(words, today).Where(kept => kept.Part == part).Select(kept => (DateOnly?)kept.Until).Max();
            return new KeepBackOutcome.Done(session.FindRecord(id)?.State ?? session.FindConnection(id)!.State, latest);
        }, cancel);
    }

    private Finding? ByKeeper(IArchiveSession session, RecordId id, RecordPart? part, DateOnly? until, string? why, Viewer.Member keeper, DateOnly today)
    {
        if (Finding.ReasonMissing(why, "why") is { } missing) return missing;
        string words = RecordInput.Clean(why!);
        if (words.Length > LongestWhy) return Finding.TooLong("why", LongestWhy);
        if (session.FindDepositOf(id)?.Depositor == keeper.Handle) return new Finding("embargo-own", "embargoUntil");
        if (embargoing.ByDesk(session, id, until, today, part) is { } wrong) return wrong;
        if (session.FindDepositOf(id) is not { } deposit) return null;
        Deposit told = deposit with { Messages = deposit.Messages.Add(new DepositMessage(false, today, words)) };
        session.Put(told, Mentions.Named(session, told));
        return null;
    }
}

public abstract record KeepBackOutcome
{
    private KeepBackOutcome()
    {
    }

    /// <param name="Until">The latest of all days that were set; null: nothing keeps it back.</param>
    public sealed record Done(RecordState State, DateOnly? Until) : KeepBackOutcome;

    public sealed record NeedsWork(Finding Finding) : KeepBackOutcome;

    public sealed record Unknown : KeepBackOutcome;
}
