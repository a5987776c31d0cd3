using System.Collections.Immutable;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Timelines;

/// <summary>Records by the units of time in which they began or happened. Each record that reaches into the window is in exactly one place: a mark or a group of one unit, or
/// among those that began earlier. A unit has the same number wherever it stands, and opens on a timeline that says it again.</summary>
public sealed record TimelineBands
{
    /// <summary>Long lines beside each other, of what lasts over several units; of more than these there is a mark alone, with its dates.</summary>
    public const int MostStretches = 8;

    /// <summary>Of them for what began in the window, so that something is left for what goes through it.</summary>
    private const int MostStretchesWithin = 5;

    private static readonly ImmutableArray<int> MostSingly = [12, 8, 5, 3, 1];

    /// <summary>In the order of time, only those with something in them. Before all, where there is such a thing, the unit that the window itself is: what lasts through it or is known no closer.</summary>
    public required ImmutableArray<TimelineBand> Bands { get; init; }

    /// <summary>What began before the window, or nobody knows when, or not as closely as the window is told: in the order in which they begin. There are more.</summary>
    public required ImmutableArray<ToldDocument> Earlier { get; init; }

    /// <summary>Those of them that there was no room for: that began longest ago or have the longest to go.</summary>
    public required ImmutableArray<ToldDocument> MoreEarlier { get; init; }

    /// <summary>What is drawn as a long line: of the earlier and of what stands by itself in the bands.</summary>
    public required ImmutableArray<ToldDocument> Stretches { get; init; }

    /// <summary>Records that began or happened in the window.</summary>
    public int Began => Bands.Sum(band => band.Records);

    /// <summary>All the others that reach into it.</summary>
    public int BeganEarlier => Earlier.Length + MoreEarlier.Length;

    /// <summary>Records that stand by themselves.</summary>
    public IEnumerable<ToldDocument> Singly => [.. Earlier, .. SinglyIn(Bands)];

    public int Marks => Earlier.Length + (MoreEarlier.IsEmpty ? 0 : 1) + Bands.Sum(band => band.Entries.Length);

    /// <param name="told">Dated ones.</param>
    /// <param name="most">Marks and groups.</param>
    public static TimelineBands Of(IEnumerable<ToldDocument> told, TimelineWindow window, int most)
    {
        List<(TimeUnit Unit, ToldDocument Told)> within = [];
        List<ToldDocument> earlier = [];
        foreach (ToldDocument one in told)
        {
            if (one.First is not { } first || one.Last is not { } last || last < window.First || first > window.Last) continue;
            if (UnitOf(one, window) is { } unit) within.Add((unit, one));
            else earlier.Add(one);
        }

        (TimeUnit, ImmutableArray<ToldDocument>)[] units =
            [.. within.GroupBy(one => one.Unit, one => one.Told).OrderBy(same => same.Key.First).ThenByDescending(same => same.Key.Level).Select(same => (same.Key, (ImmutableArray<ToldDocument>)[.. InOrder(same)]))];
        ImmutableArray<TimelineBand> bands = Fitting(units, most - Math.Min(earlier.Count, MostStretches + 1));
        ToldDocument[] lasting = [.. Shortest(SinglyIn(bands).Where(one => !TimeUnit.Of(one.First!.Value, window.Level).Holds(one.First!.Value, one.Last!.Value)), window).Take(MostStretchesWithin)];
        ToldDocument[] shortest = [.. Shortest(earlier, window)];
        ToldDocument[] through = [.. InOrder(shortest.Take(MostStretches - lasting.Length))];
        return new TimelineBands { Bands = bands, Earlier = [.. through], MoreEarlier = [.. InOrder(shortest.Skip(through.Length))], Stretches = [.. InOrder(lasting.Concat(through))] };
    }

    /// <summary>By when it began, then by when it ended; what is of the same days by id, which says nothing.</summary>
    public static IEnumerable<ToldDocument> InOrder(IEnumerable<ToldDocument> told) => told.OrderBy(one => one.First).ThenBy(one => one.Last).ThenBy(one => one.Id);

