using System.Collections.Immutable;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Shared.Search;

/// <summary>Finds public records: words by the engine, facets and order from memory, the last ranking here, so that every engine answers alike.</summary>
public sealed class SearchRecords(ISearchIndex index, FacetOrdinals ordinals, FacetLabels labels, WordsNearby nearby, KindList kinds, OwnTexts own)
{
    /// <summary>So many of the engine's best are ranked again; what comes after them follows in the order of the archive.</summary>
    private const int Ranked = 200;

    /// <summary>Lists up to this long are ordered by title in the reader's own language.</summary>
    private const int SortedForReader = 2_000;

    /// <summary>From a continent to a street corner; whoever lays two places within each other comes to an end too.</summary>
    private const int DeepestPlace = 10;
    private const int MostPlaces = 5_000;

    /// <summary>Facets that can be typed (<c>place:queens</c>) or given in an address, in the order in which they are shown.</summary>
    public static ImmutableArray<string> Facets { get; } =
    [
        "kind", "community", "strategy", "axis", "topic", "place", "time", "language", "campaign", "history", "type", "form", "tempo", "audience", "behindTheScenes",
    ];

    private readonly TokenFrequencies frequencies = new(index, ordinals);
    private volatile KnownNames? names;

    /// <summary>Those, and the facets of the archive's own fields.</summary>
    public static ImmutableArray<string> FacetsOf(KindSet kinds) => kinds.OwnFacets.IsEmpty ? Facets : [.. Facets, .. kinds.OwnFacets];

    public async Task<SearchResult> Find(SearchRequest request, Texts texts, CancellationToken cancel)
    {
        SearchResult result = await FindAsTyped(request, texts, cancel).ConfigureAwait(false);
        // Only what finds something is offered.
        if (result.DidYouMean is { } meant && (await FindAsTyped(request with { Query = meant }, texts, cancel).ConfigureAwait(false)).Total == 0) return result with { DidYouMean = null };
        return result;
    }

    /// <summary>All that is public and narrowed so; what was typed into the search box is not looked at.</summary>
    /// <returns>What was asked for by a name that nothing has is left out, and said.</returns>
    public async Task<(Selection Selection, ImmutableArray<string> NotUnderstood)> Narrow(SearchRequest request, Texts texts, CancellationToken cancel)
    {
        await ordinals.Loaded.WaitAsync(cancel).ConfigureAwait(false);
        List<FacetFilter> filters = [];
        List<string> notUnderstood = [];
        await Filters(request, filters, notUnderstood, texts, cancel).ConfigureAwait(false);
        return (ordinals.Select(filters, Span(request.When)), [.. notUnderstood]);
    }

    private async Task<SearchResult> FindAsTyped(SearchRequest request, Texts texts, CancellationToken cancel)
    {
        await ordinals.Loaded.WaitAsync(cancel).ConfigureAwait(false);
        Query query = Parser().Parse(request.Query);
        List<FacetFilter> filters = [];
        List<string> notUnderstood = [];
        foreach (QueryNode.Filter typed in query.Filters) await Resolve(typed.Field, typed.Values, typed.IsExcluded, filters, notUnderstood, texts, cancel).ConfigureAwait(false);
        await Filters(request, filters, notUnderstood, texts, cancel).ConfigureAwait(false);
        DaySpan? when = Span(request.When);

        QueryTerms? terms = query.Nodes.Any(node => node is not QueryNode.Filter) ? QueryTerms.Of(query, ordinals.Languages()) : null;
        SearchResult found = terms?.Expression is { } expression
            ? await ByWords(request, expression, terms, filters, when, texts, cancel).ConfigureAwait(false)
            : await ByFacets(request, filters, when, texts, cancel).ConfigureAwait(false);
        string? meant = found.Total == 0 && terms is not null ? nearby.DidYouMean(request.Query, terms) : null;
        return found with { DidYouMean = meant, Notices = [.. query.Notices.Distinct()], NotUnderstood = [.. notUnderstood] };
    }

    private async Task Filters(SearchRequest request, List<FacetFilter> filters, List<string> notUnderstood, Texts texts, CancellationToken cancel)
    {
        foreach (FacetFilter filter in request.Facets) filters.Add(await labels.Known(filter, cancel).ConfigureAwait(false));
        if (request.Where is { Length: > 0 } where) await Resolve("place", [where], false, filters, notUnderstood, texts, cancel).ConfigureAwait(false);
    }

