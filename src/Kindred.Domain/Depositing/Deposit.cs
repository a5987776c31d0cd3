using System.Collections.Immutable;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Domain.Depositing;

/// <summary>What someone hands in: records, connections between them, and the words exchanged about it.</summary>
public sealed record Deposit
{
    public required DepositId Id { get; init; }

    public required DepositState State { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>The day of the last change of state, from which the days until destruction are counted.</summary>
    public required DateOnly StateDay { get; init; }

    /// <summary>HMAC-SHA-256 of the receipt code; null: nobody holds one, as of what an import brought.</summary>
    public byte[]? ReceiptHash { get; init; }

    /// <summary>Handle of the member who deposited it; null: nobody knows.</summary>
    public string? Depositor { get; init; }

    /// <summary>The name or pseudonym the depositor wants on the revision; "anonymous" when none was given.</summary>
    public string SignedAs { get; init; } = "anonymous";

    public ImmutableArray<DepositedRecord> Records { get; init; } = [];

    public ImmutableArray<DepositedConnection> Connections { get; init; } = [];

    /// <summary>The change of a published record that it is; null: it is none. With it come only records for names that its links mention.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>Permanent ids of all of it that was taken in.</summary>
    public IEnumerable<RecordId> Accessioned => Records.Select(one => one.Accessioned).Concat(Connections.Select(one => one.Accessioned)).OfType<RecordId>();

    /// <summary>Handles at the desk of what became this record or connection.</summary>
    public IEnumerable<RecordId> EntriesOf(RecordId accessioned) => Records.Where(one => one.Accessioned == accessioned).Select(one => one.Entry)
        .Concat(Connections.Where(one => one.Accessioned == accessioned).Select(one => one.Entry));

    /// <summary>The handle of something that has no permanent id yet.</summary>
    public bool IsUnderHandle(RecordId entry) => Records.Any(one => one.Entry == entry && one.Accessioned is null) || Connections.Any(one => one.Entry == entry && one.Accessioned is null);

    public ImmutableArray<DepositMessage> Messages { get; init; } = [];

    /// <summary>Handle of who reviewed it.</summary>
    public string? ReviewedBy { get; init; }

    /// <summary>What the reviewer found it to rest on, where a community without a steward is named.</summary>
    public PublicationBasis Basis { get; init; }

    /// <summary>Keepers who agreed that it is told first-hand; two are needed.</summary>
    public ImmutableArray<string> FirstHandAgreedBy { get; init; } = [];

    /// <summary>Reviewed by who sent it in: a keeper, alone, from public sources. Nobody else reviews their own.</summary>
    public bool IsVouched => Depositor is not null && Depositor == ReviewedBy;

    /// <summary>Somebody comes back to it. What an import publishes at once is not kept beside its records.</summary>
    public bool IsKept => !IsVouched || ReceiptHash is not null;

    /// <summary>Something of it is new, or was corrected after accession.</summary>
    public bool AwaitsReview => Records.Any(record => record.AwaitsReview) || Connections.Any(connection => connection.AwaitsReview) || Proposal is { AwaitsReview: true };

    /// <summary>A correction of this record or connection, which was taken in before, waits for a review.</summary>
    public bool Corrects(RecordId accessioned) =>
        Records.Any(one => one.Accessioned == accessioned && one.AwaitsReview) || Connections.Any(one => one.Accessioned == accessioned && one.AwaitsReview);

    /// <summary>The community's words when it declined.</summary>
    public string? DeclinedBecause { get; init; }

    /// <summary>What stewards said against its entries before they were taken in, by the entry's handle: their communities' word, of no revision yet.
    /// With accession it becomes an answer like any.</summary>
    public ImmutableArray<Consent> Refusals { get; init; } = [];

    /// <summary>What was said against this entry, and against one that its depositor put something else in the place of: under another name it would be shaken off.</summary>
    public IEnumerable<Consent> RefusalsOf(RecordId entry) => Refusals.Where(one => one.Subject == entry || (Records.All(other => other.Entry != one.Subject) && Connections.All(other => other.Entry != one.Subject)));

    /// <summary>Nobody said why: it came in a flood, and was declined as one.</summary>
    public bool IsDeclinedAsFlood => State == DepositState.Declined && DeclinedBecause is null && Refusals.IsEmpty && !Accessioned.Any() && Proposal is not { TakenAs: not null };

    /// <summary>Those whose word that it is told first-hand still counts: given not long ago, by who is a keeper still.</summary>
    public ImmutableArray<string> FirstHandCountedBy(DateOnly today, Func<string, bool> isKeeper) =>
        StateDay.AddDays(TwoKeeperAct.Days) < today ? [] : [.. FirstHandAgreedBy.Where(isKeeper)];

    /// <summary>The deposit with this said of an accessioned record, in place of what it held of it. A correction that waits stays as it was typed.</summary>
    /// <param name="revision">The number of the revision that says it.</param>
    public Deposit Saying(RecordId record, RecordContent content, int revision) =>
        this with { Records = [.. Records.Select(entry => entry.Accessioned == record && !entry.AwaitsReview ? AsArchived(entry, content, revision) : entry)] };

    /// <summary>The entry with the words that the archive has, its links as somebody would write them.</summary>
    public DepositedRecord AsArchived(DepositedRecord entry, RecordContent content, int revision) => entry with
    {
        OfRevision = revision,
        Content = content with { Links = [] },
        Links = [.. content.Links.Select(link => new LinkMention(link.Field, Written(link.Target), link.Note, link.Finest))],
        AwaitsReview = false,
    };

    /// <summary>Since when what was left out of a proposal that was taken in part is nobody's any more: the decision, or its proposer's last word since. Null: nothing was.</summary>
    public DateOnly? LeftOutSince => Proposal is { IsPartlyTaken: true, DecidedDay: { } decided } && State != DepositState.Withdrawn
        ? Messages.Where(message => message.IsFromDepositor).Select(message => message.Day).Append(decided).Max() : null;

    /// <summary>What is left of a proposal once its words are destroyed: that it is gone, for whoever comes back with the receipt.</summary>
    public Deposit WithoutProposal(DateOnly day) => this with
    {
        Proposal = null,
        Records = [],
        Connections = [],
        Messages = [],
        SignedAs = "anonymous",
        DeclinedBecause = null,
        Refusals = [],
        FirstHandAgreedBy = [],
        State = DepositState.Withdrawn,
        StateDay = day,
    };

    private string Written(RecordId target) => Records.FirstOrDefault(one => one.Accessioned == target) is { } within ? "#" + within.Ref : target.ToString();
}

public enum DepositState
{
    Draft,
    Deposited,
    Quarantined,
    InReview,
    Asked,
    Published,
    Declined,
    Withdrawn,
}

/// <summary>A record in a deposit. Until accession it has no permanent id; <see cref="Entry"/> is its handle at the desk.</summary>
public sealed record DepositedRecord
{
    /// <summary>Its name within the deposit, to which <c>#ref</c> links.</summary>
    public required string Ref { get; init; }

