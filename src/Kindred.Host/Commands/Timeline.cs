using System.CommandLine;
using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Features.Picturing.Timelines;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;

namespace Kindred.Host.Commands;

/// <summary><c>kindred timeline</c>: when it was, in units of time that open closer.</summary>
public static class Timeline
{
    public static ArchiveCommand Work { get; } = new("timeline", Do) { OnlyReads = true };

    public static Command Create()
    {
        Option<string> page = new("--page") { Description = "Of the records in the JSON, from 1: fifty each (default: 1).", HelpName = "N" };
        return NarrowedView.Of(Work, "Show in the order of time what is told; --when looks closer at a stretch of it, in smaller units.", "kindred timeline --when 201X --out the-2010s.svg", ViewCommand.ToFile(), page);
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        Texts texts = ViewCommand.Texts(work);
        ListAddress address = ListAddress.Read(TakeTimeline.Address, NarrowedView.Query(work), work.Services.GetRequiredService<KindList>().Now);
        if (NarrowedView.Refused(work, address, Work.Name, texts) is { } refused) return refused;
        TimelineShown shown = await work.Services.GetRequiredService<ShowTimeline>().Do(address, texts, ShowTimeline.MostMarks, TakeTimeline.UsualSize, cancel);
        if (NarrowedView.NotUnderstood(address, shown.Result.NotUnderstood, texts) is { } unknown) return unknown;
        string origin = ViewCommand.Origin(work);
        return await ViewCommand.Done(
            work, ViewCommand.Json(TimelineBody.Of(shown, origin, texts)), [.. Lines(shown, texts)],
            () => work.Services.GetRequiredService<TakeTimeline>().Picture(address, origin, texts, cancel));
    }

    private static IEnumerable<string> Lines(TimelineShown shown, Texts texts)
    {
        if (shown.IsEmpty) return NarrowedView.Nothing(shown.Address, shown.Result, texts);
        List<string> lines = [.. Paragraph.Lines(TimelineWords.Said(shown, texts))];
        if (shown.Dated == 0) return [.. lines, texts["timeline.none"]];
        lines.AddRange(Paragraph.Lines(texts["timeline.order"]));
        TimelineBands bands = shown.Bands;
        if (bands.BeganEarlier > 0)
        {
            lines.AddRange(["", .. Paragraph.Lines(texts.Format("timeline.group", texts["timeline.earlier"], texts.Count("timeline.records", bands.BeganEarlier)))]);
            lines.AddRange(bands.Earlier.SelectMany(told => Lines(told, null, shown, texts)));
            if (bands.MoreEarlier is [_, ..] more) lines.Add($"  {texts.Count("timeline.more", more.Length)} (--json)");
        }

        foreach (TimelineBand band in bands.Bands)
        {
            string unit = shown.HeadingOf(band.Unit, texts);
            lines.AddRange(["", .. Paragraph.Lines(texts.Format("timeline.group", unit, texts.Count("timeline.records", band.Records)))]);
            lines.AddRange(band.Entries.SelectMany(entry => entry switch
            {
                TimelineEntry.Single single => Lines(single.Told, unit, shown, texts),
                TimelineEntry.Group group => Paragraph.Lines($"{TimelineWords.Said(group, texts)}{(group.Unit == shown.Window.Is ? "" : $" (--when {group.Unit.Edtf})")}", 2),
                _ => throw new InvalidOperationException(),
            }));
        }

        return lines;
    }

    /// <summary>None where it was taken back meanwhile.</summary>
    /// <param name="unit">It stands under this, which need not be said again.</param>
    private static IEnumerable<string> Lines(ToldDocument told, string? unit, TimelineShown shown, Texts texts)
    {
        if (!shown.Lines.TryGetValue(told.Id, out RecordLine? line)) return [];
        string when = TimelineShown.When(told, line, texts);
        return [.. Paragraph.Lines($"{RecordName.Of(line, texts).Title} ({texts[$"kind.{told.Kind}.one"]}) {told.Id}", 2), .. when == unit ? [] : Paragraph.Lines(when, 4)];
    }
}
