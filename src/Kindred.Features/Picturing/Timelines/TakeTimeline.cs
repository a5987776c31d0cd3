using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Timelines;

/// <summary>A timeline as it is taken away, by address or in the terminal.</summary>
public sealed class TakeTimeline(ShowTimeline show, KindList kinds, CurrentSettings settings, TimeProvider time)
{
    /// <summary>Of the timeline as JSON.</summary>
    public const string Address = "/api/v1/network/timeline";

    /// <summary>Records on a page of its table where none is asked for.</summary>
    public const int UsualSize = 50;

    /// <summary>Of the picture by itself: by tens of them a printed sheet a metre long.</summary>
    private const int MostMarksAlone = 400;

    /// <param name="origin">The archive's public address, without a slash at its end; empty: not known.</param>
    public async Task<Picture> Picture(ListAddress address, string origin, Texts texts, CancellationToken cancel) =>
        TimelinePicture.Alone(await show.Do(address, texts, MostMarksAlone, 0, cancel), kinds.Now, new PictureAlone(texts, settings.Value, origin, time.Today()));
}
