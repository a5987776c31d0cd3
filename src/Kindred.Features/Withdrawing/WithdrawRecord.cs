using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Withdrawing;

/// <summary>Takes a record or connection out of the archive, by the word of a steward or of keepers. A depositor's word is given with the receipt.</summary>
public sealed class WithdrawRecord(IArchiveWriter writer, Publication publication, Destruction destruction, IWithdrawalJournal journal, TimeProvider time)
{
    /// <summary>Characters of what a tombstone says.</summary>
    public const int LongestWords = 2_000;

    /// <summary>A steward's word hides at once; it destroys as soon as so many stewards as her protocol asks have said so, and, where other communities
    /// are named too and may yet publish without hers, 30 days later.</summary>
    /// <param name="words">What the tombstone says; null: nothing.</param>
    public Task<WithdrawOutcome> BySteward(RecordId id, RecordId? community, string? words, Viewer.Member steward, CancellationToken cancel, SentSignature? signature = null) => Act(id, words, reason: null, steward, (session, subject, today) =>
    {
        RecordId[] hers = [.. subject.Communities.Where(one => steward.Communities.Contains(one) && (community is null || one == community))];
        if (hers.Length == 0) return EarlierBySteward(session, id, subject, community, words, steward, signature, today);
        Say(session, id, subject, hers, words, steward, signature, today);
        Standing standing = session.FindRecord(id) is { } named ? publication.Weigh(session, named, today).First(one => one.Revision.Number == named.Revision).Standing
            : publication.Weigh(session, session.FindConnection(id)!, today);
        bool isDecided = standing.Communities.Any(one => hers.Contains(one.Community) && one.WithdrawnDay is not null);
        bool othersMayGoOn = subject.Communities.Any(one => !hers.Contains(one) && session.FindCommunity(one, today) is { Stewards.IsEmpty: false });
        // Also before it is destroyed: what hangs on its being public goes with it.
        if (session.FindRecord(id) is not null) publication.Settle(session, id, today);
        else publication.Settle(session, session.FindConnection(id)!, today);
        if (isDecided && !othersMayGoOn)
        {
            destruction.Destroy(session, id, today, Clean(words) ?? Destruction.Chosen(session, id, hers));
            return new WithdrawOutcome.Destroyed();
        }

        return new WithdrawOutcome.Hidden(isDecided ? today.AddDays(Hiding.Days) : null);
    }, cancel);

    /// <summary>Any keeper hides anything at once, also in the grace after their term; it lapses after 30 days unless a second keeper or a steward confirms it.</summary>
    public Task<WithdrawOutcome> Hide(RecordId id, string reason, Viewer.Member keeper, CancellationToken cancel) => Act(id, words: null, reason, keeper, (session, subject, today) =>
    {
        if (!keeper.MayHide && !subject.Communities.Any(keeper.Communities.Contains)) return new WithdrawOutcome.Unknown();
        Hiding hiding = Hide(session, id, reason, keeper, today);
        session.Write(new Act(ActKind.Hiding, [id], today, IsPublic: subject.WasPublic, By: keeper.MayHide ? keeper.Handle : null, Reason: null));
        return new WithdrawOutcome.Hidden(hiding.Until);
    }, cancel);

    /// <summary>Undoes a keeper's hide.</summary>
    public Task<WithdrawOutcome> Show(RecordId id, Viewer.Member keeper, CancellationToken cancel) => Act(id, words: null, reason: null, keeper, (session, subject, today) =>
    {
        Record? record = session.FindRecord(id);
        Connection? connection = session.FindConnection(id);
        if (!keeper.IsKeeper || (record?.HiddenBecause ?? connection?.HiddenBecause) is null) return new WithdrawOutcome.Unknown();
        journal.Shown(id, today);
        EndProposals(session, id);
        session.Write(new Act(ActKind.Showing, [id], today, IsPublic: subject.WasPublic, By: keeper.Handle));
        if (connection is not null)
        {
            Connection freed = connection with { HiddenBecause = null, HiddenUntil = null };
            session.Put(freed, "", "", today);
            return new WithdrawOutcome.Shown(publication.Settle(session, freed, today).State);
        }

        session.Put(record! with { HiddenBecause = null, HiddenUntil = null });
        return new WithdrawOutcome.Shown(publication.Settle(session, id, today).State);
    }, cancel);

