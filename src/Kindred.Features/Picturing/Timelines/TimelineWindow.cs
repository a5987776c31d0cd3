using Kindred.Domain.Dates;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Timelines;

/// <summary>The stretch of time that is looked at, and the units that it is told in.</summary>
/// <param name="First">Day.</param>
/// <param name="Last">Day, within it.</param>
/// <param name="Level">Of the units in it.</param>
/// <param name="Is">The unit that it is itself; null: all time, or a span that somebody typed.</param>
public sealed record TimelineWindow(long First, long Last, int Level, TimeUnit? Is)
{
    /// <summary>Units of all time, at most: their names must be read at a glance.</summary>
    private const int MostOfAll = 12;

    /// <summary>Of a span: the days of a month.</summary>
    private const int MostOfSpan = 31;

    /// <summary>What was asked for; where nothing was, from the first to the last that is told.</summary>
    /// <param name="when">Null: all time.</param>
    public static TimelineWindow Of(EdtfDate? when, IReadOnlyCollection<ToldDocument> told, DateOnly today)
    {
        // What has no end in sight ends here; what has no beginning begins here.
        long first = when is { Span.IsOpenAtStart: false } ? when.Earliest : told.Where(one => one.First > int.MinValue + 1).Select(one => (long)one.First!.Value).DefaultIfEmpty(today.DayNumber).Min();
        long last = when is { Span.IsOpenAtEnd: false } ? when.Latest : told.Where(one => one.First > int.MinValue + 1).Select(one => one.Last < int.MaxValue ? (long)one.Last!.Value : Math.Max(one.First!.Value, today.DayNumber)).DefaultIfEmpty(today.DayNumber).Max();
        (first, last) = (Math.Clamp(first, int.MinValue + 2, int.MaxValue - 1), Math.Clamp(last, int.MinValue + 2, int.MaxValue - 1));
        last = Math.Max(first, last);
        if (when is not null && TimeUnit.Exactly(first, last) is { } unit) return new TimelineWindow(first, last, Math.Max(TimeUnit.Day, unit.Level - 1), unit);
        int level = when is null ? TimeUnit.Year : TimeUnit.Day;
        while (level < TimeUnit.Widest && TimeUnit.Count(first, last, level) > (when is null ? MostOfAll : MostOfSpan)) level++;
        return new TimelineWindow(first, last, level, null);
    }

    /// <summary>The units that it lies in, the longest first, as far as they are of use: what encloses it among centuries, decades, years and months.</summary>
    public IEnumerable<TimeUnit> Around()
    {
        if (Is is not { } unit) yield break;
        for (int level = Math.Max(TimeUnit.Century, unit.Level); level > unit.Level; level--) yield return TimeUnit.Of(First, level);
    }
}
