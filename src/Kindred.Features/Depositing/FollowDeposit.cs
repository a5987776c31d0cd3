using System.Collections.Immutable;
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

namespace Kindred.Features.Depositing;

/// <summary>What someone can do who comes back with the receipt: read, reply, correct, hand in a draft, withdraw.</summary>
public sealed partial class FollowDeposit(
    IArchiveWriter writer, IDepositStore deposits, IRecordStore records, KindList kinds, Keystore keys, Destruction destruction, PartialWithdrawal partial, Embargoing embargoing, TimeProvider time)
{
    public const int LongestReply = 20_000;
    public const int MostMessages = 200;

    /// <summary>The depositor's own view, as it was typed; null where nothing has this receipt (any more).</summary>
    public async Task<(Viewer.Depositor Viewer, Deposit Deposit)?> Find(ReceiptCode receipt, CancellationToken cancel)
    {
        if (await deposits.FindByReceipt(keys.HashReceipt(receipt), cancel) is not { } id) return null;
        Viewer.Depositor viewer = new(time.Today(), id);
        return await deposits.Find(id, viewer, cancel) is { } visible ? (viewer, Mentions.AsTyped(await AsItIs(visible.Value, viewer, cancel))) : null;
    }

    /// <summary>The tag of what <see cref="Find"/> shows, to be given back with a correction; null where nothing has this receipt.</summary>
    public async Task<string?> FindTag(ReceiptCode receipt, CancellationToken cancel)
    {
        if (await deposits.FindByReceipt(keys.HashReceipt(receipt), cancel) is not { } id) return null;
        Viewer.Depositor viewer = new(time.Today(), id);
        return await deposits.Find(id, viewer, cancel) is { } visible ? await TagOf(visible.Value, viewer, cancel) : null;
    }

    public Task<FollowOutcome> Reply(ReceiptCode receipt, string text, CancellationToken cancel) => Reply(receipt, text, idempotencyKey: null, cancel);

    /// <summary>Adds an answer to what the desk asked. A deposit that was declined or set aside is looked at again.</summary>
    /// <param name="idempotencyKey">What the form made up, so that a reload answers once; null: none.</param>
    public Task<FollowOutcome> Reply(ReceiptCode receipt, string text, string? idempotencyKey, CancellationToken cancel) => Change(receipt, (session, deposit, today) =>
    {
        // What came with it is destroyed: nobody would read the words, nor destroy them.
        if (deposit.State == DepositState.Withdrawn) return new FollowOutcome.Unknown();
        byte[]? keyHash = idempotencyKey is null ? null : keys.HashIdempotencyKey(idempotencyKey);
        if (keyHash is not null && session.FindIdempotencyKey(keyHash) == deposit.Id) return new FollowOutcome.Done(deposit);
        string clean = RecordInput.Clean(text);
        if (clean.Length == 0) return new FollowOutcome.NeedsWork([new Finding("empty", "text")]);
        if (clean.Length > LongestReply) return new FollowOutcome.NeedsWork([Finding.TooLong("text", LongestReply)]);
        if (deposit.Messages.Length >= MostMessages) return new FollowOutcome.NeedsWork([new Finding("too-many", "text")]);
        Deposit replied = deposit with
        {
            Messages = deposit.Messages.Add(new DepositMessage(true, today, clean)),
            // A flood that answers is a flood still: it waits where it waited.
            State = deposit.IsDeclinedAsFlood ? DepositState.Quarantined : deposit.State == DepositState.Declined ? DepositState.InReview : deposit.State,
            StateDay = today,
        };
        session.Put(replied, Mentions.Named(session, replied));
        if (keyHash is not null) session.PutIdempotencyKey(keyHash, deposit.Id);
        return new FollowOutcome.Done(replied);
    }, cancel);

    /// <summary>Puts corrected records and connections in the place of what was sent. What is published stays as it is until the correction was
    /// reviewed and, where an asking field changed, answered. What it leaves out is destroyed where it never was public.</summary>
    /// <param name="handIn">What a draft becomes that is handed in with it: deposited, or quarantined in a flood; null: it stays a draft.</param>
    public Task<FollowOutcome> Correct(ReceiptCode receipt, DepositInput input, DepositState? handIn, CancellationToken cancel) => Correct(receipt, input, handIn, read: null, cancel);

    /// <summary>Corrects it as above.</summary>
    /// <param name="read">The tag of what was read (<see cref="FindTag"/>): what came in since is not overwritten. Null: whatever is there.</param>
    public Task<FollowOutcome> Correct(ReceiptCode receipt, DepositInput input, DepositState? handIn, string? read, CancellationToken cancel) => Change(receipt, (session, deposit, today) =>
    {
        if (deposit.Proposal is not null) return new FollowOutcome.NeedsWork([new Finding("proposal-at-its-address", "records")]);
        // Handed in anew it waits where everything new does.
        if (deposit.State == DepositState.Withdrawn) return new FollowOutcome.Unknown();
        if (read is not null && read != TagOf(session, deposit)) return new FollowOutcome.ChangedMeanwhile();
        bool staysDraft = deposit.State == DepositState.Draft && handIn is null;
        ImmutableArray<Finding> findings = [.. input.Check(kinds, today), .. OfOtherKind(deposit, input)];
        if (!findings.IsEmpty && !staysDraft) return new FollowOutcome.NeedsWork(findings);
        DepositState state = deposit.State switch
        {
            DepositState.Draft => handIn ?? DepositState.Draft,
            DepositState.Quarantined => DepositState.Quarantined,
            _ when deposit.IsDeclinedAsFlood => DepositState.Quarantined,
            _ => DepositState.InReview,
        };
        Correction correction = new(session, deposit, input);
        Deposit corrected = correction.Merged() with { State = state, StateDay = today, SignedAs = input.SignedAs ?? "anonymous", FirstHandAgreedBy = [] };
        // Where nothing changed there is nothing to review: it stands where its records stand.
        if (state == DepositState.InReview) corrected = Accession.WithState(session, corrected, today);
        corrected = Mentions.WithNamed(session, kinds, corrected);
        if (Mentions.TooManyNamed(corrected) is { } tooMany) return new FollowOutcome.NeedsWork([tooMany]);
        // Before it is destroyed with what it leaves out.
        corrected = corrected with { Refusals = [.. corrected.Refusals, .. SaidAgainst(session, deposit, corrected)] };
        Embargo[] ofOthers = KeptBackByOthers(session, deposit, corrected);
        foreach (RecordId gone in correction.LeftOut(corrected)) destruction.Destroy(session, gone, today);
        session.Put(corrected, Mentions.Named(session, corrected));
        MoveOn(session, deposit, corrected, ofOthers);
        KeepBack(session, deposit, corrected, input, today);
        return new FollowOutcome.Done(session.FindDeposit(deposit.Id)!);
    }, cancel);

    /// <summary>Destroys everything that came with this receipt; what was published leaves a tombstone.</summary>
    public Task<FollowOutcome> Withdraw(ReceiptCode receipt, CancellationToken cancel) => Change(receipt, (session, deposit, today) =>
    {
        deposit = destruction.TakeBack(session, deposit, today);
        destruction.Destroy(session, deposit, NamedByOthers.In(session, deposit), today);
        return new FollowOutcome.Gone();
    }, cancel);

    private async Task<FollowOutcome> Change(ReceiptCode receipt, Func<IArchiveSession, Deposit, DateOnly, FollowOutcome> act, CancellationToken cancel)
    {
        byte[] hash = keys.HashReceipt(receipt);
        DateOnly today = time.Today();
        return await writer.Write(session => session.FindDeposit(hash) is { } deposit ? act(session, deposit, today) : new FollowOutcome.Unknown(), cancel);
    }

    /// <summary>What has a permanent id is of its kind for good.</summary>
    private static IEnumerable<Finding> OfOtherKind(Deposit deposit, DepositInput input) =>
        from record in input.Records
        from old in deposit.Records
        where old.Ref == record.Ref && old.Accessioned is not null && old.Kind != record.Kind
        select new Finding("kind-stays", $"records[{record.Ref}].kind", old.Kind);
}

public abstract record FollowOutcome
{
    private FollowOutcome()
    {
    }

    public sealed record Done(Deposit Deposit) : FollowOutcome;

    public sealed record Gone : FollowOutcome;

    /// <summary>Nothing has this receipt: never had, or not any more. Nobody can tell which.</summary>
    public sealed record Unknown : FollowOutcome;

    /// <summary>It says something else than what was read: it was corrected from somewhere else, or somebody changed one of its records.</summary>
    public sealed record ChangedMeanwhile : FollowOutcome;

    public sealed record NeedsWork(ImmutableArray<Finding> Findings) : FollowOutcome;
}
