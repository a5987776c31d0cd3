using System.Collections.Frozen;
using CommunityGraph;
using Kindred.Domain.Records;

namespace Kindred.Features.Picturing;

/// <summary>Circles and ways in the network of all that is public. What hundreds share is not walked through: that both are in one country explains nothing.</summary>
public static class PublicPaths
{
    /// <summary>What has more connections is shared by too many to say why two of them are near.</summary>
    public const int MostShared = 300;

    /// <summary>A ring of more is not gone on from.</summary>
    public const int MostInRing = 5_000;

    public const int MostRings = 3;

    public const int MostWays = 5;

    public const int MostSteps = 8;

    /// <summary>Kinds of connection, each with the direction in which it is read, in the order in which they are told: as they are declared.</summary>
    private static readonly FrozenDictionary<(ConnectionType, bool), int> Numbers =
        ConnectionType.All.SelectMany(type => type.IsSymmetric ? new[] { (type, true) } : [(type, true), (type, false)]).Index().ToFrozenDictionary(one => one.Item, one => one.Index);

    private static readonly (ConnectionType Type, bool IsOutgoing)[] Claims = [.. Numbers.OrderBy(one => one.Value).Select(one => one.Key)];

    /// <summary>What is one, two and three steps away, grouped by the claim with which the way to it begins; the best told way of fewest steps counts.</summary>
    /// <param name="isThere">Whether a document is part of it; null: all are.</param>
    public static GroupedRings Circle(NetworkSnapshot network, int document, Func<int, bool>? isThere = null, CancellationToken cancel = default) => document >= network.Joined.NodeCount
        ? GroupedRings.Alone(document)
        : GroupedRings.From(network.Joined, document, MostRings, new RingRules { Group = GroupOf, Cost = NetworkSnapshot.Silence, IsThere = isThere, LeadsOn = other => !IsShared(network, other), MostInRing = MostInRing }, cancel);

    /// <summary>The claim that a group of a circle stands for, read from the middle.</summary>
    public static (ConnectionType Type, bool IsOutgoing) Claim(int group) => Claims[group];

    /// <summary>The shortest ways between two, the best told of them first.</summary>
    public static FoundWays Ways(NetworkSnapshot network, int from, int to, CancellationToken cancel = default)
    {
        // What is joined with nothing may have no place in the network at all.
        if (Math.Max(from, to) >= network.Joined.NodeCount) return new FoundWays([], false);
        IReadOnlyList<IReadOnlyList<int>> ways = Between(document => !IsShared(network, document));
        return ways.Count > 0 ? new FoundWays(ways, false) : new FoundWays(Between(null), true);

        IReadOnlyList<IReadOnlyList<int>> Between(Func<int, bool>? leadsOn) => new Explanations(network.Graph, (one, other) => network.Silence(one, other), leadsOn).Between(from, to, MostWays, MostSteps, cancel);
    }

    /// <summary>Whether hundreds share it.</summary>
    public static bool IsShared(NetworkSnapshot network, int document) => network.Graph.Neighbours(document).Length > MostShared;

    private static int GroupOf(byte label) => (label & 0x1F) < ConnectionType.All.Length && NetworkSnapshot.Claim(label) is var claim ? Numbers[claim] : 0;
}

/// <param name="Ways">Documents of each, with both ends.</param>
/// <param name="IsThroughShared">There is no way but through what hundreds share.</param>
public sealed record FoundWays(IReadOnlyList<IReadOnlyList<int>> Ways, bool IsThroughShared);
