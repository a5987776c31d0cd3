using System.Collections.Immutable;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Timelines;

/// <summary>Records by the units of time in which they lie. Each record that reaches into the window is in exactly one place: a mark in its band, in one group, or a stretch over several bands.</summary>
public sealed record TimelineBands
{
    /// <summary>Stretches that are drawn; the others are counted.</summary>
    public const int MostStretches = 8;

    private static readonly ImmutableArray<int> MostSingly = [12, 8, 5, 3, 1];

    /// <summary>In the order of time, only those with something in them.</summary>
    public required ImmutableArray<TimelineBand> Bands { get; init; }

    /// <summary>What lasts over several units, or is not known more closely: in the order in which they begin.</summary>
    public required ImmutableArray<ToldDocument> Stretches { get; init; }

    /// <summary>Stretches that there was no room for: the longest, which say least of this window.</summary>
    public required ImmutableArray<ToldDocument> MoreStretches { get; init; }

    public int Marks => Stretches.Length + (MoreStretches.IsEmpty ? 0 : 1) + Bands.Sum(band => band.Entries.Length);

    /// <param name="told">Dated ones.</param>
    /// <param name="most">Marks and groups.</param>
    public static TimelineBands Of(IEnumerable<ToldDocument> told, TimelineWindow window, int most)
    {
        List<ToldDocument> within = [], over = [];
        foreach (ToldDocument one in told)
        {
            if (one.First is not { } first || one.Last is not { } last || last < window.First || first > window.Last) continue;
            bool isInside = window.First <= first && last <= window.Last && TimeUnit.Of(first, window.Level).Holds(first, last);
            (isInside ? within : over).Add(one);
        }

        ToldDocument[] shortest = [.. over.OrderBy(Length).ThenBy(one => one.First).ThenBy(one => one.Id)];
        ImmutableArray<ToldDocument> stretches = [.. InOrder(shortest.Take(MostStretches))];
        int room = most - stretches.Length - (shortest.Length > stretches.Length ? 1 : 0);
        (TimeUnit Unit, ImmutableArray<ToldDocument> Told)[] units = [.. InOrder(within).GroupBy(one => TimeUnit.Of(one.First!.Value, window.Level)).Select(same => (same.Key, (ImmutableArray<ToldDocument>)[.. same]))];
        return new TimelineBands { Bands = Fitting(units, room), Stretches = stretches, MoreStretches = [.. InOrder(shortest.Skip(MostStretches))] };
    }

    /// <summary>By when it began, then by when it ended; what is of the same days by id, which says nothing.</summary>
    public static IEnumerable<ToldDocument> InOrder(IEnumerable<ToldDocument> told) => told.OrderBy(one => one.First).ThenBy(one => one.Last).ThenBy(one => one.Id);

    private static long Length(ToldDocument one) => (long)one.Last!.Value - one.First!.Value;

    private static ImmutableArray<TimelineBand> Fitting((TimeUnit Unit, ImmutableArray<ToldDocument> Told)[] units, int room)
    {
        foreach (int singly in MostSingly)
        {
            ImmutableArray<TimelineBand> bands = [.. units.Select(one => new TimelineBand(one.Unit, one.Told.Length, Entries(one.Unit, one.Told, singly)))];
            if (bands.Sum(band => band.Entries.Length) <= room) return bands;
        }

        return [.. units.Select(one => new TimelineBand(one.Unit, one.Told.Length, [new TimelineEntry.Group(one.Unit, one.Told.Length, IsOfWhole: true)]))];
    }

    /// <summary>So many one by one; more by the units below, and those that none of these holds together.</summary>
    private static ImmutableArray<TimelineEntry> Entries(TimeUnit unit, ImmutableArray<ToldDocument> told, int singly)
    {
        // Below a day there is nothing to gather by: the day opens as a list.
        if (told.Length <= singly) return [.. told.Select(one => new TimelineEntry.Single(one))];
        if (unit.Level == TimeUnit.Day) return [new TimelineEntry.Group(unit, told.Length, IsOfWhole: true)];
        ImmutableArray<TimelineEntry>.Builder entries = ImmutableArray.CreateBuilder<TimelineEntry>();
        ToldDocument[] longer = [.. told.Where(one => !Below(unit, one).Holds(one.First!.Value, one.Last!.Value))];
        if (longer is [var only]) entries.Add(new TimelineEntry.Single(only));
        else if (longer.Length > 1) entries.Add(new TimelineEntry.Group(unit, longer.Length, IsOfWhole: false));
        foreach (IGrouping<TimeUnit, ToldDocument> same in told.Except(longer).GroupBy(one => Below(unit, one)))
        {
            ToldDocument[] all = [.. same];
            entries.Add(all is [var single] ? new TimelineEntry.Single(single) : new TimelineEntry.Group(same.Key, all.Length, IsOfWhole: true));
        }

        return entries.DrainToImmutable();
    }

    private static TimeUnit Below(TimeUnit unit, ToldDocument one) => TimeUnit.Of(one.First!.Value, unit.Level - 1);
}

/// <param name="Records">All in it.</param>
public sealed record TimelineBand(TimeUnit Unit, int Records, ImmutableArray<TimelineEntry> Entries);

public abstract record TimelineEntry
{
    private TimelineEntry()
    {
    }

    public sealed record Single(ToldDocument Told) : TimelineEntry;

    /// <param name="Unit">On which it opens.</param>
    /// <param name="IsOfWhole">It is all that lies in the unit; false: what lasts longer than the units in it, or is known no closer.</param>
    public sealed record Group(TimeUnit Unit, int Records, bool IsOfWhole) : TimelineEntry;
}
