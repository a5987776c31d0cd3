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

/// <summary>Takes in what somebody fears about a record. The answer is the same whether the record is public, hidden, gone or never was.</summary>
public sealed class RaiseConcern(IArchiveWriter writer, IDepositStore deposits, IWithdrawalJournal journal, KindList kinds, Keystore keys, TimeProvider time)
{
    public const int LongestText = 10_000;
    public const int LongestName = 300;
    public const int LongestQuoted = 2_000;

    /// <summary>Words back and forth; more is another concern.</summary>
    public const int MostSaid = 40;

    /// <param name="idempotencyKey">What the form made up, so that a retry on a bad line tells it once and is given the same words.</param>
    /// <param name="isSetAside">It came in a flood. Whoever tells it is answered alike.</param>
    public async Task<ConcernOutcome> Raise(
        RecordId subject, ConcernAbout what, string text, string community, string quoted, string field, string idempotencyKey, bool isSetAside, CancellationToken cancel)
    {
        (community, quoted) = (what == ConcernAbout.NotAsked ? RecordInput.Clean(community) : "", what == ConcernAbout.NotAsked ? "" : RecordInput.Clean(quoted));
        if (what == ConcernAbout.NotAsked && community is "") return new ConcernOutcome.NeedsWork(new Finding("concern-community", "community"));
        if (community.Length > LongestName) return new ConcernOutcome.NeedsWork(Finding.TooLong("community", LongestName));
        if (quoted.Length > LongestQuoted) return new ConcernOutcome.NeedsWork(Finding.TooLong("quoted", LongestQuoted));
        // A field of any kind: whether the record has it would tell what the record is.
        if (field is not "" && !kinds.All.Any(kind => kind[field] is not null)) return new ConcernOutcome.NeedsWork(new Finding("unknown-field", "field"));
        string clean = RecordInput.Clean(text);
        if (clean.Length > LongestText) return new ConcernOutcome.NeedsWork(Finding.TooLong("text", LongestText));
        if (what == ConcernAbout.Other && clean.Length == 0) return new ConcernOutcome.NeedsWork(new Finding("empty", "text"));
        ReceiptCode receipt = ReceiptCode.Mint(keys.ReceiptEntropy(idempotencyKey));
        byte[] hash = keys.HashReceipt(receipt);
        Concern concern = new() { Id = RecordId.Mint(), Subject = subject, What = what, Text = clean, Day = time.Today(), ReceiptHash = hash, IsSetAside = isSetAside, CommunityName = community, Quoted = quoted, Field = field };
        await writer.Write(
            session =>
            {
                // Whether one goes by this name, and may be read, is told to nobody here.
                if (session.FindConcern(hash) is null) session.Put(concern with { Community = community is "" ? null : session.FindByName(community, [Community.Kind.Name]) is [var one] ? one : null });
                return true;
            },
            cancel);
        return new ConcernOutcome.Received(receipt);
    }

    public async Task<Concern?> Find(ReceiptCode receipt, CancellationToken cancel) =>
        (await deposits.FindConcern(new Viewer.Teller(time.Today(), keys.HashReceipt(receipt)), cancel))?.Value;

    /// <summary>What is wrong with words that somebody writes to the desk again.</summary>
    public static Finding? CheckReply(string text) => RecordInput.Clean(text) is { Length: > 0 } clean
        ? clean.Length > LongestText ? Finding.TooLong("text", LongestText) : null
        : new Finding("empty", "text");

    /// <summary>Whoever told it answers the desk. False where nothing open has this receipt.</summary>
    public Task<bool> Reply(ReceiptCode receipt, string text, CancellationToken cancel) => writer.Write(
        session =>
        {
            string clean = RecordInput.Clean(text);
            if (session.FindConcern(keys.HashReceipt(receipt)) is not { IsClosed: false } concern) return false;
            if (CheckReply(clean) is not null || concern.Said.Length >= MostSaid) return false;
            session.Put(concern with { Said = concern.Said.Add(new ConcernWord(IsFromTeller: true, time.Today(), clean)) });
            return true;
        },
        cancel);

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
