using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.ShowingUp;

/// <summary>How somebody showed up as it is taken away, by address or in the terminal.</summary>
public sealed class TakeShowingUp(ReadShowings read, CurrentSettings settings, KindList kinds)
{
    /// <param name="page">From 1, of <see cref="ShowingUpApi.Size"/> each; null: all of it on one.</param>
    /// <param name="origin">The archive's public address, without a slash at its end; empty: not known, and nothing leads anywhere.</param>
    public async Task<ShowingUpBody> Body(ShowingUpFound found, int? page, string origin, CancellationToken cancel)
    {
        int size = page is null ? Math.Max(1, found.Showings.Length) : ShowingUpApi.Size;
        IReadOnlyList<ShowingTold> told = await read.Of(found, [.. found.Showings.Skip(((page ?? 1) - 1) * size).Take(size)], cancel).ConfigureAwait(false);
        return ShowingUpBody.Of(found, told, page ?? 1, size, origin);
    }

    /// <summary>All of it as a picture that stands alone.</summary>
    public async Task<Picture> Picture(ShowingUpFound found, string origin, Texts texts, CancellationToken cancel)
    {
        ImmutableArray<ShowingRow> rows = ShowingRow.Of(found, ShowingPicture.MostAlone, null);
        IReadOnlyList<ShowingTold> told = await read.Of(found, [.. rows.OfType<ShowingRow.One>().Select(row => row.Showing)], cancel).ConfigureAwait(false);
        return ShowingPicture.Alone(found, rows, told.ToDictionary(one => one.Showing.Line.Id), new PictureAlone(texts, settings.Value, origin, found.Today), kinds);
    }
}
