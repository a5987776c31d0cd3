namespace CommunityGraph;

/// <summary>Who took part in what: a graph of two sorts of nodes, in which edges lead from one sort to the other alone (Breiger 1974, "The duality of persons and groups"). Actors and events are
/// numbered each from 0. Four bytes for each of the two ends of an edge, and four a node.</summary>
public sealed class Participation
{
    private readonly int[] actorStarts;
    private readonly int[] events;
    private readonly int[] eventStarts;
    private readonly int[] actors;

    private Participation(int[] actorStarts, int[] events, int[] eventStarts, int[] actors)
    {
        (this.actorStarts, this.events, this.eventStarts, this.actors) = (actorStarts, events, eventStarts, actors);
    }

    public int ActorCount => actorStarts.Length - 1;

    public int EventCount => eventStarts.Length - 1;

    /// <summary>How often anybody took part in anything.</summary>
    public int Count => events.Length;

    /// <summary>Ascending, each once however often it was said.</summary>
    /// <param name="pairs">An actor and an event, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not of an actor or event.</exception>
    public static Participation Of(int actors, int events, IReadOnlyList<(int Actor, int Event)> pairs)
    {
        (int[] eventStarts, int[] byEvent) = Sorted(events, actors, pairs, of => of.Event, of => of.Actor);
        int[] actorStarts = new int[actors + 1];
        foreach (int actor in byEvent) actorStarts[actor + 1]++;
        for (int actor = 0; actor < actors; actor++) actorStarts[actor + 1] += actorStarts[actor];
        int[] byActor = new int[byEvent.Length], free = actorStarts[..actors];
        for (int one = 0; one < events; one++)
        {
            for (int at = eventStarts[one]; at < eventStarts[one + 1]; at++) byActor[free[byEvent[at]]++] = one;
        }

        return new Participation(actorStarts, byActor, eventStarts, byEvent);
    }

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> EventsOf(int actor) => events.AsSpan(actorStarts[actor]..actorStarts[actor + 1]);

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> ActorsIn(int one) => actors.AsSpan(eventStarts[one]..eventStarts[one + 1]);

    /// <summary>Both sorts as one graph: actors first, and behind them events.</summary>
    public CompactGraph AsGraph()
    {
        GraphBuilder graph = new(ActorCount + EventCount);
        for (int actor = 0; actor < ActorCount; actor++)
        {
            foreach (int one in EventsOf(actor)) graph.Add(actor, ActorCount + one);
        }

        return graph.Build();
    }

    private static (int[] Starts, int[] Others) Sorted(int nodes, int others, IReadOnlyList<(int, int)> pairs, Func<(int Actor, int Event), int> node, Func<(int Actor, int Event), int> other)
    {
        int[] starts = new int[nodes + 1];
        foreach ((int, int) pair in pairs)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)node(pair), (uint)nodes, nameof(pairs));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)other(pair), (uint)others, nameof(pairs));
            starts[node(pair) + 1]++;
        }

        for (int one = 0; one < nodes; one++) starts[one + 1] += starts[one];
        int[] sorted = new int[pairs.Count], free = starts[..nodes];
        foreach ((int, int) pair in pairs) sorted[free[node(pair)]++] = other(pair);
        int kept = 0;
        for (int one = 0; one < nodes; one++)
        {
            Span<int> said = sorted.AsSpan(starts[one]..starts[one + 1]);
            said.Sort();
            starts[one] = kept;
            int before = -1;
            foreach (int next in said)
            {
                if (next != before) sorted[kept++] = next;
                before = next;
            }
        }

        starts[nodes] = kept;
        return (starts, sorted[..kept]);
    }
}
