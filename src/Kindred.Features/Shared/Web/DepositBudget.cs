namespace Kindred.Features.Shared;

/// <summary>Deposits an hour from one network before further ones wait in quarantine.</summary>
public sealed record DepositBudget(int PerHour);
