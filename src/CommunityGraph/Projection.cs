namespace CommunityGraph;

/// <summary>Who acted with whom, in how many events, and from when to when: the one-mode projection of who took part in what (Newman 2001, "Scientific collaboration networks. II", section II;
/// Borgatti and Everett 1997, "Network analysis of 2-mode data"). Each edge weighs the number of events that both took part in.</summary>
public sealed class Projection
{
    private readonly int[] first;
    private readonly int[] last;

    private Projection(WeightedGraph graph, int[] first, int[] last, IReadOnlyList<int> leftOut)
    {
        (Graph, this.first, this.last, LeftOut) = (graph, first, last, leftOut);
    }

    public WeightedGraph Graph { get; }

    /// <summary>Events with more than were asked for: everybody there would have acted with everybody.</summary>
    public IReadOnlyList<int> LeftOut { get; }

    /// <param name="times">Of each event, such as a year; null: nothing is known of when.</param>
    /// <param name="mostActors">Events with more are left out.</param>
    public static Projection Of(Participation participation, IReadOnlyList<int>? times = null, int mostActors = int.MaxValue, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        int actors = participation.ActorCount;
        bool[] isLeftOut = new bool[participation.EventCount];
        List<int> leftOut = [];
        for (int one = 0; one < isLeftOut.Length; one++)
        {
            if (!(isLeftOut[one] = participation.ActorsIn(one).Length > mostActors)) continue;
            leftOut.Add(one);
        }

        int[] starts = new int[actors + 1], shared = new int[actors], from = times is null ? [] : new int[actors], to = times is null ? [] : new int[actors];
        Rows rows = new(participation.Count, hasTimes: times is not null);
        int[] met = new int[actors];
        for (int actor = 0; actor < actors; actor++)
        {
            if (actor % 1024 == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Report((double)actor / actors);
            }

            int count = 0;
            foreach (int one in participation.EventsOf(actor))
            {
                if (isLeftOut[one]) continue;
                int time = times?[one] ?? 0;
                foreach (int other in participation.ActorsIn(one))
                {
                    if (other == actor) continue;
                    if (shared[other]++ == 0)
                    {
                        met[count++] = other;
                        if (times is not null) (from[other], to[other]) = (time, time);
                    }
                    else if (times is not null)
                    {
                        (from[other], to[other]) = (Math.Min(from[other], time), Math.Max(to[other], time));
                    }
                }
            }

            Array.Sort(met, 0, count);
            rows.Add(met.AsSpan(0, count), shared, from, to);
            starts[actor + 1] = rows.Count;
        }

        progress?.Report(1);
        return new Projection(new WeightedGraph(new CompactGraph(starts, rows.Targets(), isDirected: false), rows.Weights()), rows.First(), rows.Last(), leftOut);
    }

    /// <summary>Of the edges to the neighbours of a node, in their order, the time of the first event that both took part in; empty where times are not known.</summary>
    public ReadOnlySpan<int> First(int node) => first.Length == 0 ? [] : first.AsSpan(Graph.Graph.Start(node), Graph.Graph.Neighbours(node).Length);

    public ReadOnlySpan<int> Last(int node) => last.Length == 0 ? [] : last.AsSpan(Graph.Graph.Start(node), Graph.Graph.Neighbours(node).Length);

    /// <summary>Edges as they are found, in arrays that grow.</summary>
    private sealed class Rows(int expected, bool hasTimes)
    {
        private int[] targets = new int[Math.Max(16, expected)];
        private float[] weights = new float[Math.Max(16, expected)];
        private int[] first = hasTimes ? new int[Math.Max(16, expected)] : [];
        private int[] last = hasTimes ? new int[Math.Max(16, expected)] : [];

        public int Count { get; private set; }

        public void Add(ReadOnlySpan<int> met, int[] shared, int[] from, int[] to)
        {
            Grow(checked(Count + met.Length));
            foreach (int other in met)
            {
                targets[Count] = other;
                weights[Count] = shared[other];
                shared[other] = 0;
                if (hasTimes) (first[Count], last[Count]) = (from[other], to[other]);
                Count++;
            }
        }

        public int[] Targets() => targets[..Count];

        public float[] Weights() => weights[..Count];

        public int[] First() => hasTimes ? first[..Count] : [];

        public int[] Last() => hasTimes ? last[..Count] : [];

        private void Grow(int needed)
        {
            if (needed <= targets.Length) return;
            int size = (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * targets.Length));
            Array.Resize(ref targets, size);
            Array.Resize(ref weights, size);
            if (!hasTimes) return;
            Array.Resize(ref first, size);
            Array.Resize(ref last, size);
        }
    }
}
