using Kindred.Domain;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Picturing.Circles;

/// <summary>The circle of a record: who is one, two, three steps away, and why; and as it was in an earlier year (<c>?until=</c>).</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class CirclePage(FindCircle find, DrawCircle draw, Texts texts, PageFrame frame) : PageModel
{
    public const int RowsOnPage = 50;

    public CircleAnswer Answer { get; private set; } = null!;

    public CircleRows Rows { get; private set; } = null!;

    public PictureShown? Picture { get; private set; }

    public ClaimHtml Html { get; private set; } = null!;

    public Pager Pages => Pager.Of(Answer.Request.Page, (Rows.Total + RowsOnPage - 1) / RowsOnPage, page => Address(Answer.Request with { Page = page }) + "#table");

    public static string Address(CircleRequest request) => $"/circle/{request.Record}{request.Query}";

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        List<Finding> findings = [];
        CircleRequest? request = CircleApi.Read(id, Request.Query, findings);
        if (findings is [_, ..]) return Problems.NotRight(HttpContext, findings);
        if (request is null || await find.Of(request, cancel) is not { } answer) return Problems.Result(Problem.NotFound);
        Answer = answer;
        Rows = await find.Rows(answer, (request.Page - 1) * RowsOnPage, RowsOnPage, texts, cancel);
        Html = new ClaimHtml(texts, frame, Rows.Rows.Select(row => row.Cited).FirstOrDefault() ?? new Dictionary<Domain.Records.RecordId, Domain.Stores.RecordLine>());
        if (answer.Circle.Count == 0) return Page();
        frame.HasPicture = true;
        Picture = new PictureShown(await draw.Of(answer, Gathering.MostMarks, frame.To, null, texts, cancel), ViewFiles.Downloads($"/circle/{request.Record}", (request with { Ring = null, Group = null, Page = 1 }).Query)) { IsRound = true };
        return Page();
    }
}
