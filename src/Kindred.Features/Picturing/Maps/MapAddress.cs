using Kindred.Domain.Kinds;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Picturing.Maps;

/// <summary>The address of a map: what it is narrowed to, as lists are, and what part of the world it shows.</summary>
/// <param name="List">Its path is the map's; its page and size are those of the table.</param>
public sealed record MapAddress(ListAddress List, MapView View)
{
    public static MapAddress Read(string path, IQueryCollection query, KindSet kinds)
    {
        List<Domain.Finding> unreadable = [];
        MapView view = MapView.Read(query, unreadable);
        ListAddress list = ListAddress.Read(path, query, kinds);
        return new MapAddress(list with { Unreadable = [.. list.Unreadable, .. unreadable] }, view);
    }

    /// <summary>The list of the same records.</summary>
    public ListAddress Records => List with { Path = "/search", Page = 1, Size = null, Sort = null, More = null };

    public MapAddress At(string path) => this with { List = List with { Path = path, Page = 1, Size = null, More = null } };

    public MapAddress Of(MapView view) => new(List with { Page = 1 }, view);

    public override string ToString()
    {
        string list = List.ToString();
        return View.Query.Length == 0 ? list : $"{list}{(list.Contains('?') ? '&' : '?')}{View.Query}";
    }
}
