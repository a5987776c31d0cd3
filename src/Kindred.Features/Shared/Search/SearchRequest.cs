using System.Collections.Immutable;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Shared.Search;

/// <summary>What somebody is looking for.</summary>
public sealed record SearchRequest
{
    public const int MostOnPage = 100;

    /// <summary>As typed.</summary>
    public string Query { get; init; } = "";

    public ImmutableArray<FacetFilter> Facets { get; init; } = [];

    public EdtfDate? When { get; init; }

    /// <summary>Name of a place, or its id.</summary>
    public string Where { get; init; } = "";

    /// <summary>Null: what suits what is listed.</summary>
    public SearchSort? Sort { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public int Size { get; init; } = 20;

    /// <summary>The kind, where the list is of one kind.</summary>
    public string? Kind => Facets.FirstOrDefault(filter => filter is { Facet: "kind", IsExcluded: false, Values.Length: 1 })?.Values[0];
}

public enum SearchSort
{
    /// <summary>With words: what fits them best. Without: newest in the archive first.</summary>
    Relevance,
    Date,
    Title,
}

/// <param name="Facets">Only those that have a value among what was found.</param>
/// <param name="Terms">The words that were looked for, to mark them; null: none.</param>
/// <param name="DidYouMean">The query with words that the archive has.</param>
/// <param name="NotUnderstood">Facet filters that were typed and that no value is called.</param>
public sealed record SearchResult(
    int Total, ImmutableArray<RecordId> Ids, ImmutableArray<FacetList> Facets, SearchSort Sort, QueryTerms? Terms, string? DidYouMean,
    ImmutableArray<QueryNotice> Notices, ImmutableArray<string> NotUnderstood)
{
    /// <summary>All that was found, for who draws it.</summary>
    public required DocumentSet Documents { get; init; }
}

/// <param name="Different">How many values there are in all.</param>
public sealed record FacetList(string Facet, int Different, ImmutableArray<FacetCount> Values);
