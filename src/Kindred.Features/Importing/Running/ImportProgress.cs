namespace Kindred.Features.Importing.Running;

/// <param name="Rows">Looked at, with those of an earlier run.</param>
/// <param name="Share">Of the source that was read, from 0 to 1; null: nobody knows.</param>
/// <param name="RowsInSecond">Lately.</param>
/// <param name="SecondsLeft">Null: nobody knows.</param>
public readonly record struct ImportProgress(long Rows, double? Share, double RowsInSecond, double? SecondsLeft);

/// <summary>Counts how fast it goes.</summary>
public sealed class ImportPace(TimeProvider time, IProgress<ImportProgress>? told, Func<double>? share, long begun)
{
    private readonly long started = time.GetTimestamp();

    public void Tell(long rows)
    {
        if (told is null) return;
        double seconds = Math.Max(time.GetElapsedTime(started).TotalSeconds, 0.001);
        double pace = (rows - begun) / seconds;
        double? read = share?.Invoke();
        told.Report(new ImportProgress(rows, read, pace, read is > 0.001 and <= 1 ? seconds / read.Value * (1 - read.Value) : null));
    }
}
