using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Picturing.Kin;

/// <summary>Pairs far apart that share something: "Do these know of each other?" Of all, or of one record (<c>?of=</c>).</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class KinPage(FindKin find, KinWords words, IRecordStore records, KindList kinds, CurrentViewer viewer, TimeProvider time, Texts texts, PageFrame frame) : PageModel
{
    private const int OnPage = 20;
    private const int MostPages = 1_000;

    public ImmutableArray<KinOffered> Pairs { get; private set; } = [];

    public int Total { get; private set; }

    public int At { get; private set; } = 1;

    /// <summary>Of which kin are looked for; null: of all.</summary>
    public RecordLine? Of { get; private set; }

    public PictureShown? Picture { get; private set; }

    /// <summary>Of the pairs here, those of which this member may say that they are not kin.</summary>
    public ImmutableHashSet<(RecordId, RecordId)> Answered { get; private set; } = [];

    public bool IsMember { get; private set; }

    /// <summary>She said just now that two are not kin.</summary>
    public bool IsSaid { get; private set; }

    public Pager Pages => Pager.Of(At, (Total + OnPage - 1) / OnPage, page => $"/kin?page={page}");

    public ImmutableArray<string> Shared(KinOffered pair) => words.Of(pair, texts);

    public async Task<IActionResult> OnGet(string? of, int? page, string? said)
    {
        CancellationToken cancel = HttpContext.RequestAborted;
        At = Math.Clamp(page ?? 1, 1, MostPages);
        if (string.IsNullOrEmpty(of))
        {
            (Pairs, Total) = await find.All((At - 1) * OnPage, OnPage, cancel);
            // Beyond the last there is the last.
            if (Pairs.IsEmpty && Total > 0) (Pairs, Total) = await find.All(((At = (Total + OnPage - 1) / OnPage) - 1) * OnPage, OnPage, cancel);
        }
        else
        {
            if (!RecordId.TryParse(of, out RecordId id) || await find.Of(id, texts, cancel) is not { } pairs || await Lines([id], cancel) is not [var line]) return Problems.Result(Problem.NotFound);
            (Of, Pairs, Total) = (line, pairs, pairs.Length);
        }

        if ((await viewer.Of(HttpContext)).AsMember is { } member)
        {
            // Nobody else said it, whatever the address says.
            IsSaid = said is not null;
            await ReadAnswers(member, cancel);
        }

        if (Pairs.IsEmpty) return Page();
        frame.HasPicture = true;
        Picture = new PictureShown(KinPicture.Draw(Pairs, words, texts, kinds.Now, frame.To), ViewFiles.Downloads("/kin", Of is null ? "" : $"?of={Of.Id}"));
        return Page();
    }

    private async Task ReadAnswers(Viewer.Member member, CancellationToken cancel)
    {
        IsMember = true;
        RecordId[] ids = [.. Pairs.SelectMany(pair => new[] { pair.One.Id, pair.Other.Id }).Distinct()];
        HashSet<RecordId> own = [.. (await records.Records(ids, member, cancel)).Select(record => record.Value).Where(record => SayNotKin.Answers(member, record)).Select(record => record.Id)];
        Answered = [.. Pairs.Select(pair => (pair.One.Id, pair.Other.Id)).Where(pair => own.Contains(pair.Item1) || own.Contains(pair.Item2))];
    }

    private Task<IReadOnlyList<RecordLine>> Lines(RecordId[] ids, CancellationToken cancel) => records.Lines(ids, new Viewer.Public(time.Today()), cancel);
}
