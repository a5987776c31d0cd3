using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Reviewing;

/// <summary>What a steward or keeper does with a deposit: accept, ask back, decline, set aside.</summary>
public sealed partial class ReviewDeposit(IArchiveWriter writer, KindList kinds, Accession accession, Answering answering, Embargoing embargoing, TimeProvider time)
{
    public const int LongestQuestion = 20_000;

    /// <summary>Of why it is declined, in characters.</summary>
    public const int LongestWords = 5_000;

    /// <summary>Takes it into the archive: permanent ids are minted, the communities it names are asked, and what needs nobody's answer is published.</summary>
    /// <param name="basis">What it rests on where a community without a steward is named.</param>
    public Task<ReviewOutcome> Accept(DepositId id, Viewer.Member reviewer, PublicationBasis basis, CancellationToken cancel) =>
        Accept(id, reviewer, basis, gives: false, wording: null, cancel);

    /// <summary>Accepts it as above.</summary>
    /// <param name="gives">The reviewer also says yes to all that waited of it for her communities, in the same transaction: never the one without the other.</param>
    /// <param name="wording">The <see cref="Wording"/> that was read: other words would be accepted unread. Null: as it stands.</param>
    public Task<ReviewOutcome> Accept(DepositId id, Viewer.Member reviewer, PublicationBasis basis, bool gives, string? wording, CancellationToken cancel) =>
        Act(id, reviewer, basis, (session, deposit, today) =>
        {
            bool isAsRead = IsAsRead(session, deposit, wording);
            deposit = UnderReview(session, deposit, reviewer);
            if (!deposit.AwaitsReview) return new ReviewOutcome.NotNow(deposit.State);
            if (!isAsRead) return new ReviewOutcome.ChangedMeanwhile();
            // A proposal says which of its parts are taken.
            if (deposit.Proposal is { AwaitsReview: true }) return new ReviewOutcome.NotNow(deposit.State);
            return accession.Take(session, deposit, reviewer, basis, today) switch
            {
                AccessionOutcome.Done done => new ReviewOutcome.Done(gives ? Give(session, deposit, done.Deposit, reviewer, basis, today) : done.Deposit),
                AccessionOutcome.SecondKeeperNeeded second => new ReviewOutcome.SecondKeeperNeeded(second.Deposit),
                AccessionOutcome.NeedsWork work => new ReviewOutcome.NeedsWork(work.Findings),
                _ => throw new InvalidOperationException("No such outcome."),
            };
        }, cancel);

    /// <summary>Asks the depositor, who reads it when coming back with the receipt.</summary>
    public Task<ReviewOutcome> Ask(DepositId id, Viewer.Member reviewer, string text, CancellationToken cancel) => Act(id, reviewer, (session, deposit, today) =>
    {
        string clean = RecordInput.Clean(text);
        if (clean.Length is 0 or > LongestQuestion) return new ReviewOutcome.NeedsWork([clean.Length == 0 ? new Finding("empty", "text") : Finding.TooLong("text", LongestQuestion)]);
        return Put(session, deposit with { State = BackInReview(deposit), StateDay = today, Messages = deposit.Messages.Add(new DepositMessage(false, today, clean)) }, reviewer);
    }, cancel);

    /// <summary>Declines it with words the depositor reads. It is destroyed 30 days later, unless the depositor answers. A steward's no is her community's.</summary>
    public Task<ReviewOutcome> Decline(DepositId id, Viewer.Member reviewer, string? because, CancellationToken cancel) => Decline(id, reviewer, because, wording: null, cancel);

