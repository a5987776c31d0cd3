using System.Collections.Immutable;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Withdrawing;

/// <summary>Takes a record or connection out of the archive, by the word of a steward or of keepers. A depositor's word is given with the receipt.</summary>
public sealed class WithdrawRecord(IArchiveWriter writer, Publication publication, Destruction destruction, IWithdrawalJournal journal, TimeProvider time)
{
    public const int HideDays = 30;

    /// <summary>A steward's word hides at once; it destroys as soon as so many stewards as her protocol asks have said so, and, where other communities
    /// are named too and may yet publish without hers, 30 days later.</summary>
    /// <param name="words">What the tombstone says; null: nothing.</param>
    public Task<WithdrawOutcome> BySteward(RecordId id, RecordId? community, string? words, Viewer.Member steward, CancellationToken cancel) => Act(id, steward, (session, subject, today) =>
    {
        RecordId[] hers = [.. subject.Communities.Where(one => steward.Communities.Contains(one) && (community is null || one == community))];
        if (hers.Length == 0) return new WithdrawOutcome.Unknown();
        foreach (RecordId one in hers)
        {
            session.Put(new Consent
            {
                Subject = id, Community = one, Revision = subject.LatestRevision, Answer = ConsentAnswer.Withdrawn, Steward = steward.Handle, Day = today, Condition = Clean(words),
            });
        }

        session.Write(new Act(ActKind.Consent, [id, .. hers], today, IsPublic: false));
        IReadOnlyList<Consent> consents = session.Consents(id);
        bool isDecided = hers.Any(one => session.FindCommunity(one, today) is { } named && Withdrawn(consents, one) >= named.Protocol.Quorum(named.Stewards.Length));
        bool othersMayGoOn = subject.Communities.Any(one => !hers.Contains(one) && session.FindCommunity(one, today) is { Stewards.IsEmpty: false });
        if (isDecided && !othersMayGoOn)
        {
            destruction.Destroy(session, id, today, Clean(words));
            return new WithdrawOutcome.Destroyed();
        }

        journal.Hidden(id, today);
        if (session.FindRecord(id) is not null) publication.Settle(session, id, today);
        else publication.Settle(session, session.FindConnection(id)!, today);
        return new WithdrawOutcome.Hidden(isDecided ? today.AddDays(HideDays) : null);
    }, cancel);

    /// <summary>Any keeper hides anything at once; it lapses after 30 days unless a second keeper or a steward confirms it.</summary>
    public Task<WithdrawOutcome> Hide(RecordId id, string reason, Viewer.Member keeper, CancellationToken cancel) => Act(id, keeper, (session, subject, today) =>
    {
        if (!keeper.IsKeeper && !subject.Communities.Any(keeper.Communities.Contains)) return new WithdrawOutcome.Unknown();
        if (session.FindRecord(id) is not { } record) return new WithdrawOutcome.Unknown();
        // Who hid it first does not confirm it by hiding it again.
        bool isConfirmed = record is { State: RecordState.Hidden, HiddenBecause: { } by } && !by.StartsWith(keeper.Handle + ": ", StringComparison.Ordinal);
        DateOnly? until = isConfirmed ? null : today.AddDays(HideDays);
        journal.Hidden(id, today);
        session.Put(record with { State = RecordState.Hidden, HiddenBecause = isConfirmed ? record.HiddenBecause : $"{keeper.Handle}: {RecordInput.Clean(reason)}", HiddenUntil = until });
        publication.Settle(session, id, today);
        session.Write(new Act(ActKind.Hiding, [id], today, IsPublic: record.WasPublic, By: keeper.IsKeeper ? keeper.Handle : null, Reason: null));
        return new WithdrawOutcome.Hidden(until);
    }, cancel);

    /// <summary>Undoes a keeper's hide.</summary>
    public Task<WithdrawOutcome> Show(RecordId id, Viewer.Member keeper, CancellationToken cancel) => Act(id, keeper, (session, _, today) =>
    {
        if (!keeper.IsKeeper || session.FindRecord(id) is not { HiddenBecause: not null } record) return new WithdrawOutcome.Unknown();
        journal.Shown(id, today);
        session.Put(record with { HiddenBecause = null, HiddenUntil = null });
        session.Write(new Act(ActKind.Showing, [id], today, IsPublic: record.WasPublic, By: keeper.Handle));
        return new WithdrawOutcome.Shown(publication.Settle(session, id, today).State);
    }, cancel);

