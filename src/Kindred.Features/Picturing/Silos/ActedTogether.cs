using System.Collections.Immutable;
using CommunityGraph;
using CommunityGraph.Groups;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Finds silos: who took part in what, who acted with whom by that, and the groups that are joined among themselves more than with others (Leiden).</summary>
internal static class ActedTogether
{
    /// <summary>Of pairs in one file: more than programs that draw graphs can show.</summary>
    public const int MostPairs = 100_000;

    private static readonly ImmutableHashSet<ConnectionType> Takes = [ConnectionType.OrganisedBy, ConnectionType.TookPart, ConnectionType.StoodWith, ConnectionType.InCoalition];

    /// <param name="events">What is looked at.</param>
    /// <param name="organisations">All that are public.</param>
    /// <param name="firstDay">Of a document; null: undated.</param>
    /// <param name="idsOf">Of documents: what is of one day stands in the order of ids, which are chance; numbers of documents know how many came before.</param>
    public static SilosFound Find(NetworkSnapshot network, DocumentSet events, DocumentSet organisations, Func<int, int?> firstDay, Func<IEnumerable<int>, IReadOnlyDictionary<int, RecordId>> idsOf, CancellationToken cancel)
    {
        (Participation participation, int[] actors, int[] acts) = TookPart(network, events, organisations, cancel);
        Projection projection = Projection.Of(participation, mostActors: SilosFound.MostParticipants, cancel: cancel);
        Grouping groups = Leiden.Of(projection.Graph, cancel: cancel);
        Components components = Components.Of(projection.Graph.Graph, cancel);
        HashSet<int> crowds = [.. projection.LeftOut];
        int count = Enumerable.Range(0, groups.Count).TakeWhile(group => groups.Members(group).Length > 1).Count();
        Bridge[] joined = [.. Enumerable.Range(0, participation.EventCount).Where(one => !crowds.Contains(one)).Select(one => BridgeOf(participation, groups, count, one)).OfType<Bridge>()];
        IReadOnlyDictionary<int, RecordId> ids = idsOf(joined.Select(bridge => acts[bridge.Event]));
        ImmutableArray<Bridge> bridges = [.. joined.OrderBy(bridge => firstDay(acts[bridge.Event]) ?? int.MaxValue).ThenBy(bridge => ids.GetValueOrDefault(acts[bridge.Event]))];
        return new SilosFound
        {
            Organisations = actors.Length,
            Events = [.. acts],
            Memberships = participation.Count,
            Pairs = projection.Graph.Graph.EdgeCount,
            LargestComponent = components.Count == 0 ? 0 : components.Members(0).Length,
            Silos = [.. Enumerable.Range(0, count).Select(group => SiloOf(participation, projection, groups, crowds, group, actors, acts))],
            Alone = [.. Enumerable.Range(count, groups.Count - count).Select(group => actors[groups.Members(group)[0]])],
            Bridges = [.. bridges.Select(bridge => bridge with { Event = acts[bridge.Event], Members = [.. bridge.Members.Select(actor => actors[actor])] })],
            Crowds = [.. projection.LeftOut.Select(one => acts[one])],
        };
    }

    /// <summary>Every two organisations that acted together, as many as <see cref="MostPairs"/>, in how much, and from which to which day where that is known.</summary>
    public static ImmutableArray<PairTogether> Pairs(NetworkSnapshot network, DocumentSet events, DocumentSet organisations, Func<int, int?> firstDay, CancellationToken cancel)
    {
        (Participation participation, int[] actors, int[] acts) = TookPart(network, events, organisations, cancel);
        Projection projection = Projection.Of(participation, mostActors: SilosFound.MostParticipants, cancel: cancel);
        List<PairTogether> pairs = [];
        for (int actor = 0; actor < actors.Length && pairs.Count < MostPairs; actor++)
        {
            cancel.ThrowIfCancellationRequested();
            ReadOnlySpan<int> others = projection.Graph.Graph.Neighbours(actor);
            ReadOnlySpan<float> weights = projection.Graph.Weights(actor);
            for (int at = 0; at < others.Length; at++)
            {
                if (others[at] < actor) continue;
                int[] days = [.. Shared(participation, actor, others[at]).Select(one => firstDay(acts[one])).OfType<int>()];
                pairs.Add(new PairTogether(actors[actor], actors[others[at]], (int)weights[at], days.Length == 0 ? null : days.Min(), days.Length == 0 ? null : days.Max()));
            }
        }

        return [.. pairs];
    }

    private static IEnumerable<int> Shared(Participation participation, int one, int other) =>
        participation.EventsOf(one).ToArray().Intersect(participation.EventsOf(other).ToArray()).Where(shared => participation.ActorsIn(shared).Length <= SilosFound.MostParticipants);

    /// <summary>Numbered from 0 in the order of documents, so that a document that is not there leaves no gap.</summary>
    private static (Participation Participation, int[] Actors, int[] Acts) TookPart(NetworkSnapshot network, DocumentSet events, DocumentSet organisations, CancellationToken cancel)
    {
        List<(int Actor, int Event)> pairs = [];
        foreach (int document in events)
        {
            if (document >= network.Joined.NodeCount) break;
            cancel.ThrowIfCancellationRequested();
            foreach (Step step in network.Steps(document))
            {
                if (Takes.Contains(step.Type) && organisations[step.To]) pairs.Add((step.To, document));
            }
        }

        int[] actors = [.. pairs.Select(pair => pair.Actor).Distinct().Order()], acts = [.. pairs.Select(pair => pair.Event).Distinct()];
        for (int at = 0; at < pairs.Count; at++) pairs[at] = (Array.BinarySearch(actors, pairs[at].Actor), Array.BinarySearch(acts, pairs[at].Event));
        return (Participation.Of(actors.Length, acts.Length, pairs), actors, acts);
    }

    private static Bridge? BridgeOf(Participation participation, Grouping groups, int count, int one)
    {
        int[] members = [.. participation.ActorsIn(one).ToArray().Where(actor => groups.OfNode(actor) < count)];
        int[] joined = [.. members.Select(groups.OfNode).Distinct().Order()];
        return joined.Length < 2 ? null : new Bridge(one, [.. joined], [.. members]);
    }

    private static Silo SiloOf(Participation participation, Projection projection, Grouping groups, HashSet<int> crowds, int group, int[] actors, int[] acts)
    {
        int[] members = groups.Members(group).ToArray();
        int[] done = [.. members.SelectMany(actor => participation.EventsOf(actor).ToArray()).Where(one => !crowds.Contains(one)).Distinct().Order()];
        // Krackhardt and Stern's E-I index at its end: no edge leaves.
        bool isClosed = groups.ExternalInternal(projection.Graph.Graph, group) == -1;
        return new Silo([.. members.Select(actor => actors[actor])], [.. done.Select(one => acts[one])], isClosed);
    }
}

/// <param name="Together">In how many actions, practices and campaigns.</param>
/// <param name="FirstDay">Of the earliest that is dated, as a number of days; null: none is.</param>
internal readonly record struct PairTogether(int One, int Other, int Together, int? FirstDay, int? LastDay);
