using Kindred.Domain.Depositing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

/// <summary>How much may be handed in before it waits in quarantine, and how much before nothing more is taken for a minute. In memory only.</summary>
/// <param name="PerHour">Deposits an hour from one network; further ones wait in quarantine.</param>
/// <param name="PerHourInAll">Deposits an hour from everyone together; further ones wait in quarantine.</param>
/// <param name="MostPerMinute">Deposits a minute, quarantine included, from everyone together. One network has a quarter of it, and half of it as steps on the way to one. As
/// many concerns, counted apart.</param>
/// <param name="MostMegabytesPerMinute">What they may weigh a minute, concerns apart; what the steps of one network carry, a quarter of it.</param>
public sealed record DepositLimits(int PerHour = 100, int PerHourInAll = 3_000, int MostPerMinute = 1_200, int MostMegabytesPerMinute = 64);

/// <summary>Whose turn it is in a flood. A deposit beyond a budget is taken in and waits in quarantine; only when even quarantine would fill the
/// disk is it refused, for a minute. Keys are networks (<see cref="RequestPrefix"/>), kept as digests, in memory, and never logged.</summary>
public sealed class DepositBudget(DepositLimits limits, TimeProvider time)
{
    private const string Everyone = "everyone";
    private const int BytesOfUnit = 4 * 1024;
    private const int BytesOfLink = 64;
    private const int BytesOfNamed = 400;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Budget ofNetwork = new(limits.PerHour, Hour, time);
    private readonly Budget ofAll = new(limits.PerHourInAll, Hour, time);
    private readonly Budget concernsOfNetwork = new(limits.PerHour, Hour, time);
    private readonly Budget concernsOfAll = new(limits.PerHourInAll, Hour, time);
    private readonly Door ofDeposits = new(limits, time);
    private readonly Door ofConcerns = new(limits, time);
    private readonly Budget steps = new(Math.Max(1, limits.MostPerMinute / 2), Minute, time);
    private readonly Budget carried = new(UnitsOf(limits.MostMegabytesPerMinute * 1024L * 1024 / 4), Minute, time);

    /// <summary>Where what is handed in now waits: with the others, or in quarantine.</summary>
    public DepositState Turn(string network) => ofNetwork.Take(network) && ofAll.Take(Everyone) ? DepositState.Deposited : DepositState.Quarantined;

    /// <summary>False: it is set aside. As many as deposits, counted apart: a flood of the one must not hide the other.</summary>
    public bool TakeConcern(string network) => concernsOfNetwork.Take(network) && concernsOfAll.Take(Everyone);

    /// <summary>False: come back in a minute. Asked before a body is read whole.</summary>
    public bool MayEnter(string network, long bytes) => ofDeposits.Enter(network, bytes);

    /// <summary>False: come back in a minute. However many deposits arrive, who is endangered now is heard.</summary>
    public bool MayTellConcern(string network, long bytes) => ofConcerns.Enter(network, bytes);

    /// <summary>False: come back in a minute. Asked once it is read: a link is kept with the names of its members, and a name that nobody has as a record.</summary>
    public bool MayHold(DepositInput input)
    {
        int links = input.Records.Sum(record => record.Links.Length);
        return ofDeposits.Hold((links * BytesOfLink) + (Math.Min(links, Mentions.MostNamed) * BytesOfNamed));
    }

    /// <summary>False: go on in a minute. Every step of telling something, and every look at what was told; it keeps nothing, but is made anew each time. Of one
    /// network alone: nobody's steps hold up another's.</summary>
    /// <param name="characters">What the step carries, unpacked: a small form may hold much.</param>
    public bool MayStep(string network, long characters) => steps.Take(network) && carried.Take(network, UnitsOf(characters));

    private static int UnitsOf(long bytes) => (int)Math.Min(int.MaxValue, 1 + (bytes / BytesOfUnit));

    /// <summary>How much comes in within a minute, by count and by weight.</summary>
    private sealed class Door(DepositLimits limits, TimeProvider time)
    {
        private readonly Budget ofNetwork = new(Math.Max(1, limits.MostPerMinute / 4), Minute, time);
        private readonly Budget ofAll = new(limits.MostPerMinute, Minute, time);
        private readonly Budget weight = new(UnitsOf(limits.MostMegabytesPerMinute * 1024L * 1024), Minute, time);

        public bool Enter(string network, long bytes) => ofNetwork.Take(network) && ofAll.Take(Everyone) && Hold(bytes);

        public bool Hold(long bytes) => weight.Take(Everyone, UnitsOf(bytes));
    }
}
