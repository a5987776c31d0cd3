using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Features.Picturing.Kin;

/// <summary>Which records are looked at, and in which order their pairs stand: by the day and by ids, which are chance. The number of a document knows how many came before it.</summary>
public static class KinOfTheDay
{
    /// <summary>Pairs of the whole archive, found anew each day and after each change.</summary>
    public const int MostInAll = 500;

    /// <summary>Records of each kind, others on another day.</summary>
    public const int MostLookedAt = 1_000;

    /// <param name="ids">Of documents that are there.</param>
    /// <param name="day">Its number.</param>
    public static IEnumerable<int> LookedAt(IReadOnlyDictionary<int, RecordId> ids, int day) => ids.OrderBy(one => Mixed(one.Value, day)).Take(MostLookedAt).Select(one => one.Key);

    /// <summary>A pair of which one went since the pairs were begun to be looked for is left out.</summary>
    public static ImmutableArray<KinPair> InOrder(IEnumerable<KinPair> pairs, IReadOnlyDictionary<int, RecordId> ids, int day) =>
    [
        .. pairs.Where(pair => ids.ContainsKey(pair.One) && ids.ContainsKey(pair.Other)).Select(pair => (Pair: pair, One: Mixed(ids[pair.One], day), Other: Mixed(ids[pair.Other], day)))
            .OrderBy(one => one.One ^ one.Other).ThenBy(one => one.One).Take(MostInAll).Select(one => one.Pair),
    ];

    /// <summary>A number that says nothing of the record, and is another on each day.</summary>
    private static ulong Mixed(RecordId id, int day)
    {
        ulong mixed = (ulong)id.Value ^ (ulong)(id.Value >> 64) ^ ((ulong)day * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
