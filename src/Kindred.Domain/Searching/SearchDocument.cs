using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Searching;

/// <summary>What the public index holds of one record. Token strings are made by <c>Shared/Text</c>: words separated by one space, folded
/// (exact) or stemmed in the record's language.</summary>
public sealed record SearchDocument
{
    public required string Title { get; init; }

    public required string Body { get; init; }

    public required string TitleStems { get; init; }

    public required string BodyStems { get; init; }

    /// <summary>Facet name and value, for counting and narrowing; a hierarchical term brings its ancestors.</summary>
    public ImmutableArray<FacetTerm> Terms { get; init; } = [];

    /// <summary>What a title is sorted by.</summary>
    public required string SortTitle { get; init; }

    /// <summary>Days of the proleptic Gregorian calendar since 0001-01-01; null: undated. Open ends are the smallest or largest number.</summary>
    public int? FirstDay { get; init; }

    public int? LastDay { get; init; }

    public DateOnly? Published { get; init; }
}

/// <summary>One value of one facet. Where the value is a record (a community, a campaign), it is its id.</summary>
public readonly record struct FacetTerm(string Facet, string Value);

/// <summary>A document of the index without its words.</summary>
/// <param name="Document">Small number that the engine gave it; not reused while the archive runs.</param>
public sealed record IndexedDocument(
    int Document, RecordId Id, string Kind, string SortTitle, int? FirstDay, int? LastDay, DateOnly? Published, ImmutableArray<FacetTerm> Terms);
