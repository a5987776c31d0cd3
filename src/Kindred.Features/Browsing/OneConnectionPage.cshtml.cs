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
    private const int MostNotes = 50;

    public ConnectionReading Reading { get; private set; } = null!;

    public FieldHtml Html { get; private set; } = null!;

    /// <summary>Each revision that the reader may see, newest first, with what changed in it; where there is but one, it is the page itself.</summary>
    public ImmutableArray<(ConnectionRevision Revision, ReadableRecord? Words)> History { get; private set; } = [];

    /// <summary>The first notes on it.</summary>
    public NotesBeside Notes { get; private set; } = NotesBeside.None;

    /// <summary>Those of them that dispute it.</summary>
    public ImmutableArray<NoteBeside> Disputes => [.. Notes.First.Where(one => one.Note.Value.Content.Text("type") == "dispute")];

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        Viewer viewer = await viewers.Of(HttpContext);
        if (!RecordId.TryParse(id, out RecordId connection)) return Problems.Result(Problem.NotFound);
        if (await records.Connection(connection, viewer, cancel) is not { } reading) return Problems.Result(Problem.NotFound);
        Reading = reading;
        ImmutableArray<RecordId> cited = [.. ReadableRecord.Cited(reading.Revisions.SelectMany(one => one.Words.Sources)).Distinct()];
        ImmutableDictionary<RecordId, RecordLine> lines = (await records.Lines(cited, viewer, cancel)).ToImmutableDictionary(line => line.Id);
        // What came with a record has no day and no hand of its own.
        History = [.. reading.Revisions.Where(one => one.Who.Length > 0).Select(one => (one, Read(one, reading, lines))).Reverse()];
        Notes = await records.Notes(connection, MostNotes, viewer, cancel);
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
            Cited = lines,
        });
        if (viewer is not Viewer.Public) Response.Headers.CacheControl = "no-store";
        return Page();
    }

    private ReadableRecord? Read(ConnectionRevision revision, ConnectionReading reading, ImmutableDictionary<RecordId, RecordLine> lines)
    {
        if (reading.Revisions is [_]) return null;
        ConnectionWords? before = reading.Revisions.LastOrDefault(one => one.Number < revision.Number)?.Words;
        return ReadableWords.Of(reading.Connection.Value.Type, Cited(revision.Words), before is null ? null : Cited(before), texts).AsPast();

        ConnectionWords Cited(ConnectionWords words) => words with { Sources = ReadableRecord.WithCited(words.Sources, lines) };
    }
}
