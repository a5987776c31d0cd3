using Kindred.Domain.Records;

namespace Kindred.Domain.Depositing;

/// <summary>Who of a desk reads a deposit, so that others begin elsewhere. It locks nothing, and is nobody's but the desk's to know.</summary>
/// <param name="Handle">Of the member who reads it.</param>
/// <param name="Day">Since when; asking the depositor something counts as beginning anew.</param>
public sealed record Assignment(DepositId Deposit, string Handle, DateOnly Day)
{
    /// <summary>After so many days of nothing it ends.</summary>
    public const int Days = 14;

    public static bool IsFor(DepositState state) => state is DepositState.Deposited or DepositState.Quarantined or DepositState.InReview;

    public bool HoldsOn(DateOnly today) => Day.AddDays(Days) >= today;
}
