using System.Collections.Immutable;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Timelines;

/// <summary>Puts in the order of time what a list would hold, and gathers what there is no room for. Of what is not shown no title is read.</summary>
public sealed class ShowTimeline(SearchRecords search, FacetOrdinals ordinals, FacetLabels labels, TimeProvider time)
{
    /// <summary>In the picture of a page, groups counted as one: more would be longer than anyone scrolls.</summary>
    public const int MostMarks = 90;

    /// <param name="address">Its <c>when</c> is the window.</param>
    /// <param name="size">Rows of the table.</param>
    public async Task<TimelineShown> Do(ListAddress address, Texts texts, int most, int size, CancellationToken cancel)
    {
        SearchResult result = await search.Find(address.Request(1) with { Page = 1, Size = 1, Sort = SearchSort.Date }, texts, cancel);
        ImmutableArray<ToldDocument> told = ordinals.OneByOne(result.Documents, null);
        ToldDocument[] dated = [.. TimelineBands.InOrder(told.Where(one => one.First is not null))];
        EdtfDate? when = EdtfDate.TryParse(address.When, out EdtfDate? asked) ? asked : null;
        TimelineWindow window = TimelineWindow.Of(when, dated, time.Today());
        TimelineBands bands = TimelineBands.Of(dated, window, most);
        ToldDocument[] rows = [.. dated.Skip((address.Page - 1) * size).Take(size)];
        RecordId[] shown = [.. rows.Concat(bands.Singly).Select(one => one.Id).Distinct()];
        return new TimelineShown
        {
            Address = address, Result = result, Window = window, Bands = bands, Dated = dated.Length, Undated = told.Length - dated.Length, Size = size,
            Rows = [.. rows], Lines = await labels.Lines(shown, cancel),
        };
    }
}

/// <summary>All that a timeline says, for the page, the picture and programs.</summary>
public sealed record TimelineShown
{
    public required ListAddress Address { get; init; }

    public required SearchResult Result { get; init; }

    public required TimelineWindow Window { get; init; }

    public required TimelineBands Bands { get; init; }

    /// <summary>Records that reach into the window.</summary>
    public required int Dated { get; init; }

    /// <summary>Those without a date, where all time is looked at.</summary>
    public required int Undated { get; init; }

    public required int Size { get; init; }

    /// <summary>There is nothing of any time.</summary>
    public bool IsEmpty => Dated + Undated == 0 && Address.When.Length == 0;

    /// <summary>Of this page of the table, in the order of time.</summary>
    public required ImmutableArray<ToldDocument> Rows { get; init; }

    /// <summary>What is shown; what is missing was taken back meanwhile.</summary>
    public required IReadOnlyDictionary<RecordId, RecordLine> Lines { get; init; }

    /// <summary>Records that stand in the picture by themselves.</summary>
    public IEnumerable<ToldDocument> Drawn => Bands.Singly.Where(one => Lines.ContainsKey(one.Id));

    public ListAddress Of(TimeUnit unit) => Address with { When = unit.Edtf, Page = 1, More = null };

    /// <summary>The list of the same records, by date.</summary>
    public ListAddress Records => Address with { Path = "/search", Page = 1, Size = null, Sort = SearchSort.Date, More = null };

    /// <summary>What stands above what began or happened in a unit.</summary>
    public string HeadingOf(TimeUnit unit, Texts texts) =>
        unit == Window.Is && unit.Level > Window.Level ? texts.Format("timeline.no-closer", NameOf(unit, texts)) : NameOf(unit, texts);

    public static string NameOf(TimeUnit unit, Texts texts) => texts.DatesInWords.Write(EdtfDate.Parse(unit.Edtf));

    /// <summary>As the record says it; where its day stands in another field, by the days.</summary>
    public static string When(ToldDocument told, RecordLine line, Texts texts) =>
        EdtfDate.TryParse(line.When, out EdtfDate? when) || EdtfDate.TryParse(Edtf(told), out when) ? texts.DatesInWords.Write(when) : texts["date.unknown"];

    /// <summary>Its days as EDTF, an end that is not known left open; null: neither is.</summary>
    public static string? Edtf(ToldDocument told)
    {
        (int first, int last) = (told.First!.Value, told.Last!.Value);
        if (TimeUnit.Exactly(first, last) is { Level: <= TimeUnit.Century } unit) return unit.Edtf;
        string from = first <= int.MinValue + 1 ? ".." : TimeUnit.Of(first, TimeUnit.Day).Edtf, to = last == int.MaxValue ? ".." : TimeUnit.Of(last, TimeUnit.Day).Edtf;
        return (from, to) == ("..", "..") ? null : $"{Shortened(from, "-01-01")}/{Shortened(to, "-12-31")}";
    }

    // From the first to the last day of years is from year to year. A year beyond four digits has no days in EDTF.
    private static string Shortened(string day, string edge) => day.EndsWith(edge, StringComparison.Ordinal) || day.StartsWith('Y') ? day[..^6] : day;
}
