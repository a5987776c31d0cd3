using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Reviewing;

/// <summary>What of a proposal is taken.</summary>
/// <param name="Parts">Names of its parts; null: all of them, which is no choice where somebody changed one of them meanwhile.</param>
/// <param name="Words">For who proposed it: why the rest was left out, or thanks.</param>
public sealed record ProposalChoice(IReadOnlyCollection<string>? Parts, string? Words);

public sealed partial class ReviewDeposit
{
    /// <summary>Takes a proposal, whole or in part: it becomes a revision of the record, and communities are asked where it changes what they agreed to.</summary>
    public Task<ReviewOutcome> Take(
        DepositId id, Viewer.Member reviewer, ProposalChoice choice, PublicationBasis basis, bool gives, string? wording, CancellationToken cancel) =>
        Act(id, reviewer, basis, (session, deposit, today) =>
        {
            if (deposit.Proposal is not { AwaitsReview: true } proposal) return new ReviewOutcome.NotNow(deposit.State);
            if (!IsAsRead(session, deposit, wording)) return new ReviewOutcome.ChangedMeanwhile();
            string words = RecordInput.Clean(choice.Words ?? "");
            if (words.Length > LongestWords) return new ReviewOutcome.NeedsWork([Finding.TooLong("text", LongestWords)]);
            // Whoever takes a part over what somebody else made of it since has to say that they mean that part.
            if (choice.Parts is null && HasConflict(session, proposal)) return new ReviewOutcome.ChangedMeanwhile();
            Deposit told = words.Length == 0 ? deposit : deposit with { Messages = deposit.Messages.Add(new DepositMessage(false, today, words)) };
            return accession.Take(session, told, choice.Parts ?? proposal.Parts, reviewer, basis, today) switch
            {
                AccessionOutcome.Done done => new ReviewOutcome.Done(gives ? GiveTo(session, proposal.Record, done.Deposit, reviewer, basis, today) : done.Deposit),
                AccessionOutcome.SecondKeeperNeeded second => new ReviewOutcome.SecondKeeperNeeded(second.Deposit),
                AccessionOutcome.NeedsWork work => new ReviewOutcome.NeedsWork(work.Findings),
                _ => throw new InvalidOperationException("No such outcome."),
            };
        }, cancel);

    /// <summary>Her yes to the record as it is with what was taken.</summary>
    private Deposit GiveTo(IArchiveSession session, RecordId record, Deposit deposit, Viewer.Member steward, PublicationBasis basis, DateOnly today)
    {
        Give(session, record, steward, basis, today);
        Deposit stands = Accession.WithState(session, session.FindDeposit(deposit.Id) ?? deposit, today);
        session.Put(stands, Mentions.Named(session, stands));
        return stands;
    }

    /// <summary>Without the numbers of revisions it is only the deposit's own words that were read.</summary>
    private static bool IsAsRead(IArchiveSession session, Deposit deposit, string? wording) =>
        wording is null || wording == (wording.Contains('.') ? Wording.Of(deposit, id => session.FindRecord(id)?.LatestRevision) : Wording.Of(deposit));

    private static bool HasConflict(IArchiveSession session, Proposal proposal) => session.FindRecord(proposal.Record) is { } record
        && session.FindRevision(record.Id, record.LatestRevision) is { } newest
        && proposal.ChangedSince(session.FindRevision(record.Id, proposal.OfRevision)?.Content, newest.Content) is not [];
}
