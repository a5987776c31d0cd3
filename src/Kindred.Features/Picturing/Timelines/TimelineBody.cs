using System.Collections.Immutable;
using System.ComponentModel;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Timelines;

/// <summary>A timeline as JSON: what <c>/api/v1/network/timeline</c> answers, and what the terminal prints with <c>--json</c>.</summary>
public sealed record TimelineBody(
    [property: Description("Public records that reach into the window, those that began earlier among them; of all time, those with a date.")] int Total,
    [property: Description("Those without a date, where all time is looked at.")] int Undated,
    [property: Description("First day of the window, EDTF.")] string From,
    [property: Description("Its last day.")] string To,
    [property: Description("Of total, those that began or happened in the window: all that are in units. The others are earlier.")] int Began,
    [property: Description("Units of time in which something began or happened, as the picture has them. Where the window is itself one of them, before the smaller ones, it holds what lasts through it or is known no closer.")] ImmutableArray<TimelineUnitLine> Units,
    [property: Description("What began before the window and was still going on, or nobody knows just when: as many as are drawn, in the order in which they began.")] ImmutableArray<TimelineRecordLine> Earlier,
    [property: Description("How many more of those there are: total is began, earlier and these.")] int MoreEarlier,
    int Page, int Size,
    [property: Description("All of them in the order of time, a page at a time.")] ImmutableArray<TimelineRecordLine> Records)
{
    /// <param name="origin">The archive's public address, without a slash at its end; empty: not known.</param>
    public static TimelineBody Of(TimelineShown shown, string origin, Texts texts) => new(
        shown.Dated, shown.Undated, TimeUnit.Of(shown.Window.First, TimeUnit.Day).Edtf, TimeUnit.Of(shown.Window.Last, TimeUnit.Day).Edtf,
        shown.Bands.Began, [.. shown.Bands.Bands.Select(band => Unit(band, shown, texts, origin))], [.. Lines(shown.Bands.Earlier, shown, texts)], shown.Bands.MoreEarlier.Length,
        shown.Address.Page, shown.Size, [.. Lines(shown.Rows, shown, texts)]);

    private static TimelineUnitLine Unit(TimelineBand band, TimelineShown shown, Texts texts, string origin) => new(
        band.Unit.Edtf, shown.HeadingOf(band.Unit, texts), band.Records, $"{origin}{shown.Of(band.Unit)}",
        [.. Lines(band.Entries.OfType<TimelineEntry.Single>().Select(entry => entry.Told), shown, texts)],
        [.. band.Entries.OfType<TimelineEntry.Group>().Select(group => new TimelineGroupLine(group.Unit.Edtf, TimelineShown.NameOf(group.Unit, texts), group.Records, group.IsOfWhole))]);

    private static IEnumerable<TimelineRecordLine> Lines(IEnumerable<ToldDocument> told, TimelineShown shown, Texts texts)
    {
        foreach (ToldDocument one in told)
        {
            if (shown.Lines.TryGetValue(one.Id, out RecordLine? line)) yield return new TimelineRecordLine(one.Id.ToString(), one.Kind, RecordName.Of(line, texts).Title, line.When ?? TimelineShown.Edtf(one));
        }
    }
}

public sealed record TimelineUnitLine(
    [property: Description("EDTF.")] string When, string Name,
    [property: Description("All that began or happened in it, in singly and groups. Its own timeline says this number again as began, and counts in total also what was then going on.")] int Records,
    [property: Description("The timeline of this unit.")] string Opens,
    [property: Description("One by one, where they are few.")] ImmutableArray<TimelineRecordLine> Singly,
    [property: Description("Gathered, where they are many.")] ImmutableArray<TimelineGroupLine> Groups);

public sealed record TimelineGroupLine(
    [property: Description("EDTF.")] string When, string Name,
    [property: Description("Those that began or happened in it.")] int Records,
    [property: Description("false: only those that are known no closer, or last through it.")] bool IsOfWhole);

public sealed record TimelineRecordLine(string Id, string Kind, string Title, [property: Description("EDTF, of days where the record says its date otherwise; null: neither its beginning nor its end is known.")] string? When);