    /// <param name="wording">The <see cref="Wording"/> that was read, or how it begins. Null: as it stands.</param>
    public Task<ReviewOutcome> Decline(DepositId id, Viewer.Member reviewer, string? because, string? wording, CancellationToken cancel) => Act(id, reviewer, (session, deposit, today) =>
    {
        bool isAsRead = BeginsAsRead(deposit, wording);
        // What was accepted is its communities' to answer: called declined here, it would still be published with their yes.
        deposit = UnderReview(session, deposit, reviewer);
        if (!deposit.AwaitsReview || (wording is not null && deposit.State == DepositState.Declined)) return new ReviewOutcome.NotNow(deposit.State);
        if (!isAsRead) return new ReviewOutcome.ChangedMeanwhile();
        if (Finding.ReasonMissing(because, "text") is { } wrong) return new ReviewOutcome.NeedsWork([wrong]);
        string words = RecordInput.Clean(because!);
        if (words.Length > LongestWords) return new ReviewOutcome.NeedsWork([Finding.TooLong("text", LongestWords)]);
        Deposit refused = answering.Refused(session, deposit, ConsentAnswer.Declined, reviewer, reviewer.Communities, today);
        return Put(session, refused with { State = DepositState.Declined, StateDay = today, ReviewedBy = reviewer.Handle, DeclinedBecause = words });
    }, cancel);

    /// <summary>Takes a deposit out of quarantine, to be read like any other.</summary>
    public Task<ReviewOutcome> Release(DepositId id, Viewer.Member reviewer, CancellationToken cancel) => Act(id, reviewer, (session, deposit, today) =>
        deposit.State == DepositState.Quarantined ? Put(session, deposit with { State = DepositState.Deposited, StateDay = today }) : new ReviewOutcome.NotNow(deposit.State), cancel);

    /// <summary>Declines what came in a flood, without words. It is destroyed 30 days later, unless the depositor answers.</summary>
    /// <param name="wording">As above.</param>
    public Task<ReviewOutcome> DeclineAsFlood(DepositId id, Viewer.Member reviewer, string? wording, CancellationToken cancel) => Act(id, reviewer, (session, deposit, today) =>
    {
        if (deposit.State != DepositState.Quarantined) return new ReviewOutcome.NotNow(deposit.State);
        if (!BeginsAsRead(deposit, wording)) return new ReviewOutcome.ChangedMeanwhile();
        return Put(session, deposit with { State = DepositState.Declined, StateDay = today, ReviewedBy = reviewer.Handle, DeclinedBecause = null });
    }, cancel);

    private static bool BeginsAsRead(Deposit deposit, string? wording) => wording is null || Wording.Of(deposit).StartsWith(wording, StringComparison.Ordinal);

    /// <summary>What was accepted and came back to the desk is a keeper's to decide once more.</summary>
    private static Deposit UnderReview(IArchiveSession session, Deposit deposit, Viewer.Member reviewer) => reviewer.IsKeeper ? Accession.Again(session, deposit) : deposit;

    /// <summary>Her yes to what was under review, within the limits of the one she gave last. Where it doesn't name a community of hers there is nothing to answer.</summary>
    private Deposit Give(IArchiveSession session, Deposit before, Deposit deposit, Viewer.Member steward, PublicationBasis basis, DateOnly today)
    {
        IEnumerable<RecordId?> subjects = deposit.Records.Where(one => before.Records.Any(was => was.Entry == one.Entry && was.AwaitsReview)).Select(one => one.Accessioned)
            .Concat(deposit.Connections.Where(one => before.Connections.Any(was => was.Entry == one.Entry && was.AwaitsReview)).Select(one => one.Accessioned));
        foreach (RecordId subject in subjects.OfType<RecordId>()) Give(session, subject, steward, basis, today);
        return session.FindDeposit(deposit.Id) ?? deposit;
    }

    private void Give(IArchiveSession session, RecordId subject, Viewer.Member steward, PublicationBasis basis, DateOnly today)
    {
        foreach (RecordId community in steward.Communities)
        {
            Consent? last = session.Consents(subject).LastOrDefault(one => one.Community == community && one.Steward == steward.Handle);
            Answer yes = new(community, ConsentAnswer.Given, ConsentScope.Publish, null, null);
            if (last is { Answer: ConsentAnswer.Given }) yes = yes with { Scope = last.Scope, Until = last.Until >= today ? last.Until : null };
            answering.Take(session, subject, yes, steward, basis, today);
        }
    }

