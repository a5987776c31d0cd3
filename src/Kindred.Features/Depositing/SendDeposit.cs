using System.Collections.Immutable;
using System.Security.Cryptography;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

/// <summary>Takes a deposit in from anyone: stores it, gives the receipt. Nothing of it is public.</summary>
public sealed class SendDeposit(IArchiveWriter writer, KindList kinds, Keystore keys, TimeProvider time)
{
    /// <param name="idempotencyKey">What the sender's form or program made up, so that a retry on a bad line deposits once; null: none.</param>
    /// <param name="state">Deposited, quarantined in a flood, or a draft: that waits for its depositor and may still have findings.</param>
    /// <param name="sender">Who is signed in is its depositor by account too, sees it at the desk, and never reviews it.</param>
    public async Task<SendOutcome> Send(DepositInput input, string? idempotencyKey, DepositState state, Viewer sender, CancellationToken cancel)
    {
        ImmutableArray<Finding> findings = [.. input.Check(kinds, time.Today())];
        if (!findings.IsEmpty && state != DepositState.Draft) return new SendOutcome.NeedsWork(findings);
        ImmutableArray<DepositedRecord> records = [.. input.Records.Select(record => record with { OfRevision = null })];
        return await Send(deposit => deposit with { SignedAs = input.SignedAs ?? "anonymous", Records = records, Connections = input.Connections }, idempotencyKey, state, sender, cancel, input);
    }

    /// <summary>The same of a change of a published record.</summary>
    public async Task<SendOutcome> Send(ProposalInput input, string? idempotencyKey, DepositState state, Viewer sender, CancellationToken cancel)
    {
        if (!input.Findings.IsEmpty && state != DepositState.Draft) return new SendOutcome.NeedsWork(input.Findings);
        return await Send(deposit => deposit with { SignedAs = input.SignedAs ?? "anonymous", Proposal = input.Proposal }, idempotencyKey, state, sender, cancel);
    }

    /// <summary>Whether the record is public and nobody changed since what the proposal would change; then it is one of the revision that is shown now.</summary>
    internal static bool IsUpToDate(IArchiveSession session, ref Proposal proposal, DateOnly today)
    {
        if (session.FindRecord(proposal.Record) is not { } record || record.Kind == Note.Kind.Name || !VisibilityPolicy.IsPublic(Envelope.Of(record), today)) return false;
        if (record.Revision == proposal.OfRevision) return true;
        if (session.FindRevision(record.Id, record.Revision) is not { } shown) return false;
        // Of what waits for its day nothing is told, nor that it changed.
        RecordContent? read = session.FindRevision(record.Id, proposal.OfRevision) is { } then ? WithheldField.Without(then.Content, record.WithheldFields) : null;
        if (!proposal.ChangedSince(read, WithheldField.Without(shown.Content, record.WithheldFields)).IsEmpty) return false;
        proposal = proposal with { OfRevision = record.Revision };
        return true;
    }

    private async Task<SendOutcome> Send(Func<Deposit, Deposit> with, string? idempotencyKey, DepositState state, Viewer sender, CancellationToken cancel, DepositInput? input = null)
    {
        DateOnly today = time.Today();
        byte[]? keyHash = idempotencyKey is null ? null : keys.HashIdempotencyKey(idempotencyKey);
        // The key decides the receipt, so that a retry is given the very same words although only their hash is stored. So it must be as long as
        // a secret: who guesses it has the receipt.
        ReceiptCode receipt = ReceiptCode.Mint(idempotencyKey is null ? RandomNumberGenerator.GetBytes(32) : keys.ReceiptEntropy(idempotencyKey));
        Deposit deposit = with(new Deposit
        {
            Id = DepositId.Mint(), Day = today, StateDay = today, State = state, ReceiptHash = keys.HashReceipt(receipt), Depositor = sender.AsMember?.Handle,
        });
        return await writer.Write<SendOutcome>(session =>
        {
            if (keyHash is not null && session.FindIdempotencyKey(keyHash) is not null) return new SendOutcome.Received(receipt, state);
            if (deposit.Proposal is { } proposal && state != DepositState.Draft)
            {
                if (!IsUpToDate(session, ref proposal, today)) return new SendOutcome.ChangedMeanwhile();
                deposit = deposit with { Proposal = proposal };
            }

            Deposit whole = Mentions.WithNamed(session, kinds, deposit);
            if (Mentions.TooManyNamed(whole) is { } tooMany) return new SendOutcome.NeedsWork([tooMany]);
            session.Put(whole, Mentions.Named(session, whole));
            if (input?.EmbargoUntil is { } embargo && embargo > today) Embargoing.Begin(session, whole, embargo);
            if (input is not null)
            {
                foreach (DepositedRecord record in whole.Records) FieldDays.Begin(session, kinds[record.Kind], record, input.FieldEmbargoes.GetValueOrDefault(record.Ref), today);
            }

            if (keyHash is not null) session.PutIdempotencyKey(keyHash, deposit.Id);
            return new SendOutcome.Received(receipt, state);
        }, cancel);
    }
}

public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    public sealed record Received(ReceiptCode Receipt, DepositState State) : SendOutcome;

    public sealed record NeedsWork(ImmutableArray<Finding> Findings) : SendOutcome;

    /// <summary>What a proposal would change says something else by now, or is no longer public.</summary>
    public sealed record ChangedMeanwhile : SendOutcome;
}
