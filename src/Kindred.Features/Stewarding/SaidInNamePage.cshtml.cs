using System.Globalization;
using System.Text;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Stewarding;

/// <summary>All that was ever said in a community's name: what names it, in any state that its stewards may know, and every answer. To read, narrow and take away.</summary>
[MembersPage]
public sealed class SaidInNamePage(IRecordStore records, IDepositStore deposits, KindList kinds, CurrentViewer viewer) : PageModel
{
    public const int Size = 50;

    private const int InBatch = 2000;

    public Viewer.Member Me { get; private set; } = null!;

    public RecordLine Community { get; private set; } = null!;

    public SaidFilter Filter { get; private set; } = new(null, null, null);

    public SaidPage Said { get; private set; } = new(0, []);

    /// <summary>Of the answers shown, by their numbers: whether their stewards' own keys signed them.</summary>
    public IReadOnlyDictionary<long, SignedAnswer> Signatures { get; private set; } = new Dictionary<long, SignedAnswer>();

    public Pager Pager { get; private set; } = null!;

    /// <summary>What it may be narrowed to.</summary>
    public IEnumerable<string> Kinds => kinds.All.Select(kind => kind.Name).Append("connection");

    public string Query => string.Concat(
        Filter.State is { } state ? $"&state={ValueName.Of(state)}" : "", Filter.Answer is { } answer ? $"&answer={ValueName.Of(answer)}" : "", Filter.Kind is { } kind ? $"&kind={kind}" : "");

    public async Task<IActionResult> OnGet(string id, string? state, string? answer, string? kind, int number, CancellationToken cancel)
    {
        if (!await Load(id, state, answer, kind, cancel)) return Problems.Result(Problem.NotFound);
        Said = await deposits.Said(Community.Id, Filter, Me, (Math.Max(1, number) - 1) * Size, Size, cancel);
        int pages = Math.Max(1, (Said.Total + Size - 1) / Size);
        if (number > pages) Said = await deposits.Said(Community.Id, Filter, Me, (pages - 1) * Size, Size, cancel);
        Signatures = await SignaturesOf(Said, cancel);
        Pager = Pager.Of(Math.Clamp(number, 1, pages), pages, page => $"/desk/communities/{Community.Id}/said?number={page}{Query}");
        return Page();
    }

    public Task<IActionResult> OnGetCsv(string id, string? state, string? answer, string? kind, CancellationToken cancel) =>
        Write(id, state, answer, kind, "text/csv; charset=utf-8", "csv", SaidInName.CsvHead, (line, signatures) => Task.FromResult(SaidInName.Csv(line, signatures)), cancel);

    public Task<IActionResult> OnGetLines(string id, string? state, string? answer, string? kind, CancellationToken cancel) =>
        Write(id, state, answer, kind, "application/x-ndjson; charset=utf-8", "jsonl", "", async (line, signatures) => SaidInName.Json(line, signatures, await WordsOf(line, signatures, cancel)), cancel);

    private async Task<IActionResult> Write(
        string id, string? state, string? answer, string? kind, string type, string extension, string head, Func<SaidLine, IReadOnlyDictionary<long, SignedAnswer>, Task<string>> text, CancellationToken cancel)
    {
        if (!await Load(id, state, answer, kind, cancel)) return Problems.Result(Problem.NotFound);
        Response.ContentType = type;
        Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"said.{extension}\"");
        if (head.Length > 0) await Response.WriteAsync(head, Encoding.UTF8, cancel);
        for (int skip = 0; ; skip += InBatch)
        {
            SaidPage batch = await deposits.Said(Community.Id, Filter, Me, skip, InBatch, cancel);
            IReadOnlyDictionary<long, SignedAnswer> signatures = await SignaturesOf(batch, cancel);
            foreach (SaidLine line in batch.Lines) await Response.WriteAsync(await text(line, signatures), Encoding.UTF8, cancel);
            if (skip + InBatch >= batch.Total) return new EmptyResult();
        }
    }

    private Task<IReadOnlyDictionary<long, SignedAnswer>> SignaturesOf(SaidPage page, CancellationToken cancel) =>
        deposits.Signatures([.. page.Lines.SelectMany(line => line.Answers).Select(one => one.Number)], Me, cancel);

    /// <summary>What the signed revisions say, as far as the reader may read them: with it what was signed can be made anew elsewhere.</summary>
    private async Task<IReadOnlyDictionary<int, byte[]>> WordsOf(SaidLine line, IReadOnlyDictionary<long, SignedAnswer> signatures, CancellationToken cancel)
    {
        Dictionary<int, byte[]> words = [];
        foreach (int number in line.Answers.Where(one => one.Revision > 0 && signatures.TryGetValue(one.Number, out SignedAnswer? of) && of.Signature is not null).Select(one => one.Revision).Distinct())
        {
            if (await records.WordsSaid(line.Subject, number, Me, cancel) is { } said) words[number] = said;
        }

        return words;
    }

    private async Task<bool> Load(string id, string? state, string? answer, string? kind, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId community) || !Me.Communities.Contains(community)) return false;
        if (await records.Lines([community], Me, cancel) is not [var line]) return false;
        Community = line;
        Filter = new SaidFilter(ValueName.Read<RecordState>(state), ValueName.Read<ConsentAnswer>(answer), Kinds.Contains(kind) ? kind : null);
        return true;
    }
}
