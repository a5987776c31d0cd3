using System.Buffers;
using System.Collections.ObjectModel;

namespace CommunityGraph;

/// <summary>What holds of rings that are to say by what each node is come to.</summary>
public sealed record RingRules
{
    /// <summary>The group of a node of the first ring, by what is said of its edge at the middle's end; all that is come to by it is of the same. From 0; of ways as cheap the lower one counts.</summary>
    public required Func<byte, int> Group { get; init; }

    /// <summary>Of a step, by what is said of its edge; not below 0, and the same from either end.</summary>
    public required Func<byte, int> Cost { get; init; }

    /// <summary>Null: all are.</summary>
    public Func<int, bool>? IsThere { get; init; }

    /// <summary>Whether what lies behind a node is come to by it; the middle always leads on. Null: all do.</summary>
    public Func<int, bool>? LeadsOn { get; init; }

    /// <summary>Behind a ring of more nodes no further one is looked for: what thousands lie behind says nothing of the middle.</summary>
    public int MostInRing { get; init; } = int.MaxValue;
}

/// <summary>Rings around a node (see <see cref="Rings"/>) of which each node says by whom it is come to: of all ways of fewest steps by that which costs the least, of those as cheap by that of the lower
/// group, then through the lower node. Four bytes for each node of the graph while they are made, and some for each that is come to.</summary>
public sealed class GroupedRings
{
    private readonly List<int> order = [];
    private readonly List<int> starts = [0, 1];
    private readonly List<Reached> reached = [];
    private readonly List<int> ends = [];

    private GroupedRings(int node)
    {
        order.Add(node);
        Order = order.AsReadOnly();
        reached.Add(new Reached(-1, 0, 0));
    }

    /// <summary>The middle itself is the first.</summary>
    public int Count => starts.Count - 1;

    /// <summary>All nodes, the nearest first.</summary>
    public ReadOnlyCollection<int> Order { get; }

    /// <summary>Nodes, nearer than the last ring, that do not lead on.</summary>
    public IReadOnlyList<int> Ends => ends;

    /// <summary>A ring had more nodes than are gone on from (<see cref="RingRules.MostInRing"/>).</summary>
    public bool IsCut { get; private set; }

    /// <summary>Of a node that nothing is joined to.</summary>
    public static GroupedRings Alone(int node) => new(node);

    /// <param name="steps">Further nothing is looked for.</param>
    public static GroupedRings From(LabelledGraph graph, int node, int steps, RingRules rules, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)node, (uint)graph.NodeCount, nameof(node));
        GroupedRings rings = new(node);
        int[] places = ArrayPool<int>.Shared.Rent(graph.NodeCount);
        try
        {
            places.AsSpan(0, graph.NodeCount).Clear();
            rings.Widen(graph, places, steps, rules, cancel);
            return rings;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(places);
        }
    }

    /// <param name="steps">From the middle: 0 is the middle itself.</param>
    /// <returns>Places in <see cref="Order"/>.</returns>
    public Range Ring(int steps) => starts[steps]..starts[steps + 1];

    /// <summary>By the place in <see cref="Order"/>; of the middle 0.</summary>
    public int GroupAt(int place) => reached[place].Group;

    /// <summary>Place of the node by which that at a place is come to; of the middle -1.</summary>
    public int ByAt(int place) => reached[place].By;

    /// <param name="places">Of each node its place and one; 0: it was not come to.</param>
    private void Widen(LabelledGraph graph, int[] places, int steps, RingRules rules, CancellationToken cancel)
    {
        int[] groups = [.. Enumerable.Range(0, 256).Select(label => rules.Group((byte)label))], costs = [.. Enumerable.Range(0, 256).Select(label => rules.Cost((byte)label))];
        places[order[0]] = 1;
        for (int ring = 0; ring < steps; ring++)
        {
            int end = starts[ring + 1];
            if (end - starts[ring] > rules.MostInRing)
            {
                IsCut = true;
                break;
            }

            for (int at = starts[ring]; at < end; at++)
            {
                if (at % 1024 == 0) cancel.ThrowIfCancellationRequested();
                int node = order[at];
                if (ring > 0 && rules.LeadsOn?.Invoke(node) == false)
                {
                    ends.Add(node);
                    continue;
                }

                ReadOnlySpan<int> others = graph.Graph.Neighbours(node);
                ReadOnlySpan<byte> labels = graph.Labels(node);
                Reached here = reached[at];
                for (int to = 0; to < others.Length; to++)
                {
                    int place = places[others[to]] - 1;
                    // As near as this one or nearer.
                    if (place >= 0 && place < end) continue;
                    Reached way = new(at, ring == 0 ? groups[labels[to]] : here.Group, here.Cost + costs[labels[to]]);
                    if (place < 0)
                    {
                        if (rules.IsThere?.Invoke(others[to]) == false) continue;
                        order.Add(others[to]);
                        reached.Add(way);
                        places[others[to]] = order.Count;
                    }
                    else if (IsBetter(way, reached[place])) reached[place] = way;
                }
            }

            if (order.Count == end) break;
            starts.Add(order.Count);
        }
    }

    private bool IsBetter(Reached way, Reached than) => way.Cost != than.Cost ? way.Cost < than.Cost : way.Group != than.Group ? way.Group < than.Group : order[way.By] < order[than.By];

    private readonly record struct Reached(int By, int Group, int Cost);
}