    private Task<ReviewOutcome> Act(DepositId id, Viewer.Member reviewer, Func<IArchiveSession, Deposit, DateOnly, ReviewOutcome> act, CancellationToken cancel) =>
        Act(id, reviewer, PublicationBasis.Consent, act, cancel);

    private async Task<ReviewOutcome> Act(
        DepositId id, Viewer.Member reviewer, PublicationBasis basis, Func<IArchiveSession, Deposit, DateOnly, ReviewOutcome> act, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return await writer.Write(session =>
        {
            // What one may not see does not exist: the answer is the same.
            if (session.FindDeposit(id) is not { } deposit || VisibilityPolicy.Show(reviewer, deposit, Mentions.Named(session, deposit)) is null) return new ReviewOutcome.Unknown();
            // Self-review would let one account publish unseen; two people is the promise.
            if (deposit.Depositor == reviewer.Handle && !MayVouch(session, deposit, reviewer, basis, today)) return new ReviewOutcome.SecondPersonNeeded();
            if (deposit.State is DepositState.Draft or DepositState.Withdrawn) return new ReviewOutcome.NotNow(deposit.State);
            return act(session, deposit, today);
        }, cancel);
    }

    /// <summary>A keeper may publish alone what rests on public sources and names no community that has a steward: now, or as they want it.</summary>
    private bool MayVouch(IArchiveSession session, Deposit deposit, Viewer.Member reviewer, PublicationBasis basis, DateOnly today) =>
        reviewer.IsKeeper && basis == PublicationBasis.PublicSources && deposit.Proposal is null
        && !deposit.Records.Select(one => one.Entry).Concat(deposit.Connections.Select(one => one.Entry))
            .SelectMany(entry => NamedCommunities.AtDesk(session, kinds, deposit, entry))
            .Concat(deposit.Connections.SelectMany(connection => NamedCommunities.AtEnds(session, deposit, connection)))
            .Concat(deposit.Records.Select(one => one.Accessioned).OfType<RecordId>().SelectMany(id => session.FindRecord(id)?.Communities ?? [])).Distinct()
            .Any(community => session.FindCommunity(community, today) is { Stewards.IsEmpty: false });

    private static ReviewOutcome.Done Put(IArchiveSession session, Deposit deposit)
    {
        session.Put(deposit, Mentions.Named(session, deposit));
        return new ReviewOutcome.Done(deposit);
    }

    /// <summary>The same by who reads it: that she reads it counts anew.</summary>
    private static ReviewOutcome.Done Put(IArchiveSession session, Deposit deposit, Viewer.Member reader)
    {
        if (session.FindAssignment(deposit.Id) is { } assignment && assignment.Handle == reader.Handle) session.Put(assignment with { Day = reader.Today });
        return Put(session, deposit);
    }

    private static DepositState BackInReview(Deposit deposit) =>
        deposit.State is DepositState.Deposited or DepositState.Quarantined or DepositState.Declined ? DepositState.InReview : deposit.State;
}

public abstract record ReviewOutcome
{
    private ReviewOutcome()
    {
    }

    /// <param name="Deposit">As it stands now; its entries carry their permanent ids once it was accessioned.</param>
    public sealed record Done(Deposit Deposit) : ReviewOutcome;

    /// <summary>A first-hand telling: one keeper has agreed, a second is needed.</summary>
    public sealed record SecondKeeperNeeded(Deposit Deposit) : ReviewOutcome;

    /// <summary>Nobody reviews their own deposit.</summary>
    public sealed record SecondPersonNeeded : ReviewOutcome;

    public sealed record NeedsWork(ImmutableArray<Finding> Findings) : ReviewOutcome;

    /// <summary>The depositor corrected it, or wrote, while it was read.</summary>
    public sealed record ChangedMeanwhile : ReviewOutcome;

    public sealed record NotNow(DepositState State) : ReviewOutcome;

    public sealed record Unknown : ReviewOutcome;
}
