using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Maps;

/// <summary>What a map comes to, in sentences: the same in the page, in the picture and in the terminal.</summary>
public static class MapWords
{
    /// <summary>What is said of the whole: how many records, at how many places, and what is not there.</summary>
    public static string Said(MapShown shown, Texts texts) => string.Join(' ', Parts(shown, texts));

    /// <summary>How closely it is known where a place is, in words.</summary>
    public static string Known(MapShown shown, PlaceTold place, Texts texts) => place.Spot switch
    {
        null => texts["map.known.nowhere"],
        { Point.Precision: Precision.Exact } spot when spot.Of == place.Id => texts["map.known.exact"],
        { Point: not null } spot when spot.Of == place.Id => texts["map.known.town"],
        { Country: >= 0 } spot when spot.Of == place.Id => texts["map.known.country"],
        { } spot => texts.Format("map.known.within", SvgText.Isolated(SvgText.Visible(shown.Lines.ContainsKey(spot.Of) ? shown.NameOf(spot.Of, texts) : ""), texts)),
    };

    private static IEnumerable<string> Parts(MapShown shown, Texts texts)
    {
        int placed = shown.Tally.Total - shown.Tally.Unplaced - shown.Elsewhere;
        yield return texts.Format("map.said", texts.Count("map.records", placed), texts.Count("map.places", shown.Rows.Count(place => place.Spot is not null)));
        if (shown.Elsewhere > 0) yield return texts.Count("map.elsewhere", shown.Elsewhere);
        if (shown.Tally.Unplaced > 0) yield return texts.Count("map.unplaced", shown.Tally.Unplaced);
    }
}
