using System.CommandLine;
using Kindred.Domain.Kinds;
using Kindred.Features.Picturing;
using Kindred.Features.Picturing.Maps;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Host.Commands;

/// <summary><c>kindred map</c>: where it was, no closer than it may be shown.</summary>
public static class Map
{
    public static ArchiveCommand Work { get; } = new("map", Do) { OnlyReads = true };

    public static Command Create()
    {
        Option<string> around = new("--around") { Description = "The map around this point, with --zoom: longitude and latitude in degrees, a comma between them, such as -73.79,40.71 (default: the whole world).", HelpName = "POINT" };
        Option<string> zoom = new("--zoom") { Description = $"How close, with --around: from 1, a continent, to {MapView.Closest}, a city and what lies around it.", HelpName = "N" };
        Option<string> page = new("--page") { Description = "Of the places, from 1: fifty each (default: 1).", HelpName = "N" };
        return NarrowedView.Of(Work, "Show on a map where it was: places with how many records are told there, no closer than may be shown.", "kindred map --kind action --out actions.geojson", ViewCommand.ToFile(".geojson"), around, zoom, page);
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        Texts texts = ViewCommand.Texts(work);
        MapAddress address = MapAddress.Read(TakeMap.Address, NarrowedView.Query(work), work.Services.GetRequiredService<KindList>().Now);
        if (NarrowedView.Refused(work, address.List, Work.Name, texts) is { } refused) return refused;
        MapShown shown = await work.Services.GetRequiredService<ShowMap>().Do(address, texts, Gathering.MostMarks, cancel);
        if (NarrowedView.NotUnderstood(address.List, shown.Result.NotUnderstood, texts) is { } unknown) return unknown;
        TakeMap take = work.Services.GetRequiredService<TakeMap>();
        string origin = ViewCommand.Origin(work);
        return await ViewCommand.Done(
            work, ViewCommand.Json(take.Body(shown, origin, texts)), [.. Lines(shown, texts)],
            () => take.Picture(address, origin, texts, cancel), new ViewForm(".geojson", () => Task.FromResult(take.GeoJson(shown, origin))));
    }

    private static IEnumerable<string> Lines(MapShown shown, Texts texts)
    {
        ListAddress list = shown.Address.List;
        if (shown.Tally.Total == 0) return NarrowedView.Nothing(list, shown.Result, texts);
        List<string> lines = [.. Paragraph.Lines(MapWords.Said(shown, texts))];
        if (shown.Rows.IsEmpty) return [.. lines, texts["map.none.here"]];
        PlaceTold[] places = [.. shown.OnPage(TakeMap.UsualSize)];
        lines.Add(texts[places is [] ? "list.beyond" : "map.order"]);
        if (places is [_, ..]) lines.Add("");
        foreach (PlaceTold place in places)
        {
            lines.AddRange(Paragraph.Lines($"{shown.NameOf(place.Id, texts)} {place.Id}", 2));
            lines.AddRange(Paragraph.Lines($"{texts.Count("map.records", place.Documents.Length)} · {MapWords.Known(shown, place, texts)}", 4));
        }

        int pages = shown.Pages(TakeMap.UsualSize);
        if (list.Page < pages) lines.AddRange(["", $"Page {list.Page} of {pages}; --page {list.Page + 1} goes on, and a .geojson file has all of them."]);
        return lines;
    }
}
