using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Browsing;

/// <summary>All connections of a record, page by page.</summary>
public sealed class ConnectionsPage(IRecordStore records, CurrentViewer viewers, KindList kinds, Texts texts, PageFrame frame) : PageModel
{
    private const int Size = 50;

    public RecordLine Record { get; private set; } = null!;

    public ConnectionPage Shown { get; private set; } = null!;

    public ConnectionFilter Filter { get; private set; } = null!;

    public FieldHtml Html { get; private set; } = null!;

    public Pager Pages => Pager.Of(Filter.Page, (Shown.Total + Size - 1) / Size, Address);

    // Razor Pages keeps the route value "page" for itself: only the query is meant.
    public async Task<IActionResult> OnGet(
        string id, string? type, string? direction, string? kind, [FromQuery(Name = "page")] int? number, CancellationToken cancel)
    {
        Viewer viewer = await viewers.Of(HttpContext);
        if (!RecordId.TryParse(id, out RecordId recordId)) return Problems.Result(Problem.NotFound);
        if (await records.Lines([recordId], viewer, cancel) is not [var line]) return await NoRecord.At(recordId, records, viewer, cancel);
        if (kinds.Find(line.Kind) is not { } of || (type is not null && ConnectionType.Find(type) is null)) return Problems.Result(Problem.NotFound);
        Filter = ConnectionQuery.Of(type, direction, kind, number, Size);
        Shown = await records.Connections(recordId, Filter, viewer, cancel);
        if (Shown.Lines.IsEmpty && Filter.Page > 1) return Problems.Result(Problem.NotFound);
        Record = line;
        Html = new FieldHtml(texts, frame, new RecordSheet
        {
            Record = new Record
            {
                Id = line.Id, Kind = line.Kind, State = line.State, Revision = 1, LatestRevision = 1, Content = new RecordContent { Language = line.Language },
            },
            Kind = of,
            Links = System.Collections.Immutable.ImmutableDictionary<string, LinkLines>.Empty,
        });
        if (viewer is not Viewer.Public) Response.Headers.CacheControl = "no-store";
        return Page();
    }

    private string Address(int page) => $"/r/{Record.Id}/connections?page={page}"
        + (Filter.Type is { } type ? "&type=" + type.Name : "")
        + (Filter.IsOutgoing is { } isOutgoing ? isOutgoing ? "&direction=out" : "&direction=in" : "")
        + (Filter.OtherKind is { } kind ? "&kind=" + Uri.EscapeDataString(kind) : "");
}

/// <summary>Reads which connections are asked for, for the page and the API alike.</summary>
public static class ConnectionQuery
{
    public static ConnectionFilter Of(string? type, string? direction, string? kind, int? page, int size) => new(
        type is null ? null : ConnectionType.Find(type),
        direction switch { "out" => true, "in" => false, _ => null },
        kind,
        Math.Clamp(page ?? 1, 1, ListAddress.MostPagesOfConnections),
        size);
}
