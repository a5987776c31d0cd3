using Kindred.Domain.Kinds;

namespace Kindred.Features.Shared.Search;

/// <summary>What a list or a picture of records is narrowed to, and by what it can be narrowed further: what <c>_Narrowed</c> and <c>_Narrow</c> show.</summary>
public sealed record Narrowing
{
    private const int ValuesShown = 12;

    public required ListAddress Here { get; init; }

    public required SearchResult Result { get; init; }

    public required FacetLabels Labels { get; init; }

    public required KindSet Kinds { get; init; }

    /// <summary>The address of what is narrowed so, without a language.</summary>
    public Func<ListAddress, string> Address { get; init; } = address => address.ToString();

    /// <summary>A facet that is not offered; null: none.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Three deep no facet is a link any more, so that nobody walks for ever.</summary>
    public bool MayNarrow => Here.Depth < 3;

    public IEnumerable<FacetList> Facets => Result.Facets.Where(facet => facet.Facet != LeftOut);

    /// <summary>As many values of a facet as the page shows; the rest by <em>more</em>. What lies under a term is shown once that term was chosen.</summary>
    public (List<FacetCount> Shown, bool HasMore) Shown(FacetList facet)
    {
        if (Here.More == facet.Facet) return ([.. facet.Values], false);
        bool isHierarchical = facet.Facet is "strategy" or "time" || Kinds.OwnFacet(facet.Facet)?.Vocabulary is not null;
        FacetCount[] first = [.. facet.Values.Where(one => !isHierarchical || !one.Value.Contains('/') || IsOpen(facet.Facet, one.Value)).Take(ValuesShown)];
        List<FacetCount> shown = [];
        foreach (FacetCount one in first.Where(one => !one.Value.Contains('/') || !first.Any(parent => one.Value.StartsWith(parent.Value + "/", StringComparison.Ordinal))))
        {
            shown.Add(one);
            shown.AddRange(first.Where(below => below.Value.StartsWith(one.Value + "/", StringComparison.Ordinal)));
        }

        return (shown, shown.Count < facet.Different && facet.Different > ValuesShown);
    }

    public string LabelOf(FacetFilter filter, Texts texts) =>
        Result.Facets.FirstOrDefault(facet => facet.Facet == filter.Facet)?.Values.FirstOrDefault(one => one.Value == filter.Values[0])?.Label
        ?? (Labels.IsOfRecords(filter.Facet) ? texts[$"field.facet.{filter.Facet}.label"] : Labels.Of(filter.Facet, filter.Values[0], texts));

    private bool IsOpen(string facet, string value) => Here.Has(facet, value) || Here.Has(facet, value[..value.IndexOf('/')]);
}
