using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Kindred.Features.Shared.Search;

/// <summary>The address of a list: what it is narrowed to, how it is sorted, which page of it. Reads one and makes the next.</summary>
public sealed record ListAddress
{
    /// <summary>How far each list may be leafed through, for what reads it and for what describes it.</summary>
    public const int MostPages = 1_000_000;
    public const int MostPagesOfConnections = 10_000;
    public const int MostPagesAtDesk = 1_000;

    private const int MostFilters = 8;
    /// <summary>Characters of a value.</summary>
    public const int LongestValue = 200;

    public required string Path { get; init; }

    public string Query { get; init; } = "";

    public ImmutableArray<FacetFilter> Filters { get; init; } = [];

    public string When { get; init; } = "";

    public string Where { get; init; } = "";

    public SearchSort? Sort { get; init; }

    public int Page { get; init; } = 1;

    public int? Size { get; init; }

    /// <summary>The facet all of whose values are listed.</summary>
    public string? More { get; init; }

    /// <summary>How far it has been narrowed.</summary>
    public int Depth => Filters.Length + (When.Length > 0 ? 1 : 0) + (Where.Length > 0 ? 1 : 0);

    /// <summary>What could not be read and was left out, by its name in the address.</summary>
    public ImmutableArray<Finding> Unreadable { get; init; } = [];

    public static ListAddress Read(string path, IQueryCollection query, KindSet kinds)
    {
        List<Finding> unreadable = [];
        string when = Text(query["when"], "when", unreadable);
        if (when.Length > 0 && !EdtfDate.TryParse(when, out _, out EdtfProblem problem))
        {
            unreadable.Add(new Finding(problem.Code(), "when", when));
            when = "";
        }

        return new ListAddress
        {
            Path = path,
            Query = query["q"].ToString().Trim(),
            Filters = FiltersIn(query, SearchRecords.FacetsOf(kinds), unreadable),
            When = when,
            Where = Text(query["where"], "where", unreadable),
            Sort = SortOf(query["sort"], unreadable),
            Page = Number(query["page"], "page", MostPages, unreadable) ?? 1,
            Size = Number(query["size"], "size", SearchRequest.MostOnPage, unreadable),
            More = SearchRecords.FacetsOf(kinds).Contains(query["more"].ToString()) ? query["more"].ToString() : null,
            Unreadable = [.. unreadable],
        };
    }

    public SearchRequest Request(int size, string? kind = null) => new()
    {
        Query = Query,
        Facets = kind is null ? Filters : [new FacetFilter("kind", kind), .. Filters.Where(filter => filter.Facet != "kind")],
        When = EdtfDate.TryParse(When, out EdtfDate? when) ? when : null,
        Where = Where,
        Sort = Sort,
        Page = Page,
        Size = Size ?? size,
    };

    public bool Has(string facet, string value) => Filters.Any(filter => filter.Facet == facet && filter.Values.Contains(value));

    public ListAddress With(string facet, string value) => this with { Filters = Filters.Add(new FacetFilter(facet, value)), Page = 1, More = null };

    public ListAddress Without(FacetFilter filter) => this with { Filters = Filters.Remove(filter), Page = 1, More = null };

    public override string ToString()
    {
        StringBuilder text = new(Path, 128);
        char next = '?';
        Add("q", Query);
        foreach (FacetFilter filter in Filters) Add(filter.Facet, filter.Values[0]);
        Add("when", When);
        Add("where", Where);
        Add("sort", Sort is { } sort ? ValueName.Of(sort) : "");
        Add("size", Size?.ToString(CultureInfo.InvariantCulture) ?? "");
        Add("more", More ?? "");
        if (Page > 1) Add("page", Page.ToString(CultureInfo.InvariantCulture));
        return text.ToString();

        void Add(string name, string value)
        {
            if (value.Length == 0) return;
            text.Append(next).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            next = '&';
        }
    }

    private static ImmutableArray<FacetFilter> FiltersIn(IQueryCollection query, IEnumerable<string> facets, List<Finding> unreadable)
    {
        ImmutableArray<FacetFilter>.Builder filters = ImmutableArray.CreateBuilder<FacetFilter>();
        foreach (string facet in facets)
        {
            foreach (string value in query[facet].OfType<string>().Where(value => value.Length > 0))
            {
                if (value.Length > LongestValue) unreadable.Add(Finding.TooLong(facet, LongestValue));
                else if (filters.Count == MostFilters) unreadable.Add(new Finding("too-many", facet));
                else filters.Add(new FacetFilter(facet, value));
            }
        }

        return filters.DrainToImmutable();
    }

    private static SearchSort? SortOf(StringValues values, List<Finding> unreadable)
    {
        if (values.ToString() is not { Length: > 0 } typed) return null;
        SearchSort? sort = ValueName.Read<SearchSort>(typed);
        if (sort is null) unreadable.Add(new Finding("unknown-term", "sort", typed));
        return sort;
    }

    /// <summary>From 1 to the most there is; null where none is said.</summary>
    public static int? Number(StringValues values, string name, int most, List<Finding> unreadable)
    {
        if (values.ToString() is not { Length: > 0 } typed) return null;
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most) return number;
        unreadable.Add(new Finding("wrong-shape", name, typed));
        return null;
    }

    private static string Text(StringValues values, string name, List<Finding> unreadable)
    {
        if (values.ToString().Trim() is { Length: <= LongestValue } text) return text;
        unreadable.Add(Finding.TooLong(name, LongestValue));
        return "";
    }
}
