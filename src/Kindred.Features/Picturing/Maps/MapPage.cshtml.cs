using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Picturing.Maps;

/// <summary>Where it was: a map of what is public, narrowed as lists are, and the same as a table.</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class MapPage(ShowMap show, Borders borders, FacetLabels labels, KindList kinds, Texts texts, PageFrame frame) : PageModel
{
    public MapShown Shown { get; private set; } = null!;

    public Narrowing Narrowing { get; private set; } = null!;

    public PictureShown Picture { get; private set; } = null!;

    public Pager Pager { get; private set; } = null!;

    public IEnumerable<PlaceTold> Rows => Shown.OnPage(TakeMap.UsualSize);

    public async Task OnGet()
    {
        MapAddress address = MapAddress.Read("/map", Request.Query, kinds.Now);
        Shown = await show.Do(address, texts, Gathering.MostMarks, HttpContext.RequestAborted);
        address = Shown.Address;
        Narrowing = new Narrowing { Here = address.List, Result = Shown.Result, Labels = labels, Kinds = kinds.Now, Address = list => (address with { List = list }).ToString() };
        Picture = new PictureShown(
            MapPicture.InPage(Shown, borders, texts, frame.To),
            [new(address.At("/map.svg").ToString(), "SVG"), new(address.At("/map.geojson").ToString(), "GeoJSON"), new(address.At(TakeMap.Address).ToString(), "JSON")])
        { Room = PictureShown.Beside, Table = "places", IsRound = address.View.Zoom > 0 };
        Pager = Pager.Of(address.List.Page, Shown.Pages(TakeMap.UsualSize), page => (address with { List = address.List with { Page = page } }) + "#places");
    }
}