    /// <summary>The unit under which it stands; null: it began earlier, or that is not known.</summary>
    private static TimeUnit? UnitOf(ToldDocument one, TimelineWindow window)
    {
        if (one.First < window.First) return null;
        int closest = TimeUnit.ClosestOfBeginning(one.First!.Value, one.Last!.Value);
        return closest <= window.Level ? TimeUnit.Of(one.First.Value, window.Level) : closest <= window.Is?.Level ? window.Is : null;
    }

    /// <summary>Those first that began last or were soonest over: what has no end in sight is as long as the window shows.</summary>
    private static IEnumerable<ToldDocument> Shortest(IEnumerable<ToldDocument> told, TimelineWindow window) =>
        told.OrderBy(one => Math.Min(one.Last!.Value, window.Last) - one.First!.Value).ThenBy(one => one.First).ThenBy(one => one.Id);

    private static IEnumerable<ToldDocument> SinglyIn(ImmutableArray<TimelineBand> bands) => bands.SelectMany(band => band.Entries).OfType<TimelineEntry.Single>().Select(entry => entry.Told);

    private static ImmutableArray<TimelineBand> Fitting((TimeUnit Unit, ImmutableArray<ToldDocument> Told)[] units, int room)
    {
        foreach (int singly in MostSingly)
        {
            ImmutableArray<TimelineBand> bands = [.. units.Select(one => new TimelineBand(one.Unit, one.Told.Length, Entries(one.Unit, one.Told, singly)))];
            if (bands.Sum(band => band.Entries.Length) <= room) return bands;
        }

        return [.. units.Select(one => new TimelineBand(one.Unit, one.Told.Length, [new TimelineEntry.Group(one.Unit, one.Told.Length, IsOfWhole: true)]))];
    }

    /// <summary>So many one by one; more by the units below in which they began, and at the end those of which none is known.</summary>
    private static ImmutableArray<TimelineEntry> Entries(TimeUnit unit, ImmutableArray<ToldDocument> told, int singly)
    {
        // Below a day there is nothing to gather by: the day opens as a list.
        if (told.Length <= singly) return [.. told.Select(one => new TimelineEntry.Single(one))];
        if (unit.Level == TimeUnit.Day) return [new TimelineEntry.Group(unit, told.Length, IsOfWhole: true)];
        ImmutableArray<TimelineEntry>.Builder entries = ImmutableArray.CreateBuilder<TimelineEntry>();
        ToldDocument[] noCloser = [.. told.Where(one => TimeUnit.ClosestOfBeginning(one.First!.Value, one.Last!.Value) >= unit.Level)];
        foreach (IGrouping<TimeUnit, ToldDocument> same in told.Except(noCloser).GroupBy(one => TimeUnit.Of(one.First!.Value, unit.Level - 1)))
        {
            ToldDocument[] all = [.. same];
            entries.Add(all is [var single] ? new TimelineEntry.Single(single) : new TimelineEntry.Group(same.Key, all.Length, IsOfWhole: true));
        }

        // One is of the first day as far as anyone knows: it stands where the order has it.
        if (noCloser is [var only]) entries.Insert(0, new TimelineEntry.Single(only));
        else if (noCloser.Length > 1) entries.Add(new TimelineEntry.Group(unit, noCloser.Length, IsOfWhole: false));
        return entries.DrainToImmutable();
    }
}

/// <param name="Records">All that began or happened in it.</param>
public sealed record TimelineBand(TimeUnit Unit, int Records, ImmutableArray<TimelineEntry> Entries);

public abstract record TimelineEntry
{
    private TimelineEntry()
    {
    }

    public sealed record Single(ToldDocument Told) : TimelineEntry;

    /// <param name="Unit">On which it opens.</param>
    /// <param name="IsOfWhole">It is all that began or happened in the unit; false: what is known no closer than the unit, or lasts through it.</param>
    public sealed record Group(TimeUnit Unit, int Records, bool IsOfWhole) : TimelineEntry;
}