    private static DaySpan? Span(EdtfDate? when) => when is null ? null : new DaySpan(Clamp(when.Earliest), Clamp(when.Latest));

    private async Task<SearchResult> ByWords(
        SearchRequest request, SearchExpression expression, QueryTerms terms, List<FacetFilter> filters, DaySpan? when, Texts texts, CancellationToken cancel)
    {
        SearchSort sort = request.Sort ?? SearchSort.Relevance;
        bool isAll = filters.Count == 0 && when is null;
        DocumentSet? passing = isAll ? null : ordinals.Select(filters, when).Documents;
        Matches matches = await index.Match(
            expression, passing is null ? null : document => passing[document], ordinals.TitleLengths(), sort == SearchSort.Relevance ? Ranked : 0, cancel).ConfigureAwait(false);
        Selection selection = ordinals.Select(filters, when, matches.Documents);
        ImmutableArray<RecordId> ids = sort == SearchSort.Relevance
            ? ordinals.Ids(PageOf(Best(matches, terms), matches.Documents, selection, request))
            : await Sorted(selection, sort, request, texts, cancel).ConfigureAwait(false);
        return await Result(selection, ids, sort, terms, texts, cancel).ConfigureAwait(false);
    }

    private async Task<SearchResult> ByFacets(SearchRequest request, List<FacetFilter> filters, DaySpan? when, Texts texts, CancellationToken cancel)
    {
        SearchSort sort = request.Sort ?? (IsListedByName(request.Kind) ? SearchSort.Title : SearchSort.Relevance);
        Selection selection = ordinals.Select(filters, when);
        ImmutableArray<RecordId> ids = await Sorted(selection, sort, request, texts, cancel).ConfigureAwait(false);
        return await Result(selection, ids, sort, null, texts, cancel).ConfigureAwait(false);
    }

    private async ValueTask<ImmutableArray<RecordId>> Sorted(Selection selection, SearchSort sort, SearchRequest request, Texts texts, CancellationToken cancel)
    {
        int skip = (request.Page - 1) * request.Size;
        if (sort != SearchSort.Title || selection.Count > SortedForReader || !IsListedByName(request.Kind))
        {
            DocumentOrder order = sort switch { SearchSort.Date => DocumentOrder.Date, SearchSort.Title => DocumentOrder.Title, _ => DocumentOrder.Newest };
            return ordinals.Page(selection, order, skip, request.Size);
        }

        IReadOnlyDictionary<RecordId, RecordLine> lines =
            await labels.Lines(ordinals.Page(selection, DocumentOrder.Title, 0, selection.Count), cancel).ConfigureAwait(false);
        return [.. lines.Values.OrderBy(line => FacetLabels.Title(line, texts), texts.Alphabetical).Skip(skip).Take(request.Size).Select(line => line.Id)];
    }

    private async Task<SearchResult> Result(
        Selection selection, ImmutableArray<RecordId> ids, SearchSort sort, QueryTerms? terms, Texts texts, CancellationToken cancel)
    {
        if (!selection.Named.TryGetValue(texts.Language + texts.Mark, out ImmutableArray<FacetList> facets))
            selection.Named[texts.Language + texts.Mark] = facets = await Named(selection, texts, cancel).ConfigureAwait(false);
        return new SearchResult(selection.Count, ids, facets, sort, terms, null, [], []) { Documents = selection.Documents };
    }

    private async Task<ImmutableArray<FacetList>> Named(Selection selection, Texts texts, CancellationToken cancel)
    {
        ImmutableArray<FacetList>.Builder facets = ImmutableArray.CreateBuilder<FacetList>();
        foreach (string facet in FacetsOf(kinds.Now))
        {
            if (selection[facet] is not { } values) continue;
            ImmutableArray<FacetCount> named = await labels.Named(values, texts, cancel).ConfigureAwait(false);
            if (!named.IsEmpty) facets.Add(new FacetList(facet, values.Different - values.Values.Length + named.Length, named));
        }

        return facets.DrainToImmutable();
    }

