using System.Collections.Immutable;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Silos;

/// <summary>What a silo is about, in words that its actions and practices have more often than all that was looked at (Dunning 1993, "Accurate methods for the statistics of surprise and coincidence").</summary>
public sealed class SiloWords(FacetOrdinals ordinals, FacetLabels labels)
{
    private const int MostTopics = 2;

    /// <summary>Facets in the order in which their words are said, and how many of each.</summary>
    private static readonly ImmutableArray<(string Facet, int Most)> Said = [("campaign", 1), ("topic", MostTopics), ("axis", 1), ("place", 1)];

    /// <returns>In the reader's language; empty: nothing is said of what they did.</returns>
    public async Task<ImmutableArray<string>> Of(SilosAnswer answer, Silo silo, Texts texts, CancellationToken cancel)
    {
        Selection inside = ordinals.Select([], null, silo.Events);
        List<string> words = [];
        foreach ((string facet, int most) in Said)
        {
            // Axes stand in where nobody named a topic.
            if (facet == "axis" && words.Count > 0) continue;
            ImmutableArray<ValueCount> values = Distinctive(inside, answer.Selection, facet);
            // Whose name is a record's is asked for as a stranger would: what is hidden has none, and takes nobody's place.
            Dictionary<string, string> named = (await labels.Named(new FacetValues(facet, values.Length, values), texts, cancel)).ToDictionary(one => one.Value, one => one.Label);
            words.AddRange(values.Where(value => named.ContainsKey(value.Value)).Take(most).Select(value => named[value.Value]));
        }

        return [.. words];
    }

    /// <returns>The most surprising first.</returns>
    internal static ImmutableArray<ValueCount> Distinctive(Selection inside, Selection all, string facet)
    {
        if (inside[facet] is not { } values) return [];
        Dictionary<string, int> everywhere = all[facet]?.Values.ToDictionary(one => one.Value, one => one.Count) ?? [];
        bool isAll = inside.Count >= all.Count;
        return
        [
            .. values.Values.Select(one => (one, Surprise: isAll ? one.Count : Surprise(one.Count, inside.Count, everywhere.GetValueOrDefault(one.Value, one.Count), all.Count)))
                .Where(one => one.Surprise > 0).OrderByDescending(one => one.Surprise).ThenBy(one => one.one.Value, StringComparer.Ordinal).Select(one => one.one),
        ];
    }

    /// <summary>Dunning's G² of two by two; below 0 where it is rarer inside than out.</summary>
    private static double Surprise(int inside, int insideOf, int all, int allOf)
    {
        // What is looked at may have changed while it was counted.
        int outside = Math.Max(0, all - inside), outsideOf = Math.Max(outside, allOf - insideOf);
        double share = (double)(inside + outside) / Math.Max(1, insideOf + outsideOf);
        double surprise = 2 * (Part(inside, insideOf * share) + Part(insideOf - inside, insideOf * (1 - share)) + Part(outside, outsideOf * share) + Part(outsideOf - outside, outsideOf * (1 - share)));
        return inside >= insideOf * share ? surprise : -surprise;
    }

    private static double Part(double seen, double expected) => seen <= 0 || expected <= 0 ? 0 : seen * Math.Log(seen / expected);
}
