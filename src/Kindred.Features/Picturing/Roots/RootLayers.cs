using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain.Dates;
using Kindred.Features.Shared;

namespace Kindred.Features.Picturing.Roots;

/// <summary>A year or a decade.</summary>
/// <param name="First">Its first year; null: of what nobody said when it was.</param>
public readonly record struct RootPeriod(long? First, bool IsDecade)
{
    /// <summary>As it stands in an address.</summary>
    public string Key => First?.ToString(CultureInfo.InvariantCulture) ?? "none";

    public string Said(Texts texts)
    {
        if (First is not { } first) return texts["roots.undated"];
        string edtf = IsDecade ? EdtfDate.WrittenDecade(first) : EdtfDate.WrittenYear(first);
        return EdtfDate.TryParse(edtf, out EdtfDate? date) ? texts.DatesInWords.Write(date) : texts.Number(first);
    }
}

/// <summary>What is of one time.</summary>
/// <param name="Ranks">Numbers of records, the later years first: what grows from another of the same year stands above it.</param>
public sealed record RootLayer(RootPeriod Period, ImmutableArray<ImmutableArray<int>> Ranks)
{
    /// <summary>From so many years to so many each has a layer of its own; beyond it is a decade.</summary>
    private const int MostYears = 12, LongestYears = 30;

    public int Count => Ranks.Sum(rank => rank.Length);

    /// <summary>The latest first, as one digs; what has no date is the last. Pure.</summary>
    public static ImmutableArray<RootLayer> Of(IReadOnlyList<RootRecord> records, IReadOnlyList<RootStep> steps)
    {
        long[] years = [.. records.Select(record => record.Year).OfType<long>().Distinct().Order()];
        bool isDecade = years.Length > MostYears || (years.Length > 0 && years[^1] - years[0] > LongestYears);
        ILookup<int, int> above = steps.ToLookup(step => step.To, step => step.From);
        return
        [
            .. Enumerable.Range(0, records.Count).GroupBy(at => PeriodOf(records[at].Year, isDecade))
                .OrderBy(layer => layer.Key.First is null).ThenByDescending(layer => layer.Key.First)
                .Select(layer => new RootLayer(layer.Key, [.. layer.GroupBy(at => records[at].Year).OrderByDescending(year => year.Key).SelectMany(year => Ranked([.. year.Order()], above))])),
        ];
    }

    private static RootPeriod PeriodOf(long? year, bool isDecade) => new(year is { } known && isDecade ? known - (((known % 10) + 10) % 10) : year, isDecade);

    /// <summary>Each as far down as the longest way to it among these; where ways go round, the first come to is above.</summary>
    private static ImmutableArray<ImmutableArray<int>> Ranked(int[] records, ILookup<int, int> above)
    {
        HashSet<int> here = [.. records];
        Dictionary<int, int> ranks = [];
        HashSet<int> onTheWay = [];
        foreach (int record in records) Rank(record);
        return [.. records.GroupBy(record => ranks[record]).OrderBy(rank => rank.Key).Select(rank => rank.ToImmutableArray())];

        int Rank(int record)
        {
            if (ranks.TryGetValue(record, out int known)) return known;
            if (!onTheWay.Add(record)) return -1;
            int rank = above[record].Where(one => one != record && here.Contains(one)).Select(Rank).DefaultIfEmpty(-1).Max() + 1;
            onTheWay.Remove(record);
            return ranks[record] = rank;
        }
    }
}
