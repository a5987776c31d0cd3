using System.Collections.Immutable;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;

namespace Kindred.Domain.Stewarding;

/// <summary>What some of a community's stewards wish, while fewer wish for it than must. For its stewards alone; destroyed once it is done, taken back or lapsed.</summary>
/// <param name="Reason">In the words of whoever wished it first, for the others.</param>
/// <param name="By">Handles of those who wish for it, the first first.</param>
public sealed record StewardsWish(long Number, RecordId Community, Wished Wished, string Reason, DateOnly Day, ImmutableArray<string> By)
{
    public const int Days = TwoKeeperAct.Days;

    public DateOnly LastDay => Day.AddDays(Days);
}