    /// <summary>Without a depositor's or a steward's word two keepers destroy; the first one's word hides at once.</summary>
    public Task<WithdrawOutcome> ByKeeper(RecordId id, string reason, string? words, Viewer.Member keeper, CancellationToken cancel) => Act(id, words, reason, keeper, (session, subject, today) =>
    {
        if (!keeper.IsKeeper) return new WithdrawOutcome.Unknown();
        TwoKeeperAct? proposed = Proposed(session, id).FirstOrDefault(one => FirstWord.Counts(session, one, today));
        if (Founded.Is(session) && (proposed is null || proposed.ProposedBy == keeper.Handle))
        {
            if (proposed is null)
            {
                EndProposals(session, id);
                session.PutTwoKeeperAct(new TwoKeeperAct(0, TwoKeeperKind.Destruction, id.ToString(), keeper.Handle, today, RecordInput.Clean(reason)));
            }

            Hide(session, id, reason, keeper, today);
            session.Write(new Act(ActKind.Hiding, [id], today, subject.WasPublic, keeper.Handle));
            return new WithdrawOutcome.SecondKeeperNeeded();
        }

        destruction.Destroy(session, id, today, Clean(words), isByKeepers: true);
        session.Write(new Act(ActKind.Destruction, [id], today, IsPublic: subject.WasPublic, By: proposed is null ? keeper.Handle : $"{proposed.ProposedBy}, {keeper.Handle}"));
        return new WithdrawOutcome.Destroyed();
    }, cancel);

    private async Task<WithdrawOutcome> Act(
        RecordId id, string? words, string? reason, Viewer.Member member, Func<IArchiveSession, Subject, DateOnly, WithdrawOutcome> act, CancellationToken cancel)
    {
        if (Clean(words)?.Length > LongestWords) return new WithdrawOutcome.NotRight(Finding.TooLong("words", LongestWords));
        if (Domain.Ledger.Act.CheckReason(reason) is { } wrong) return new WithdrawOutcome.NotRight(wrong);
        DateOnly today = time.Today();
        return await writer.Write(session =>
        {
            if (session.FindRecord(id) is { } record)
                return VisibilityPolicy.Sees(member, Envelope.Of(record)) ? act(session, new Subject(record.Communities, publication.NamedBefore(session, record), record.LatestRevision, record.WasPublic), today) : new WithdrawOutcome.Unknown();
            if (session.FindConnection(id) is { } connection)
                return !VisibilityPolicy.Sees(member, Envelope.Of(connection)) ? new WithdrawOutcome.Unknown()
                    : connection.IsOfField ? new WithdrawOutcome.OfRecord()
                    : act(session, new Subject(connection.Communities, [], connection.Revision, connection.PublishedDay is not null), today);
            return new WithdrawOutcome.Unknown();
        }, cancel);
    }

    /// <summary>Only revisions before the shown one name her community: her word takes those away, and leaves what is shown.</summary>
    private WithdrawOutcome EarlierBySteward(IArchiveSession session, RecordId id, Subject subject, RecordId? community, string? words, Viewer.Member steward, SentSignature? signature, DateOnly today)
    {
        RecordId[] hers = [.. subject.NamedBefore.Where(one => steward.Communities.Contains(one) && (community is null || one == community))];
        if (hers.Length == 0) return new WithdrawOutcome.Unknown();
        Say(session, id, subject, hers, words, steward, signature, today);
        Record settled = publication.Settle(session, id, today);
        return new WithdrawOutcome.OfEarlier(AreDestroyed: !publication.NamedBefore(session, settled).Any(hers.Contains));
    }