    private List<int> Best(Matches matches, QueryTerms terms)
    {
        CorpusSize size = index.Size;
        Ranking ranking = new(terms, new RankingCorpus(size.Documents, size.TitleTokens, size.BodyTokens, frequencies.Of([.. terms.Terms.Select(term => term.Exact)])));
        RankingCandidate[] candidates = [.. matches.Best.Select(one => new RankingCandidate(one.Title, one.Body, one.TitleStems, one.BodyStems))];
        return [.. ranking.Order(candidates).Select(place => matches.Best[place].Document)];
    }

    private static List<int> PageOf(List<int> best, int[] all, Selection selection, SearchRequest request)
    {
        int skip = (request.Page - 1) * request.Size;
        List<int> page = [.. best.Where(document => selection.Documents[document]).Skip(skip).Take(request.Size)];
        if (page.Count == request.Size || selection.Count <= best.Count) return page;
        HashSet<int> ranked = [.. best];
        skip = Math.Max(0, skip - best.Count);
        foreach (int document in all)
        {
            if (page.Count == request.Size) break;
            if (!selection.Documents[document] || ranked.Contains(document)) continue;
            if (skip-- > 0) continue;
            page.Add(document);
        }

        return page;
    }

    private async ValueTask Resolve(
        string facet, IReadOnlyList<string> typed, bool isExcluded, List<FacetFilter> filters, List<string> notUnderstood, Texts texts, CancellationToken cancel)
    {
        bool isPlace = facet == "place";
        long version = labels.Version;
        // A place that nothing is told of by itself may have others within it.
        ImmutableArray<string> known = isPlace ? [.. ordinals.ValuesOf(facet).Union(ordinals.ValuesOf(Place.Within))] : ordinals.ValuesOf(facet);
        List<string> meant = [];
        foreach (string one in typed)
        {
            ImmutableArray<string> found = await labels.Find(facet, one, known, version, texts, cancel).ConfigureAwait(false);
            if (found.IsEmpty) notUnderstood.Add(one);
            meant.AddRange(found);
        }

        filters.Add(new FacetFilter(facet, isPlace ? WithPlacesInside(meant) : [.. meant], isExcluded));
    }

    /// <summary>The places and those within them: what is told of Jackson Heights is told of Queens.</summary>
    private ImmutableArray<string> WithPlacesInside(List<string> places)
    {
        HashSet<string> all = [.. places];
        ImmutableArray<string> widest = [.. all];
        for (int depth = 0; depth < DeepestPlace && !widest.IsEmpty && all.Count < MostPlaces; depth++)
        {
            Selection inside = ordinals.Select([new FacetFilter(Place.Within, widest)], null);
            widest = [.. ordinals.Page(inside, DocumentOrder.Newest, 0, MostPlaces).Select(id => id.ToString()).Where(all.Add)];
        }

        return [.. all.Order(StringComparer.Ordinal)];
    }

    /// <summary>Lists of names are in the order of names; of what happened or was told, the newest comes first.</summary>
    private static bool IsListedByName(string? kind) => kind is "community" or "organisation" or "person" or "place" or "campaign";

    private static int Clamp(long day) => (int)Math.Clamp(day, int.MinValue + 1, int.MaxValue);

    /// <summary>Reads queries by the names of the facets that there are now.</summary>
    private QueryParser Parser()
    {
        KindSet now = kinds.Now;
        KnownNames known = names is { } kept && kept.Kinds == now ? kept : names = new KnownNames(now, new QueryParser(FieldNames(now)));
        return known.Parser;
    }

    private Dictionary<string, string> FieldNames(KindSet now)
    {
        Dictionary<string, string> names = new() { [QueryParser.TitleField] = QueryParser.TitleField, ["year"] = "time", ["where"] = "place" };
        Texts[] all = [.. Texts.Languages.Select(language => own.Over(Texts.For(language)))];
        foreach (string facet in FacetsOf(now))
        {
            names.TryAdd(facet, facet);
            foreach (Texts texts in all) names.TryAdd(texts[$"field.facet.{facet}.label"], facet);
        }

        foreach (Texts texts in all) names.TryAdd(texts["field.title.label"], QueryParser.TitleField);
        return names;
    }

    private sealed record KnownNames(KindSet Kinds, QueryParser Parser);
}
