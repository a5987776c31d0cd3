using System.Collections.Immutable;
using CommunityGraph;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;

namespace Kindred.Features.Picturing.Circles;

/// <summary>What is one, two and three steps away from a record, by numbers of documents. Pure.</summary>
public sealed record Circle
{
    /// <summary>More years than this are told by decades, more decades by centuries.</summary>
    public const int MostYears = 40;

    public required GroupedRings Rings { get; init; }

    /// <summary>By ring, then in the order in which claims are declared: never by how many there are.</summary>
    public required ImmutableArray<CircleGroup> Groups { get; init; }

    /// <summary>When what is in the circle happened, whatever year it is looked at.</summary>
    public required ImmutableArray<CircleYears> Years { get; init; }

    /// <summary>Before this year nothing is a step away; null: something undated is, in any year.</summary>
    public required int? First { get; init; }

    /// <summary>When the record itself began; null: undated.</summary>
    public int? Begun { get; init; }

    /// <summary>How many are there of which nobody wrote when they happened; they stay, whatever the year.</summary>
    public required int Undated { get; init; }

    /// <summary>Only what happened up to this year; null: all.</summary>
    public int? Until { get; init; }

    /// <summary>The record itself is not counted.</summary>
    public int Count => Rings.Order.Count - 1;

    /// <summary>Shared by hundreds: it is there, and what lies behind it is not walked to.</summary>
    public IReadOnlyList<int> NotWalked => Rings.Ends;

    /// <param name="firstDay">Number of the first day of a document; null: undated.</param>
    public static Circle Of(NetworkSnapshot network, int document, int? until, Func<int, int?> firstDay, CancellationToken cancel)
    {
        GroupedRings whole = PublicPaths.Circle(network, document, cancel: cancel);
        // What happened later is neither there nor led through.
        GroupedRings rings = until is { } last ? PublicPaths.Circle(network, document, other => YearOf(firstDay(other)) is not { } year || year <= last, cancel) : whole;
        int?[] near = whole.Count > 1 ? [.. whole.Order.Take(whole.Ring(1)).Select(other => YearOf(firstDay(other)))] : [];
        return new Circle
        {
            Rings = rings, Groups = GroupsOf(rings), Years = YearsOf(whole, firstDay), First = near.Contains(null) ? null : near.Min(), Begun = YearOf(firstDay(document)),
            Undated = rings.Order.Skip(1).Count(other => firstDay(other) is null), Until = until,
        };
    }

    /// <summary>Those of a ring.</summary>
    public IEnumerable<CircleGroup> InRing(int ring) => Groups.Where(group => group.Ring == ring);

    public int CountOf(int ring) => ring < Rings.Count ? Rings.Ring(ring).GetOffsetAndLength(Rings.Order.Count).Length : 0;

    private static ImmutableArray<CircleGroup> GroupsOf(GroupedRings rings) =>
    [
        .. from ring in Enumerable.Range(1, Math.Max(0, rings.Count - 1))
           let span = rings.Ring(ring).GetOffsetAndLength(rings.Order.Count)
           from places in Enumerable.Range(span.Offset, span.Length).GroupBy(rings.GroupAt).OrderBy(places => places.Key)
           let claim = PublicPaths.Claim(places.Key)
           select new CircleGroup(ring, claim.Type, claim.IsOutgoing, [.. places]),
    ];

    private static ImmutableArray<CircleYears> YearsOf(GroupedRings rings, Func<int, int?> firstDay)
    {
        SortedDictionary<int, int[]> counts = [];
        for (int ring = 1; ring < rings.Count; ring++)
        {
            foreach (int document in rings.Order.Take(rings.Ring(ring)))
            {
                if (YearOf(firstDay(document)) is not { } year) continue;
                if (!counts.TryGetValue(year, out int[]? of)) counts[year] = of = new int[PublicPaths.MostRings];
                of[ring - 1]++;
            }
        }

        foreach (int span in (int[])[1, 10, 100])
        {
            CircleYears[] years = [.. counts.GroupBy(one => (int)Math.Floor((double)one.Key / span)).Select(some => new CircleYears(some.Key * span, (some.Key * span) + span - 1, Sum(some.Select(one => one.Value))))];
            if (years.Length <= MostYears || span == 100) return [.. years.TakeLast(MostYears)];
        }

        return [];
    }

    private static ImmutableArray<int> Sum(IEnumerable<int[]> counts) => [.. Enumerable.Range(0, PublicPaths.MostRings).Select(ring => counts.Sum(of => of[ring]))];

    private static int? YearOf(int? day) => day is { } number ? (int)GregorianDay.YearOf(number) : null;
}

/// <summary>What is as many steps away and come to by ways that begin with the same claim.</summary>
/// <param name="Ring">Steps away from the record, from 1.</param>
/// <param name="IsOutgoing">The claim reads from the record.</param>
/// <param name="Places">In <see cref="GroupedRings.Order"/>.</param>
public sealed record CircleGroup(int Ring, ConnectionType Type, bool IsOutgoing, ImmutableArray<int> Places)
{
    /// <summary>As in an address: <c>learnedFrom.out</c>.</summary>
    public string Key => $"{Type.Name}.{(IsOutgoing ? "out" : "in")}";
}

/// <summary>A year, or as many as are told together.</summary>
/// <param name="Counts">How many began then, of each ring.</param>
public sealed record CircleYears(int From, int To, ImmutableArray<int> Counts);