    /// <summary>Without a depositor's or a steward's word two keepers destroy; the first one's word hides at once.</summary>
    public Task<WithdrawOutcome> ByKeeper(RecordId id, string reason, string? words, Viewer.Member keeper, CancellationToken cancel) => Act(id, keeper, (session, _, today) =>
    {
        if (!keeper.IsKeeper) return new WithdrawOutcome.Unknown();
        bool wasPublic = session.FindRecord(id)?.WasPublic ?? session.FindConnection(id)?.PublishedDay is not null;
        Domain.Keeping.TwoKeeperAct? proposed = session.WaitingForSecondKeeper().FirstOrDefault(one => one.IsDestruction && one.Subject == id.ToString());
        if (Founded.Is(session) && (proposed is null || proposed.ProposedBy == keeper.Handle))
        {
            if (proposed is null) session.PutTwoKeeperAct(new Domain.Keeping.TwoKeeperAct(0, Domain.Keeping.TwoKeeperAct.Destruction, id.ToString(), keeper.Handle, today, RecordInput.Clean(reason)));
            if (session.FindRecord(id) is { } record)
            {
                journal.Hidden(id, today);
                session.Put(record with { State = RecordState.Hidden, HiddenBecause = $"{keeper.Handle}: {RecordInput.Clean(reason)}", HiddenUntil = today.AddDays(HideDays) });
                publication.Settle(session, id, today);
                session.Write(new Act(ActKind.Hiding, [id], today, wasPublic, keeper.Handle));
            }

            return new WithdrawOutcome.SecondKeeperNeeded();
        }

        if (proposed is not null) session.EndTwoKeeperAct(proposed.Number);
        destruction.Destroy(session, id, today, Clean(words));
        session.Write(new Act(ActKind.Destruction, [id], today, IsPublic: wasPublic, By: keeper.Handle));
        return new WithdrawOutcome.Destroyed();
    }, cancel);

    private async Task<WithdrawOutcome> Act(RecordId id, Viewer.Member member, Func<IArchiveSession, Subject, DateOnly, WithdrawOutcome> act, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return await writer.Write(session =>
        {
            if (session.FindRecord(id) is { } record)
                return VisibilityPolicy.Sees(member, Envelope.Of(record)) ? act(session, new Subject(record.Communities, record.LatestRevision), today) : new WithdrawOutcome.Unknown();
            if (session.FindConnection(id) is { } connection)
                return !VisibilityPolicy.Sees(member, Envelope.Of(connection)) ? new WithdrawOutcome.Unknown()
                    : connection.IsOfField ? new WithdrawOutcome.OfRecord()
                    : act(session, new Subject(connection.Communities, connection.Revision), today);
            return new WithdrawOutcome.Unknown();
        }, cancel);
    }

    private static int Withdrawn(IReadOnlyList<Consent> consents, RecordId community) => consents
        .Where(one => one.Community == community)
        .GroupBy(one => one.Steward, StringComparer.Ordinal)
        .Count(answers => answers.MaxBy(one => one.Number)!.Answer == ConsentAnswer.Withdrawn);

    private static string? Clean(string? words) => string.IsNullOrWhiteSpace(words) ? null : RecordInput.Clean(words);

    private readonly record struct Subject(ImmutableArray<RecordId> Communities, int LatestRevision);
}

public abstract record WithdrawOutcome
{
    private WithdrawOutcome()
    {
    }

    public sealed record Destroyed : WithdrawOutcome;

    /// <param name="Until">When a keeper's hide lapses, or when what a community withdrew is destroyed; null: not set.</param>
    public sealed record Hidden(DateOnly? Until) : WithdrawOutcome;

    public sealed record Shown(RecordState State) : WithdrawOutcome;

    public sealed record SecondKeeperNeeded : WithdrawOutcome;

    /// <summary>A link of a record is made again with the record: a word about it alone would not last, so none is taken.</summary>
    public sealed record OfRecord : WithdrawOutcome;

    public sealed record Unknown : WithdrawOutcome;
}
