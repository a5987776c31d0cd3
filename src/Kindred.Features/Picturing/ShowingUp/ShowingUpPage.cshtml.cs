using System.Collections.Immutable;
using System.Text;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;
using Kindred.Features.Shared.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Picturing.ShowingUp;

/// <summary>How a campaign, an organisation or a community showed up over the years: strategies, audiences, and the message beside the campaign's own words.</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class ShowingUpPage(FindShowings find, ReadShowings read, KindList kinds, Texts texts, PageFrame frame) : PageModel
{
    public const int Rows = 50;

    public ShowingUpFound Found { get; private set; } = null!;

    /// <summary>Of a campaign: what it says for itself.</summary>
    public CampaignWords? Own { get; private set; }

    /// <summary>What the campaigns say that the table is beside: its own words, or those of campaigns that its showings are a part of, in the alphabetical order of the reader's language.</summary>
    public ImmutableArray<CampaignWords> Beside { get; private set; } = [];

    /// <summary>Null: there is nothing to draw.</summary>
    public PictureShown? Shown { get; private set; }

    /// <summary>Of this page of the table.</summary>
    public ImmutableArray<ShowingTold> Table { get; private set; } = [];

    public ClaimHtml Html { get; private set; } = null!;

    public Pager Pages { get; private set; } = null!;

    // Razor Pages keeps the route value "page" for itself: only the query is meant.
    public async Task<IActionResult> OnGet(string id, string? year, [FromQuery(Name = "page")] int? number, CancellationToken cancel)
    {
        if (!RecordId.TryParse(id, out RecordId record) || await find.Of(record, cancel) is not { } found) return Problems.Result(Problem.NotFound);
        Found = found;
        Html = new ClaimHtml(texts, frame, ClaimsRead.None.Cited);
        if (found.Subject.Kind == Campaign.Kind.Name) Own = CampaignWords.Of(found.Subject, found.Content);
        int pages = (found.Showings.Length + Rows - 1) / Rows, page = Math.Clamp(number ?? 1, 1, Math.Max(1, pages));
        ImmutableArray<ShowingRow> rows = ShowingRow.Of(found, Gathering.MostMarks, year);
        Showing[] inTable = [.. found.Showings.Skip((page - 1) * Rows).Take(Rows)];
        IReadOnlyList<ShowingTold> told = await read.Of(found, [.. rows.OfType<ShowingRow.One>().Select(row => row.Showing).Union(inTable)], cancel);
        Dictionary<RecordId, ShowingTold> byId = told.ToDictionary(one => one.Showing.Line.Id);
        Table = [.. inTable.Where(one => byId.ContainsKey(one.Line.Id)).Select(one => byId[one.Line.Id])];
        Beside = Own is { } own ? [own] : [.. Table.SelectMany(row => row.Beside).DistinctBy(one => one.Campaign.Id).OrderBy(one => RecordName.Order(one.Campaign, texts), texts.Alphabetical)];
        string address = $"/showing-up/{found.Subject.Id}", opened = year is { Length: > 0 and <= 12 } ? $"&year={Uri.EscapeDataString(year)}" : "";
        Pages = Pager.Of(page, pages, next => $"{address}?page={next}{opened}#table");
        if (!found.Showings.IsEmpty) Shown = new PictureShown(ShowingPicture.InPage(found, rows, byId, texts, kinds, frame.To), [new(address + ".svg", "SVG"), new("/api/v1/network" + address, "JSON")]) { Room = PictureShown.Text };
        return Page();
    }

    /// <summary>What a field says, each in a line, with the words marked that it has in common with the campaign; or the notice before it in its stead.</summary>
    public HtmlString Words(WordsTold told, SameWords? same)
    {
        if (told.Notice is { } notice) return NoticeHtml.Instead(notice, texts);
        StringBuilder html = new("<ul class=\"plain\">");
        foreach (string text in told.Texts)
        {
            html.Append("<li");
            if (told.Language != texts.Language) html.Append(" lang=\"").Append(HtmlText.Escape(told.Language)).Append("\" dir=\"").Append(Languages.Direction(told.Language)).Append('"');
            html.Append('>');
            int end = 0;
            string plain = Bidi.WithoutOverrides(text);
            foreach (HighlightRange range in same?.In(plain, told.Language) ?? [])
            {
                HtmlText.Append(html, plain.AsSpan(end, range.Start - end));
                html.Append("<mark>");
                HtmlText.Append(html, plain.AsSpan(range.Start, range.Length));
                html.Append("</mark>");
                end = range.Start + range.Length;
            }

            HtmlText.Append(html, plain.AsSpan(end));
            html.Append("</li>");
        }

        return new HtmlString(html.Append("</ul>").ToString());
    }

    public string Terms(string vocabulary, ImmutableArray<string> terms) => string.Join(texts["date.list-separator"], terms.Select(term => texts[$"term.{vocabulary}.{term}"]));
}
