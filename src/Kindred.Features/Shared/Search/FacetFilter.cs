using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Kindred.Features.Shared.Search;

/// <summary>One facet and the values of which any will do, or none may be there.</summary>
public sealed record FacetFilter(string Facet, ImmutableArray<string> Values, bool IsExcluded = false)
{
    public FacetFilter(string facet, string value)
        : this(facet, [value])
    {
    }

    /// <summary>Whether two filters let the same documents through, as a text that can be a key. Values are anyone's: each says how long it is, so that none reads as two
    /// or as another filter.</summary>
    internal string Key => $"{(IsExcluded ? '-' : '+')}{Facet}={Values.Length},{string.Concat(Values.Select(value => $"{value.Length}:{value}"))}";
}

/// <summary>A span of days, both ends within it.</summary>
public readonly record struct DaySpan(int First, int Last);

public enum DocumentOrder
{
    /// <summary>Newest in the archive first.</summary>
    Newest,

    /// <summary>What happened last first; the undated at the end.</summary>
    Date,

    Title,
}

/// <summary>How many documents have a value.</summary>
public readonly record struct ValueCount(string Value, int Count);

/// <summary>A facet's values in a selection, most frequent first.</summary>
/// <param name="Different">How many values there are; <paramref name="Values"/> holds the most frequent.</param>
public sealed record FacetValues(string Facet, int Different, ImmutableArray<ValueCount> Values);

/// <summary>Documents that were chosen, and what is in them.</summary>
public sealed record Selection(DocumentSet Documents, int Count, ImmutableArray<FacetValues> Facets)
{
    /// <summary>The facets with their names, by page language and the mark of the archive's own words. A name of a record that changes makes a new selection.</summary>
    internal ConcurrentDictionary<string, ImmutableArray<FacetList>> Named { get; } = new(StringComparer.Ordinal);

    public FacetValues? this[string facet] => Facets.FirstOrDefault(one => one.Facet == facet);
}
