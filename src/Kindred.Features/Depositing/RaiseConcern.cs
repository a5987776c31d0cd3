using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

/// <summary>Takes in what somebody fears about a record. The answer is the same whether the record is public, hidden, gone or never was.</summary>
public sealed class RaiseConcern(IArchiveWriter writer, IDepositStore deposits, IWithdrawalJournal journal, Keystore keys, TimeProvider time)
{
    public const int LongestText = 10_000;

    /// <param name="idempotencyKey">What the form made up, so that a retry on a bad line tells it once and is given the same words.</param>
    /// <param name="isSetAside">It came in a flood. Whoever tells it is answered alike.</param>
    public async Task<ConcernOutcome> Raise(RecordId subject, ConcernAbout what, string text, string idempotencyKey, bool isSetAside, CancellationToken cancel)
    {
        string clean = RecordInput.Clean(text);
        if (clean.Length > LongestText) return new ConcernOutcome.NeedsWork(Finding.TooLong("text", LongestText));
        if (what == ConcernAbout.Other && clean.Length == 0) return new ConcernOutcome.NeedsWork(new Finding("empty", "text"));
        ReceiptCode receipt = ReceiptCode.Mint(keys.ReceiptEntropy(idempotencyKey));
        byte[] hash = keys.HashReceipt(receipt);
        Concern concern = new() { Id = RecordId.Mint(), Subject = subject, What = what, Text = clean, Day = time.Today(), ReceiptHash = hash, IsSetAside = isSetAside };
        await writer.Write(
            session =>
            {
                if (session.FindConcern(hash) is null) session.Put(concern);
                return true;
            },
            cancel);
        return new ConcernOutcome.Received(receipt);
    }

    public async Task<Concern?> Find(ReceiptCode receipt, CancellationToken cancel) =>
        (await deposits.FindConcern(new Viewer.Teller(time.Today(), keys.HashReceipt(receipt)), cancel))?.Value;

    /// <summary>Takes it back; false where nothing has this receipt.</summary>
    public Task<bool> TakeBack(ReceiptCode receipt, CancellationToken cancel) => writer.Write(
        session =>
        {
            if (session.FindConcern(keys.HashReceipt(receipt)) is not { } concern) return false;
            journal.ConcernEnded(concern.Id, time.Today());
            session.DestroyConcern(concern.Id);
            return true;
        },
        cancel);
}

public abstract record ConcernOutcome
{
    private ConcernOutcome()
    {
    }

    public sealed record Received(ReceiptCode Receipt) : ConcernOutcome;

    public sealed record NeedsWork(Finding Finding) : ConcernOutcome;
}
