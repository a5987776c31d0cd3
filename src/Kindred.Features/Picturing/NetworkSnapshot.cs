using CommunityGraph;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Picturing;

/// <summary>All that is public and how it is joined, at one moment, for one day: nodes are the numbers of documents of the index. Ten bytes a connection, four a document.</summary>
/// <param name="joined">Labels are those of <see cref="Label"/>.</param>
public sealed class NetworkSnapshot(LabelledGraph joined, long version, DateOnly day)
{
    private const int TypeBits = 0x1F, Outgoing = 0x20, ToldShift = 6;

    /// <summary>Rises with each change.</summary>
    public long Version { get; } = version;

    public DateOnly Day { get; } = day;

    public LabelledGraph Joined { get; } = joined;

    public CompactGraph Graph => Joined.Graph;

    /// <summary>The connections of a document, by the number of the other and then by type.</summary>
    public IEnumerable<Step> Steps(int document)
    {
        if (document >= Joined.NodeCount) yield break;
        int[] others = Graph.Neighbours(document).ToArray();
        byte[] labels = Joined.Labels(document).ToArray();
        for (int at = 0; at < others.Length; at++) yield return Read(document, others[at], labels[at]);
    }

    /// <summary>Between two documents.</summary>
    public IEnumerable<Step> Steps(int document, int other) => Steps(document).Where(step => step.To == other);

    /// <summary>Whether anything is said between the two.</summary>
    public bool AreJoined(int document, int other) => Fewer(document, other) is var (few, many) && Graph.Neighbours(few).BinarySearch(many) >= 0;

    /// <summary>How badly the best told connection between two that are joined says why: 0 with sources, 1 in words, 2 silently.</summary>
    public int Silence(int document, int other)
    {
        (document, other) = Fewer(document, other);
        ReadOnlySpan<int> others = Graph.Neighbours(document);
        ReadOnlySpan<byte> labels = Joined.Labels(document);
        int at = Math.Max(0, others.BinarySearch(other)), silence = (int)HowTold.WithSources;
        // Of what is between two the best told stands last: it is the highest part of a label.
        for (; at < others.Length && others[at] == other; at++) silence = Math.Min(silence, Silence(labels[at]));
        return silence;
    }

    /// <summary>First the end that has fewer connections: what hundreds share would be looked through once for each of them.</summary>
    private (int, int) Fewer(int document, int other) => Graph.Neighbours(document).Length > Graph.Neighbours(other).Length ? (other, document) : (document, other);

    /// <summary>The same of one connection, by its label.</summary>
    internal static int Silence(byte label) => (int)HowTold.WithSources - (label >> ToldShift);

    /// <summary>What a label says of the connection, looked at from the end at which it stands.</summary>
    internal static (ConnectionType Type, bool IsOutgoing) Claim(byte label)
    {
        ConnectionType type = ConnectionType.All[label & TypeBits];
        return (type, (label & Outgoing) != 0 || type.IsSymmetric);
    }

    public static LabelledEdge Edge(Joined pair) => new(pair.From, pair.To, Label(pair, isOutgoing: true), Label(pair, isOutgoing: false));

    private static byte Label(Joined pair, bool isOutgoing) => (byte)(ConnectionType.All.IndexOf(pair.Type) | (isOutgoing ? Outgoing : 0) | ((int)pair.Told << ToldShift));

    private static Step Read(int from, int to, byte label) => Claim(label) is var (type, isOutgoing) ? new Step(from, to, type, isOutgoing, (HowTold)(label >> ToldShift)) : default;
}

/// <summary>A connection looked at from one of its ends.</summary>
/// <param name="IsOutgoing">It reads from <paramref name="From"/> to <paramref name="To"/>; a symmetric one does from both.</param>
public readonly record struct Step(int From, int To, ConnectionType Type, bool IsOutgoing, HowTold Told);
