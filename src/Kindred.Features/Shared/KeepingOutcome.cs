using System.Collections.Immutable;
using Kindred.Domain;

namespace Kindred.Features.Shared;

/// <summary>How an act of keeping ends.</summary>
public abstract record KeepingOutcome
{
    /// <summary>A role that would end before it begins.</summary>
    internal static readonly Finding UntilPast = new("until-past", "until");

    private KeepingOutcome()
    {
    }

    /// <param name="Secret">What is shown once: a token, or the end of a one-time link.</param>
    public sealed record Done(string? Handle = null, string? Secret = null) : KeepingOutcome;

    /// <summary>Written down; it happens when another keeper agrees, who is then shown what is shown once.</summary>
    public sealed record Waits(long Number) : KeepingOutcome;

    /// <summary>Stewards appointed keepers.</summary>
    /// <param name="Links">Of those who have not signed in yet, and the end of their one-time link.</param>
    public sealed record Appointed(ImmutableArray<(string Handle, string? Secret)> Links) : KeepingOutcome;

    public sealed record NotYours : KeepingOutcome;

    public sealed record NoSuchMember : KeepingOutcome;

    public sealed record NoSuchCommunity : KeepingOutcome;

    /// <summary>More than one community has this name: say which by its id.</summary>
    public sealed record AmbiguousCommunity : KeepingOutcome;

    public sealed record NotAHandle : KeepingOutcome;

    public sealed record NotRight(Finding Finding) : KeepingOutcome;

    /// <summary>What isn't right yet in what was asked for; null: it ended otherwise.</summary>
    public Finding? Wrong => this switch
    {
        NotAHandle => new Finding("not-a-handle", "handle"),
        NoSuchMember => new Finding("no-such-member", "handle"),
        NoSuchCommunity => new Finding("no-such-community", "community"),
        AmbiguousCommunity => new Finding("ambiguous-community", "community"),
        NotRight wrong => wrong.Finding,
        _ => null,
    };

    /// <summary>Nothing waits under this number, or it was this keeper who proposed it.</summary>
    public sealed record NothingToAgreeTo : KeepingOutcome;
}
