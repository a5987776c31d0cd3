using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Threads;

/// <summary>A thread as it is taken away, by address or in the terminal.</summary>
public sealed class TakeThread(CurrentSettings settings, KindList kinds)
{
    /// <param name="origin">The archive's public address, without a slash at its end.</param>
    public static ViewGraph Graph(ThreadFound found, string origin) =>
        ViewGraph.Of(found.Records is [] ? [.. new[] { found.From, found.To }.DistinctBy(line => line.Id)] : found.Records, found.Ways.SelectMany(way => way.Steps).SelectMany(step => step).Select(step => step.Line), origin);

    /// <param name="origin">The same; empty: not known, and nothing leads anywhere.</param>
    /// <returns>Null: there is no way to draw.</returns>
    public Picture? Picture(ThreadFound found, string origin, Texts texts, CancellationToken cancel)
    {
        PictureAlone alone = new(texts, settings.Value, origin, found.Day);
        return found.Ways.IsEmpty ? null : ThreadPicture.Draw(found, texts, kinds.Now, alone.To, isUpright: false, alone, cancel);
    }
}
