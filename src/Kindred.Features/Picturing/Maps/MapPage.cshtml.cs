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
    private const int OnPage = 50;

    public MapShown Shown { get; private set; } = null!;

    public Narrowing Narrowing { get; private set; } = null!;

    public PictureShown Picture { get; private set; } = null!;

    public Pager Pager { get; private set; } = null!;

    public IEnumerable<PlaceTold> Rows => Shown.Rows.Skip((Shown.Address.List.Page - 1) * OnPage).Take(OnPage);

    public async Task OnGet()
    {
        MapAddress address = MapAddress.Read("/map", Request.Query, kinds.Now);
        Shown = await show.Do(address, texts, Gathering.MostMarks, HttpContext.RequestAborted);
        address = Shown.Address;
        Narrowing = new Narrowing { Here = address.List, Result = Shown.Result, Labels = labels, Kinds = kinds.Now, Address = list => (address with { List = list }).ToString() };
        Picture = new PictureShown(
            MapPicture.Draw(Shown, borders, texts, frame.To),
            [new(address.At("/map.svg").ToString(), "SVG"), new(address.At("/map.geojson").ToString(), "GeoJSON"), new(address.At("/api/v1/network/map").ToString(), "JSON")]);
        Pager = Pager.Of(address.List.Page, Math.Max(1, (Shown.Rows.Length + OnPage - 1) / OnPage), page => (address with { List = address.List with { Page = page } }) + "#places");
    }

    /// <summary>How closely it is known where a place is, in words.</summary>
    public string Precision(PlaceTold place) => place.Spot switch
    {
        null => texts["map.known.nowhere"],
        { Point.Precision: Domain.Records.Precision.Exact } spot when spot.Of == place.Id => texts["map.known.exact"],
        { Point: not null } spot when spot.Of == place.Id => texts["map.known.town"],
        { Country: >= 0 } spot when spot.Of == place.Id => texts["map.known.country"],
        { } spot => texts.Format("map.known.within", SvgText.Isolated(SvgText.Visible(Shown.Lines.ContainsKey(spot.Of) ? Shown.NameOf(spot.Of, texts) : ""))),
    };
}
