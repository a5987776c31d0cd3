using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Picturing.Roots;

/// <summary>What a record grows from, back through time: a picture, what is missing in it, and the same to read as a table.</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class RootsPage(FindRoots roots, ReadClaims claims, KindList kinds, Texts texts, PageFrame frame) : PageModel
{
    public const int Rows = 50;

    /// <summary>Invitations of one sort that are shown with their names.</summary>
    public const int MostInvitations = 4;

    public RootsFound Found { get; private set; } = null!;

    /// <summary>Null: there is nothing to draw.</summary>
    public PictureShown? Shown { get; private set; }

    /// <summary>What is missing, by what it is.</summary>
    public ImmutableArray<IGrouping<MissingRoot, RootGap>> Gaps { get; private set; } = [];

    /// <summary>Of this page of the table.</summary>
    public ImmutableArray<RootRow> Table { get; private set; } = [];

    public ClaimHtml Html { get; private set; } = null!;

    public Pager Pages { get; private set; } = null!;

    // Razor Pages keeps the route value "page" for itself: only the query is meant.
    public async Task<IActionResult> OnGet(string id, string? open, [FromQuery(Name = "page")] int? number, CancellationToken cancel)
    {
        if (!RecordId.TryParse(id, out RecordId record) || await roots.Of(record, cancel) is not { } found) return Problems.Result(Problem.NotFound);
        Found = found;
        RootRow[] all = [.. RootRow.Of(found)];
        int page = Math.Clamp(number ?? 1, 1, Math.Max(1, (all.Length + Rows - 1) / Rows));
        Table = [.. all.Skip((page - 1) * Rows).Take(Rows)];
        ClaimsRead read = await claims.Between([.. Table.SelectMany(row => row.Steps).Select(step => (IdOf(step.From), IdOf(step.To))).Distinct()], cancel);
        Claims = read;
        Html = new ClaimHtml(texts, frame, read.Cited);
        Gaps = [.. RootGap.Of(found).GroupBy(gap => gap.Missing)];
        string address = $"/roots/{found.Subject.Line.Id}";
        string opened = open is { Length: > 0 and <= 12 } ? $"&open={Uri.EscapeDataString(open)}" : "";
        Pages = Pager.Of(page, (all.Length + Rows - 1) / Rows, next => $"{address}?page={next}{opened}#table");
        if (all.Length > 1) Shown = new PictureShown(RootsPicture.InPage(found, open, texts, kinds, frame.To, cancel), ViewFiles.Downloads(address)) { Room = PictureShown.Text };
        return Page();
    }

    public ClaimsRead Claims { get; private set; } = ClaimsRead.None;

    public RootRecord Of(int record) => Found.Records[record];

    public RecordId IdOf(int record) => Found.Records[record].Line.Id;

    /// <summary>The record's page for the line of its name in a sentence.</summary>
    public string Title(int record) => RecordName.Of(Found.Records[record].Line, texts).Title;
}

/// <summary>A row of the table.</summary>
/// <param name="Steps">By which it is a root of others here; of what grows from it, by which it is joined to its own.</param>
public sealed record RootRow(int Record, RootPeriod Period, ImmutableArray<RootStep> Steps)
{
    /// <summary>In the order of the picture.</summary>
    public static IEnumerable<RootRow> Of(RootsFound found)
    {
        ILookup<int, RootStep> toRoot = found.Steps.ToLookup(step => step.To), fromRoot = found.Steps.ToLookup(step => step.From);
        return from layer in RootLayer.Of(found.Records, found.Steps)
               from record in layer.Ranks.SelectMany(rank => rank)
               let steps = found.Records[record].Distance switch { 0 => [], < 0 => fromRoot[record].Where(step => found.Records[step.To].Distance <= 0), _ => toRoot[record].Where(step => found.Records[step.From].Distance >= 0) }
               select new RootRow(record, layer.Period, [.. steps]);
    }
}
