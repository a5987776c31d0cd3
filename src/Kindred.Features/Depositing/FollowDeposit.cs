using System.Collections.Immutable;
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

/// <summary>What someone can do who comes back with the receipt: read, reply, correct, hand in a draft, withdraw.</summary>
public sealed class FollowDeposit(IArchiveWriter writer, IDepositStore deposits, KindList kinds, Keystore keys, Destruction destruction, TimeProvider time)
{
    public const int LongestReply = 20_000;
    public const int MostMessages = 200;

    /// <summary>The depositor's own view, as it was typed; null where nothing has this receipt (any more).</summary>
    public async Task<(Viewer.Depositor Viewer, Deposit Deposit)?> Find(ReceiptCode receipt, CancellationToken cancel)
    {
        if (await deposits.FindByReceipt(keys.HashReceipt(receipt), cancel) is not { } id) return null;
        Viewer.Depositor viewer = new(time.Today(), id);
        return await deposits.Find(id, viewer, cancel) is { } visible ? (viewer, Mentions.AsTyped(visible.Value)) : null;
    }

    /// <summary>Adds an answer to what the desk asked. A deposit that was declined or set aside is looked at again.</summary>
    public Task<FollowOutcome> Reply(ReceiptCode receipt, string text, CancellationToken cancel) => Change(receipt, (session, deposit, today) =>
    {
        string clean = RecordInput.Clean(text);
        if (clean.Length == 0) return new FollowOutcome.NeedsWork([new Finding("empty", "text")]);
        if (clean.Length > LongestReply) return new FollowOutcome.NeedsWork([Finding.TooLong("text", LongestReply)]);
        if (deposit.Messages.Length >= MostMessages) return new FollowOutcome.NeedsWork([new Finding("too-many", "text")]);
        Deposit replied = deposit with
        {
            Messages = deposit.Messages.Add(new DepositMessage(true, today, clean)),
            State = deposit.State == DepositState.Declined ? DepositState.InReview : deposit.State,
            StateDay = today,
        };
        session.Put(replied, Mentions.Named(session, replied));
        return new FollowOutcome.Done(replied);
    }, cancel);

    /// <summary>Puts corrected records and connections in the place of what was sent. What is published stays as it is until the correction was
    /// reviewed and, where an asking field changed, answered.</summary>
    /// <param name="handIn">What a draft becomes that is handed in with it: deposited, or quarantined in a flood; null: it stays a draft.</param>
    public Task<FollowOutcome> Correct(ReceiptCode receipt, DepositInput input, DepositState? handIn, CancellationToken cancel) => Change(receipt, (session, deposit, today) =>
    {
        bool staysDraft = deposit.State == DepositState.Draft && handIn is null;
        ImmutableArray<Finding> findings = [.. input.Check(kinds)];
        if (!findings.IsEmpty && !staysDraft) return new FollowOutcome.NeedsWork(findings);
        DepositState state = deposit.State switch
        {
            DepositState.Draft => handIn ?? DepositState.Draft,
            DepositState.Quarantined => DepositState.Quarantined,
            _ => DepositState.InReview,
        };
        Deposit corrected = deposit with
        {
            State = state,
            StateDay = today,
            SignedAs = input.SignedAs ?? deposit.SignedAs,
            Records = Merged(deposit, input),
            Connections = [.. input.Connections.Select(connection => Merged(deposit, connection))],
            FirstHandAgreedBy = [],
        };
        corrected = Mentions.WithNamed(session, kinds, corrected);
        if (Mentions.TooManyNamed(corrected) is { } tooMany) return new FollowOutcome.NeedsWork([tooMany]);
        session.Put(corrected, Mentions.Named(session, corrected));
        return new FollowOutcome.Done(corrected);
    }, cancel);

    /// <summary>Destroys everything that came with this receipt; what was published leaves a tombstone.</summary>
    public Task<FollowOutcome> Withdraw(ReceiptCode receipt, CancellationToken cancel) => Change(receipt, (session, deposit, today) =>
    {
        destruction.Destroy(session, deposit, today);
        return new FollowOutcome.Gone();
    }, cancel);

    private async Task<FollowOutcome> Change(ReceiptCode receipt, Func<IArchiveSession, Deposit, DateOnly, FollowOutcome> act, CancellationToken cancel)
    {
        byte[] hash = keys.HashReceipt(receipt);
        DateOnly today = time.Today();
        return await writer.Write(session => session.FindDeposit(hash) is { } deposit ? act(session, deposit, today) : new FollowOutcome.Unknown(), cancel);
    }

    /// <summary>Entries keep their handle and their permanent id by their ref; one left out of the correction stays if it was accessioned.</summary>
    private static ImmutableArray<DepositedRecord> Merged(Deposit deposit, DepositInput input)
    {
        Dictionary<string, DepositedRecord> before = deposit.Records.ToDictionary(record => record.Ref, StringComparer.Ordinal);
        List<DepositedRecord> merged = [];
        foreach (DepositedRecord record in input.Records)
        {
            if (!before.Remove(record.Ref, out DepositedRecord? old) || old.Kind != record.Kind) merged.Add(record);
            else merged.Add(record with { Entry = old.Entry, Accessioned = old.Accessioned, AwaitsReview = old.AwaitsReview || !IsSame(old, record) });
        }

        merged.AddRange(before.Values.Where(record => record.Accessioned is not null || IsStillLinked(record)));
        return [.. merged];

        bool IsStillLinked(DepositedRecord record) => input.Records.SelectMany(one => one.Links).Any(link => link.Target == "#" + record.Ref
            || (Mentions.IsMadeOfName(record) && string.Equals(link.Target, record.Content.Title, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsSame(DepositedRecord old, DepositedRecord record) =>
        old.Links.SequenceEqual(record.Links) && ContentJson.Write(old.Content).AsSpan().SequenceEqual(ContentJson.Write(record.Content));

    /// <summary>A connection keeps its handle and its permanent id by its type and ends; one whose words are the same is not reviewed, nor asked about, again.</summary>
    private static DepositedConnection Merged(Deposit deposit, DepositedConnection connection) =>
        deposit.Connections.FirstOrDefault(old => old.Type == connection.Type && old.From == connection.From && old.To == connection.To) is not { } known ? connection
        : connection with { Entry = known.Entry, Accessioned = known.Accessioned, AwaitsReview = known.AwaitsReview || !IsSame(known.Words, connection.Words) };

    private static bool IsSame(ConnectionWords old, ConnectionWords words) =>
        (old with { Sources = [] }) == (words with { Sources = [] }) && old.Sources.Select(Text).SequenceEqual(words.Sources.Select(Text), StringComparer.Ordinal);

    private static string Text(Entry source) => string.Join('\n', source.Parts.Select(part => $"{part.Key} {part.Value}"));
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

    public sealed record NeedsWork(ImmutableArray<Finding> Findings) : FollowOutcome;
}
