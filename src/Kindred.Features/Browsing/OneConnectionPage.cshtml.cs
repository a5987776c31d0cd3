using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Browsing;

/// <summary>A connection at its own address: what it claims, in which words, on which sources, and how that came to be.</summary>
public sealed class OneConnectionPage(IRecordStore records, CurrentViewer viewers, KindList kinds, Texts texts, PageFrame frame) : PageModel
{
    public ConnectionReading Reading { get; private set; } = null!;

    public FieldHtml Html { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        Viewer viewer = await viewers.Of(HttpContext);
        if (!RecordId.TryParse(id, out RecordId connection)) return Problems.Result(Problem.NotFound);
        if (await records.Connection(connection, viewer, cancel) is not { } reading) return Problems.Result(Problem.NotFound);
        Reading = reading;
        ImmutableArray<RecordId> cited =
            [.. reading.Connection.Value.Words.Sources.Select(one => RecordId.TryParse(one["resource"], out RecordId source) ? source : (RecordId?)null).OfType<RecordId>()];
        IReadOnlyList<RecordLine> lines = cited.IsEmpty ? [] : await records.Lines(cited, viewer, cancel);
        RecordLine from = reading.From;
        Html = new FieldHtml(texts, frame, new RecordSheet
        {
            Record = new Record
            {
                Id = from.Id, Kind = from.Kind, State = from.State, Revision = 1, LatestRevision = 1,
                Content = new RecordContent { Language = reading.Connection.Value.Words.Language ?? from.Language },
            },
            Kind = kinds[from.Kind],
            Links = ImmutableDictionary<string, LinkLines>.Empty,
            Cited = lines.ToImmutableDictionary(line => line.Id),
        });
        if (viewer is not Viewer.Public) Response.Headers.CacheControl = "no-store";
        return Page();
    }
}
