using Kindred.Domain;

namespace Kindred.Features.Stewarding;

/// <summary>How a word among stewards ends.</summary>
public abstract record WishOutcome
{
    private WishOutcome()
    {
    }

    /// <param name="Link">The end of a one-time link for whoever is invited; shown once.</param>
    /// <param name="Handle">Whoever is invited.</param>
    public sealed record Done(string? Link = null, string? Handle = null) : WishOutcome;

    /// <summary>So many of the stewards needed wish for it.</summary>
    public sealed record Waits(int Wishing, int Needed) : WishOutcome;

    public sealed record NotRight(Finding Finding) : WishOutcome;

    /// <summary>Something else holds by now than what she read.</summary>
    public sealed record ChangedMeanwhile : WishOutcome;

    /// <summary>No such community, wish or steward: nobody can tell which.</summary>
    public sealed record Unknown : WishOutcome;
}
