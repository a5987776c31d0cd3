using System.Collections.Immutable;
using System.ComponentModel;
using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Picturing.Timelines;

/// <summary>The timeline for programs: <c>/api/v1/network/timeline</c> and <c>/timeline.svg</c>, narrowed as the page is.</summary>
public static class TimelineApi
{
    private const int UsualSize = 50;

    /// <summary>Of the picture by itself: by tens of them a printed sheet a metre long.</summary>
    private const int MostMarksAlone = 400;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/timeline.svg", Picture).IsKeptForAnyone();
        routes.MapRead("/api/v1/network/timeline", Json).Produces<TimelineBody>();
    }

    public sealed record TimelineBody(
        [property: Description("Public records that reach into the window; of all time, those with a date.")] int Total,
        [property: Description("Those without a date, where all time is looked at.")] int Undated,
        [property: Description("First day of the window, EDTF.")] string From,
        [property: Description("Its last day.")] string To,
        [property: Description("Units of time in which something lies, as the picture has them; what lasts over several units is in stretches.")] ImmutableArray<TimelineUnitLine> Units,
        [property: Description("What lasts over several units or is known no closer, the shortest of them: as many as are drawn.")] ImmutableArray<TimelineRecordLine> Stretches,
        [property: Description("How many more of those there are.")] int MoreStretches,
        int Page, int Size,
        [property: Description("All of them in the order of time, a page at a time.")] ImmutableArray<TimelineRecordLine> Records);

    public sealed record TimelineUnitLine(
        [property: Description("EDTF.")] string When, string Name, int Records,
        [property: Description("The timeline of this unit.")] string Opens,
        [property: Description("One by one, where they are few.")] ImmutableArray<TimelineRecordLine> Singly,
        [property: Description("Gathered, where they are many.")] ImmutableArray<TimelineGroupLine> Groups);

    public sealed record TimelineGroupLine(
        [property: Description("EDTF.")] string When, string Name, int Records,
        [property: Description("false: only those that last longer than the units within it, or are known no closer.")] bool IsOfWhole);

    public sealed record TimelineRecordLine(string Id, string Kind, string Title, [property: Description("EDTF, of days where the record says its date otherwise; null: neither its beginning nor its end is known.")] string? When);

    private static async Task<IResult> Picture(ShowTimeline show, KindList kinds, Texts texts, HttpContext context, CancellationToken cancel)
    {
        ListAddress address = ListAddress.Read("/timeline.svg", context.Request.Query, kinds.Now);
        if (address.Unreadable is [_, ..]) return Problems.NotRight(context, address.Unreadable);
        return PictureAnswer.Svg(context, TimelinePicture.Draw(await show.Do(address, texts, MostMarksAlone, 0, cancel), kinds.Now, texts, link: null), texts);
    }

    private static async Task<IResult> Json(ShowTimeline show, KindList kinds, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        ListAddress address = ListAddress.Read("/api/v1/network/timeline", context.Request.Query, kinds.Now);
        if (address.Unreadable is [_, ..]) return Problems.NotRight(context, address.Unreadable);
        TimelineShown shown = await show.Do(address, texts, ShowTimeline.MostMarks, address.Size ?? UsualSize, cancel);
        string origin = PublicAddress.Of(context.Request, shell);
        context.Response.Headers.Link = PageLinks.Of(shown.Dated, address.Page, shown.Size, page => $"{origin}{address with { Page = page }}");
        return Results.Ok(new TimelineBody(
            shown.Dated, shown.Undated, TimeUnit.Of(shown.Window.First, TimeUnit.Day).Edtf, TimeUnit.Of(shown.Window.Last, TimeUnit.Day).Edtf,
            [.. shown.Bands.Bands.Select(band => Unit(band, shown, texts, origin))], [.. Lines(shown.Bands.Stretches, shown, texts)], shown.Bands.MoreStretches.Length,
            address.Page, shown.Size, [.. Lines(shown.Rows, shown, texts)]));
    }

    private static TimelineUnitLine Unit(TimelineBand band, TimelineShown shown, Texts texts, string origin) => new(
        band.Unit.Edtf, TimelineShown.NameOf(band.Unit, texts), band.Records, $"{origin}{shown.Of(band.Unit)}",
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
