using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Picturing.Timelines;

/// <summary>When it was: a timeline of what is public, narrowed as lists are, and the same as a table.</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class TimelinePage(ShowTimeline show, FacetLabels labels, KindList kinds, Texts texts, PageFrame frame) : PageModel
{
    public TimelineShown Shown { get; private set; } = null!;

    public Narrowing Narrowing { get; private set; } = null!;

    public PictureShown Picture { get; private set; } = null!;

    public Pager Pager { get; private set; } = null!;

    public async Task OnGet()
    {
        ListAddress address = ListAddress.Read("/timeline", Request.Query, kinds.Now);
        Shown = await show.Do(address, texts, ShowTimeline.MostMarks, TakeTimeline.UsualSize, HttpContext.RequestAborted);
        Narrowing = new Narrowing { Here = address, Result = Shown.Result, Labels = labels, Kinds = kinds.Now, LeftOut = "time" };
        ListAddress whole = address with { Page = 1, More = null };
        Picture = new PictureShown(
            TimelinePicture.InPage(Shown, kinds.Now, texts, frame.To),
            [new((whole with { Path = "/timeline.svg" }).ToString(), "SVG"), new((whole with { Path = TakeTimeline.Address }).ToString(), "JSON")])
        { IsNarrow = true, Table = null };
        Pager = Pager.Of(address.Page, Math.Max(1, (Shown.Dated + TakeTimeline.UsualSize - 1) / TakeTimeline.UsualSize), page => (address with { Page = page }) + "#records");
    }
}
