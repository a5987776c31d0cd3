namespace CommunityGraph;

/// <summary>Who shares the most with somebody of what few others have (Adamic and Adar 2003, "Friends and neighbors on the Web"; Liben-Nowell and Kleinberg 2007, "The link-prediction problem for
/// social networks"): each thing that both have counts by how rare it is.</summary>
public static class LinkCandidates
{
    /// <param name="traits">Who has what: actors are those who are compared, events what they may share.</param>
    /// <param name="isApart">Whether the other is one to be offered: far away, not joined yet, not refused before.</param>
    /// <param name="most">So many are given, the nearest first; of those that are as near the lower number.</param>
    /// <param name="mostActors">What more have says nothing, and is left out.</param>
    public static IReadOnlyList<LinkCandidate> Of(Participation traits, int actor, Func<int, bool> isApart, int most, int mostActors = int.MaxValue, CancellationToken cancel = default)
    {
        Dictionary<int, double> nearness = [];
        foreach (int trait in traits.EventsOf(actor))
        {
            cancel.ThrowIfCancellationRequested();
            ReadOnlySpan<int> others = traits.ActorsIn(trait);
            // One alone shares it with nobody.
            if (others.Length < 2 || others.Length > mostActors) continue;
            double rarity = 1 / Math.Log(others.Length);
            foreach (int other in others) nearness[other] = nearness.GetValueOrDefault(other) + rarity;
        }

        nearness.Remove(actor);
        return
        [
            .. nearness.Where(one => isApart(one.Key)).OrderByDescending(one => one.Value).ThenBy(one => one.Key).Take(most)
                .Select(one => new LinkCandidate(one.Key, one.Value, Shared(traits, actor, one.Key, mostActors))),
        ];
    }

    /// <summary>What two have, the rarest first.</summary>
    private static int[] Shared(Participation traits, int one, int other, int mostActors)
    {
        HashSet<int> theirs = [.. traits.EventsOf(other).ToArray()];
        return [.. traits.EventsOf(one).ToArray().Where(trait => theirs.Contains(trait) && traits.ActorsIn(trait).Length <= mostActors).OrderBy(trait => traits.ActorsIn(trait).Length).ThenBy(trait => trait)];
    }
}

/// <param name="Nearness">To be compared with others of the same actor; of no meaning by itself.</param>
/// <param name="Shared">The rarest first.</param>
public sealed record LinkCandidate(int Actor, double Nearness, IReadOnlyList<int> Shared);