    public required RecordId Entry { get; init; }

    public required string Kind { get; init; }

    public required RecordContent Content { get; init; }

    public ImmutableArray<LinkMention> Links { get; init; } = [];

    /// <summary>Its permanent id, once it was accessioned.</summary>
    public RecordId? Accessioned { get; init; }

    /// <summary>Of one that was accessioned: the revision that says this, or that a correction was written from. Null: the newest.</summary>
    public int? OfRevision { get; init; }

    /// <summary>True while its content waits for a review: new, or corrected after accession.</summary>
    public bool AwaitsReview { get; init; } = true;
}

/// <summary>A link as somebody wrote it: a record id, an exact name, or <c>#ref</c>.</summary>
/// <param name="Finest">As in <see cref="ContentLink"/>.</param>
public sealed record LinkMention(string Field, string Target, string? Note = null, Precision? Finest = null);

/// <summary>A connection with words of its own, between two ends written as in <see cref="LinkMention"/>.</summary>
public sealed record DepositedConnection
{
    public required RecordId Entry { get; init; }

    public required string Type { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required ConnectionWords Words { get; init; }

    public RecordId? Accessioned { get; init; }

    public bool AwaitsReview { get; init; } = true;
}

/// <summary>A question from the desk or an answer from the depositor.</summary>
public sealed record DepositMessage(bool IsFromDepositor, DateOnly Day, string Text);
