using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Searching;

/// <summary>A list that can be narrowed: everything (<c>/search</c>) or one kind (<c>/practices</c>).</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class ListPage(SearchRecords search, FacetLabels labels, IRecordStore records, KindList kinds, TimeProvider time, Texts texts) : PageModel
{
    private const int OnPage = 50;
    private const int Found = 20;

    /// <summary>Null: of every kind.</summary>
    public Kind? Kind { get; private set; }

    public ListAddress Address { get; private set; } = null!;

    public SearchResult Result { get; private set; } = null!;

    public ImmutableArray<ListRow> Rows { get; private set; } = [];

    /// <summary>What each telling among them stands beside, as far as it is public.</summary>
    public IReadOnlyDictionary<RecordId, RecordLine> Beside { get; private set; } = ImmutableDictionary<RecordId, RecordLine>.Empty;

    public int Pages { get; private set; }

    public int Size { get; private set; }

    public bool HasWords => Result.Terms is not null;

    public Narrowing Narrowing { get; private set; } = null!;

    public async Task OnGet()
    {
        CancellationToken cancel = HttpContext.RequestAborted;
        string list = Request.Path.Value!.Trim('/').ToLowerInvariant();
        Kind = kinds.ByPlural(list);
        Address = ListAddress.Read("/" + list, Request.Query, kinds.Now);
        if (Kind is not null) Address = Address with { Filters = Address.Filters.RemoveAll(filter => filter.Facet == "kind") };
        SearchRequest request = Address.Request(Kind is null || Address.Query.Length > 0 ? Found : OnPage, Kind?.Name);
        Size = request.Size;
        Result = await search.Find(request, texts, cancel);
        Narrowing = new Narrowing { Here = Address, Result = Result, Labels = labels, Kinds = kinds.Now, LeftOut = Kind is null ? null : "kind" };
        Pages = (Result.Total + Size - 1) / Size;
        Viewer.Public viewer = new(time.Today());
        if (Result.Terms is { } terms)
        {
            MarkedText marked = new(terms, kinds);
            Rows = [.. (await records.Records(Result.Ids, viewer, cancel)).Select(record => marked.Row(record.Value, texts))];
        }
        else
        {
            Rows = [.. (await records.Lines(Result.Ids, viewer, cancel)).Select(line => ListRow.Of(line, texts))];
        }

        if (Rows.Any(row => row.Kind == Telling.Kind.Name)) Beside = await ReadBeside(viewer, cancel);
    }

    private async Task<IReadOnlyDictionary<RecordId, RecordLine>> ReadBeside(Viewer viewer, CancellationToken cancel)
    {
        RecordId[] tellings = [.. Rows.Where(row => row.Kind == Telling.Kind.Name).Select(row => row.Id)];
        return (await records.ReadAll(tellings, viewer, 1, cancel))
            .Select(found => (found.Record.Value.Id, Line: found.Groups.FirstOrDefault(group => group is { IsOutgoing: true } && group.Type == ConnectionType.About)?.First[0].Other))
            .Where(one => one.Line is not null).ToDictionary(one => one.Id, one => one.Line!);
    }

    /// <summary>The first page, those around this one, and the last; 0 stands for what is left out.</summary>
    public IEnumerable<int> PageNumbers()
    {
        int from = Math.Max(2, Address.Page - 2), to = Math.Min(Pages - 1, Address.Page + 2);
        yield return 1;
        if (from > 2) yield return 0;
        for (int page = from; page <= to; page++) yield return page;
        if (to < Pages - 1) yield return 0;
        if (Pages > 1) yield return Pages;
    }
}
