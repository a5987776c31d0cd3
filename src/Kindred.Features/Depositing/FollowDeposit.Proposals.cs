using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

public sealed partial class FollowDeposit
{
    /// <summary>Puts a proposal in the place of the one that was sent or kept, as long as nobody has decided about it.</summary>
    /// <param name="handIn">What a draft becomes that is handed in with it; null: it stays a draft.</param>
    /// <param name="read">The tag of what was read (<see cref="FindTag"/>); null: whatever stands there is replaced.</param>
    public Task<FollowOutcome> Propose(ReceiptCode receipt, ProposalInput input, DepositState? handIn, string? read, CancellationToken cancel) => Change(receipt, (session, deposit, today) =>
    {
        if (deposit.Proposal is not { } before || before.Record != input.Proposal.Record) return new FollowOutcome.Unknown();
        if (!before.AwaitsReview) return new FollowOutcome.NeedsWork([new Finding("proposal-decided", "why")]);
        if (read is not null && read != TagOf(session, deposit)) return new FollowOutcome.ChangedMeanwhile();
        bool staysDraft = deposit.State == DepositState.Draft && handIn is null;
        if (!input.Findings.IsEmpty && !staysDraft) return new FollowOutcome.NeedsWork(input.Findings);
        Proposal proposal = input.Proposal with { Entry = before.Entry };
        if (!staysDraft && !SendDeposit.IsUpToDate(session, ref proposal, today)) return new FollowOutcome.ChangedMeanwhile();
        DepositState state = deposit.State switch
        {
            DepositState.Draft => handIn ?? DepositState.Draft,
            DepositState.Quarantined => DepositState.Quarantined,
            _ when deposit.IsDeclinedAsFlood => DepositState.Quarantined,
            _ => DepositState.InReview,
        };
        Deposit changed = Mentions.WithNamed(session, kinds, deposit with
        {
            Proposal = proposal,
            Records = [],
            State = state,
            StateDay = today,
            SignedAs = input.SignedAs ?? "anonymous",
            FirstHandAgreedBy = [],
            DeclinedBecause = null,
        });
        if (Mentions.TooManyNamed(changed) is { } tooMany) return new FollowOutcome.NeedsWork([tooMany]);
        session.Put(changed, Mentions.Named(session, changed));
        return new FollowOutcome.Done(changed);
    }, cancel);

    /// <summary>A tag of all that the deposit and its records say: who changes it gives back what they read, and overwrites nobody in silence.</summary>
    private static string TagOf(IArchiveSession session, Deposit deposit) => Wording.Tag(deposit, id => session.FindRecord(id)?.LatestRevision);

    /// <summary>The same where it is read.</summary>
    private async Task<string> TagOf(Deposit deposit, Viewer.Depositor viewer, CancellationToken cancel)
    {
        RecordId[] ids = [.. deposit.Records.Select(record => record.Accessioned).OfType<RecordId>()];
        Dictionary<RecordId, int> latest = (await records.Records(ids, viewer, cancel)).ToDictionary(one => one.Value.Id, one => one.Value.LatestRevision);
        return Wording.Tag(deposit, id => latest.TryGetValue(id, out int number) ? number : null);
    }

    /// <summary>The deposit in the newest words of its records, where somebody else changed one: what its depositor corrects is what is there. Links that she may
    /// not see are left out, and stay.</summary>
    private async Task<Deposit> AsItIs(Deposit deposit, Viewer.Depositor viewer, CancellationToken cancel)
    {
        RecordId[] ids = [.. deposit.Records.Where(record => record is { AwaitsReview: false, OfRevision: not null }).Select(record => record.Accessioned).OfType<RecordId>()];
        foreach (Visible<Record> visible in await records.Records(ids, viewer, cancel))
        {
            Record record = visible.Value;
            if (deposit.Records.First(one => one.Accessioned == record.Id).OfRevision >= record.LatestRevision) continue;
            if (await records.Revision(record.Id, record.LatestRevision, viewer, cancel) is not { Value: var newest }) continue;
            HashSet<RecordId> seen = [.. (await records.Lines([.. newest.Content.Links.Select(link => link.Target)], viewer, cancel)).Select(line => line.Id)];
            deposit = deposit.Saying(record.Id, newest.Content with { Links = [.. newest.Content.Links.Where(link => seen.Contains(link.Target))] }, newest.Number);
        }

        return deposit;
    }
}
