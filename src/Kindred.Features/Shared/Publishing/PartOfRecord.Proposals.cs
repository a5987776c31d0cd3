using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

internal sealed partial class PartOfRecord
{
    /// <summary>Who suggested other words for what is destroyed quotes it, or says it again. While it is only held theirs are left alone: nothing of them is public,
    /// and taken they would ask everyone.</summary>
    private void DestroyInProposals(RecordId record, WithdrawnPart part)
    {
        foreach (Deposit deposit in session.ProposalsTo(record))
        {
            Proposal proposal = deposit.Proposal!;
            Proposal? left = proposal.WithoutPart(part.Field, part.Target, link => Find(deposit, link.Target));
            if (left == proposal) continue;
            // Why it was to be so stands beside the revision that it became.
            if (proposal.TakenAs is { } number && session.FindRevision(record, number) is { } revision) session.Put(revision with { Note = "" });
            if (left is null) session.Put(deposit.WithoutProposal(today), []);
            else Put(Mentions.WithoutUnnamed(deposit with { Proposal = left, Messages = [], DeclinedBecause = null, FirstHandAgreedBy = [] }));
        }
    }

    private void Put(Deposit deposit) => session.Put(deposit, Mentions.Named(session, deposit));
}
