using Kindred.Features.Shared;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Maps;

/// <summary>A map as it is taken away, by address or in the terminal.</summary>
public sealed class TakeMap(ShowMap show, Borders borders, CurrentSettings settings, TimeProvider time)
{
    /// <summary>Of the map as JSON.</summary>
    public const string Address = "/api/v1/network/map";

    /// <summary>Places on a page of its table where none is asked for.</summary>
    public const int UsualSize = 50;

    /// <summary>Marks of the picture by itself: as many as do not lie over each other.</summary>
    private const int MostMarksAlone = 600;

    /// <param name="origin">The archive's public address, without a slash at its end; empty: not known.</param>
    public async Task<Picture> Picture(MapAddress address, string origin, Texts texts, CancellationToken cancel) =>
        MapPicture.Alone(await show.Do(address, texts, MostMarksAlone, cancel), borders, new PictureAlone(texts, settings.Value, origin, time.Today()));

    /// <param name="origin">As above.</param>
    public MapBody Body(MapShown shown, string origin, Texts texts) => MapBody.Of(shown, borders, origin, texts, UsualSize);

    /// <summary>Its places as RFC 7946, the same in every language.</summary>
    /// <param name="origin">As above.</param>
    public byte[] GeoJson(MapShown shown, string origin) => MapGeoJson.Write(shown, borders, origin).ToArray();
}
