using System.Collections.Immutable;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;

namespace Kindred.Domain.Ledger;

/// <summary>Something done that the ledger commits to. Written in the transaction that it records.</summary>
/// <param name="Reason">Why, where a keeper used power; public on /about/acts.</param>
/// <param name="By">Handle of the keeper who acted, for acts of power only; never a depositor or a steward.</param>
public sealed record Act(ActKind Kind, ImmutableArray<RecordId> Subjects, DateOnly Day, bool IsPublic, string? By = null, string? Reason = null)
{
    /// <summary>Characters of a reason, of an act or of what is proposed.</summary>
    public const int LongestReason = 500;

    /// <summary>Why one keeper's word was enough; apart from the reason, which anyone may begin with any words.</summary>
    public SoleWord SoleWord { get; init; }

    /// <summary>Why the second keeper agreed.</summary>
    public string? SecondReason { get; init; }

    public static Finding? CheckReason(string? reason) => reason?.Length > LongestReason ? Finding.TooLong("reason", LongestReason) : null;
}

public enum ActKind
{
    Accession,
    Publication,
    Revision,
    Connection,
    Consent,
    Withdrawal,
    Hiding,
    Showing,
    Grant,
    TermEnd,
    Setting,
    Destruction,

    /// <summary>A one-time link for a member who had lost their password.</summary>
    NewLink,

    /// <summary>The role of keeper; a steward's is a <see cref="Grant"/>.</summary>
    KeeperGrant,
    KeeperTermEnd,

    /// <summary>Somebody claimed a founding keeper's link.</summary>
    Founding,

    /// <summary>The role of keeper went from one to another.</summary>
    HandOver,

    /// <summary>Stewards appointed keepers, by their quorum.</summary>
    Appointment,

    /// <summary>Keepers left the archive to its stewards.</summary>
    ToStewards,

    /// <summary>A keeper said no to what another proposed.</summary>
    Refusal,

    /// <summary>A field, or one link of a field, was destroyed in all revisions; which one is not said.</summary>
    PartWithdrawal,

    /// <summary>A day was set before which something is not to be public, or that word ended.</summary>
    Embargo,

    /// <summary>A record no longer asks a community of which it was said to speak.</summary>
    ClaimLifting,

    /// <summary>An import was taken back: its subject is its accession, and nothing that it brought is named.</summary>
    ImportUndoing,

    /// <summary>Two records turned out to be of one thing.</summary>
    Merging,

    /// <summary>They turned out not to be: what was merged stands by itself again.</summary>
    Parting,

    /// <summary>Connections of one record turned out to be of another.</summary>
    Moving,
}

/// <summary>An act as written down.</summary>
public sealed record WrittenAct(long Index, Act Act);