    /// <summary>Signed, if it was signed rightly. What takes words away is never refused for its signature: there may be no time to sign again.</summary>
    private void Say(IArchiveSession session, RecordId id, Subject subject, RecordId[] communities, string? words, Viewer.Member steward, SentSignature? signature, DateOnly today)
    {
        Consent[] said =
        [
            .. communities.Select(one => new Consent
            {
                Subject = id, Community = one, Revision = subject.LatestRevision, Answer = ConsentAnswer.Withdrawn, Steward = steward.Handle, Day = today, Condition = Clean(words),
            }),
        ];
        Passkey? key = signature is null ? null : ConsentSigning.VerifyList(session, signature, steward.Handle).Key;
        byte[]? read = key is null ? null : session.WordsSaid(id, subject.LatestRevision);
        foreach (Consent one in said)
        {
            publication.Put(session, one);
            if (key is not null && ConsentSigning.OfList(signature!, key, one, read) is { } signed) ConsentSigning.Keep(session, signed, id);
        }

        session.Write(new Act(ActKind.Consent, [id, .. communities], today, IsPublic: false));
    }

    private Hiding Hide(IArchiveSession session, RecordId id, string reason, Viewer.Member by, DateOnly today)
    {
        journal.Hidden(id, today);
        if (session.FindRecord(id) is { } record)
        {
            Hiding hiding = Hiding.By(by.Handle, RecordInput.Clean(reason), Hiding.Of(record, today), today);
            session.Put(record with { State = RecordState.Hidden, HiddenBecause = hiding.Because, HiddenUntil = hiding.Until });
            publication.Settle(session, id, today);
            return hiding;
        }

        Connection connection = session.FindConnection(id)!;
        Hiding ofConnection = Hiding.By(by.Handle, RecordInput.Clean(reason), Hiding.Of(connection, today), today);
        Connection hidden = connection with { State = RecordState.Hidden, HiddenBecause = ofConnection.Because, HiddenUntil = ofConnection.Until };
        session.Put(hidden, "", "", today);
        publication.Settle(session, hidden, today);
        return ofConnection;
    }

    private static TwoKeeperAct[] Proposed(IArchiveSession session, RecordId id) =>
        [.. session.WaitingForSecondKeeper().Where(one => one.Kind == TwoKeeperKind.Destruction && one.Subject == id.ToString())];

    /// <summary>It was shown again, or what was said first counts no more.</summary>
    private static void EndProposals(IArchiveSession session, RecordId id)
    {
        foreach (TwoKeeperAct one in Proposed(session, id)) session.EndTwoKeeperAct(one.Number);
    }

    private static string? Clean(string? words) => string.IsNullOrWhiteSpace(words) ? null : RecordInput.Clean(words);

    private readonly record struct Subject(ImmutableArray<RecordId> Communities, ImmutableArray<RecordId> NamedBefore, int LatestRevision, bool WasPublic);
}

public abstract record WithdrawOutcome
{
    private WithdrawOutcome()
    {
    }

    public sealed record Destroyed : WithdrawOutcome;

    /// <param name="Until">When a keeper's hide lapses, or when what a community withdrew is destroyed; null: not set.</param>
    public sealed record Hidden(DateOnly? Until) : WithdrawOutcome;

    /// <summary>Only revisions before the shown one named the community: they are no longer public, or gone.</summary>
    public sealed record OfEarlier(bool AreDestroyed) : WithdrawOutcome;

    public sealed record Shown(RecordState State) : WithdrawOutcome;

    public sealed record SecondKeeperNeeded : WithdrawOutcome;

    public sealed record NotRight(Finding Finding) : WithdrawOutcome;

    /// <summary>A link of a record is made again with the record: a word about it alone would not last, so none is taken.</summary>
    public sealed record OfRecord : WithdrawOutcome;

    public sealed record Unknown : WithdrawOutcome;
}
