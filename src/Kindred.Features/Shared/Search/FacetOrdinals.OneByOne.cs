using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Search;

public sealed partial class FacetOrdinals
{
    /// <summary>What pictures place documents by, one by one, as all of it was at one moment; those that went since they were chosen are left out.</summary>
    /// <param name="facet">Whose values are told too; null: none are.</param>
    public ImmutableArray<ToldDocument> OneByOne(DocumentSet documents, string? facet) => Read(columns => columns.OneByOne(documents, facet));
}

/// <param name="Document">Its number, for sets of them.</param>
/// <param name="First">Day number; the smallest number of all but one where it began nobody knows when. Null: undated.</param>
/// <param name="Last">Null exactly where <paramref name="First"/> is.</param>
public readonly record struct ToldDocument(int Document, RecordId Id, string Kind, int? First, int? Last, ImmutableArray<string> Values);
