namespace Kindred.Features.Shared.Text;

/// <summary>What somebody typed into the search box, understood. Parts without <see cref="QueryNode.Either"/> are all asked for.</summary>
public sealed record Query(string Typed, IReadOnlyList<QueryNode> Nodes, IReadOnlyList<QueryNotice> Notices)
{
    /// <summary>Fields that are no text but facets; the caller finds out which term is meant.</summary>
    public IEnumerable<QueryNode.Filter> Filters => Nodes.OfType<QueryNode.Filter>();

    public bool IsEmpty => Nodes.Count == 0;
}

/// <summary>What the searcher is told about a query that was not taken as it stood.</summary>
public enum QueryNotice
{
    /// <summary>Only the first <see cref="QueryParser.LongestQuery"/> characters were read.</summary>
    TooLong,

    /// <summary>Only the first <see cref="QueryParser.MostTerms"/> terms were read.</summary>
    TooManyTerms,

    /// <summary>Only the first <see cref="QueryParser.MostFilters"/> facets were read.</summary>
    TooManyFilters,

    /// <summary>A facet can be an alternative to the same facet only; it was searched for as words.</summary>
    FilterAmongWords,

    /// <summary>No word or number was typed, and nothing is looked for.</summary>
    NoWords,
}

public abstract record QueryNode
{
    private QueryNode()
    {
    }

    public sealed record Word(string Text, bool InTitle) : QueryNode;

    public sealed record Phrase(string Text, bool InTitle) : QueryNode;

    public sealed record Prefix(string Text, bool InTitle) : QueryNode;

    /// <summary>A facet by its name, and the values of which any will do.</summary>
    public sealed record Filter(string Field, IReadOnlyList<string> Values, bool IsExcluded) : QueryNode;

    /// <summary>A word, phrase or prefix that must not be there.</summary>
    public sealed record Without(QueryNode Node) : QueryNode;

    /// <summary>Words, phrases and prefixes of which any will do.</summary>
    public sealed record Either(IReadOnlyList<QueryNode> Nodes) : QueryNode;
}
