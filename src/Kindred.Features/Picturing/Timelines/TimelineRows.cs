using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Timelines;

/// <summary>Where everything on a timeline stands, from its top.</summary>
internal sealed class TimelineRows
{
    public const double NoteHeight = 15;

    private const double LineHeight = 18;

    private readonly TimelineShown shown;
    private readonly double width;
    private readonly Texts texts;
    private readonly List<TimelineRow> rows = [];
    private readonly List<double> gaps = [];

    private TimelineRows(TimelineShown shown, double width, Texts texts) => (this.shown, this.width, this.texts) = (shown, width, texts);

    public IReadOnlyList<TimelineRow> Rows => rows;

    /// <summary>Where the axis is broken, since nothing lies between.</summary>
    public IReadOnlyList<double> Gaps => gaps;

    public ImmutableArray<StretchPlace> Stretches { get; private set; } = [];

    public int Lanes => Stretches.IsEmpty ? 0 : Stretches.Max(one => one.Lane) + 1;

    public double Height { get; private set; }

    /// <param name="width">Of the words, in parts of their size.</param>
    public static TimelineRows Of(TimelineShown shown, double width, Texts texts)
    {
        TimelineRows made = new(shown, width, texts);
        made.Place();
        return made;
    }

    private void Place()
    {
        TimelineBands bands = shown.Bands;
        if (bands.BeganEarlier > 0)
        {
            Add(new TimelineRow.Header(null, texts.Count("timeline.records", bands.BeganEarlier)) { Lines = Broken(texts["timeline.earlier"]) }, 4 + NoteHeight);
            foreach (ToldDocument told in bands.Earlier) Tell(told, null);
            if (bands.MoreEarlier is [_, ..] more) Add(new TimelineRow.Gathered(null, more.Length) { Lines = Broken(texts.Count("timeline.more", more.Length)) }, 6);
            Height += 8;
        }

        TimeUnit? before = null;
        foreach (TimelineBand band in bands.Bands)
        {
            if (before is { } last && last.After != band.Unit)
            {
                gaps.Add(Height + 2);
                Height += 16;
            }

            string name = shown.HeadingOf(band.Unit, texts);
            Add(new TimelineRow.Header(band.Unit, texts.Count("timeline.records", band.Records)) { Lines = Broken(name) }, 4 + NoteHeight);
            foreach (TimelineEntry entry in band.Entries)
            {
                if (entry is TimelineEntry.Single single) Tell(single.Told, name);
                else if (entry is TimelineEntry.Group group) Add(new TimelineRow.Gathered(group.Unit, group.Records) { Lines = Broken(TimelineWords.Said(group, texts)) }, 6);
            }

            Height += 8;
            // The window itself is not before the units in it.
            before = band.Unit.Level == shown.Window.Level ? band.Unit : null;
        }

        Stretches = InLanes();
        Dictionary<RecordId, int> lanes = Stretches.ToDictionary(one => one.Told.Id, one => one.Lane);
        for (int at = 0; at < rows.Count; at++)
        {
            if (rows[at] is TimelineRow.Told told && lanes.TryGetValue(told.Document.Id, out int lane)) rows[at] = told with { Lane = lane };
        }
    }

    private void Tell(ToldDocument told, string? unit)
    {
        if (!shown.Lines.TryGetValue(told.Id, out RecordLine? line)) return;
        string when = TimelineShown.When(told, line, texts);
        string title = SvgText.Visible(RecordName.Of(line, texts).Title);
        // Its letters are a little smaller.
        IReadOnlyList<string> note = when == unit ? [] : SvgText.Lines(when, width * 1.08, 2);
        Add(new TimelineRow.Told(told, SvgText.Isolated(title, texts), note, null) { Lines = Broken(title, isName: true) }, 6 + (note.Count * NoteHeight));
    }

    private IReadOnlyList<string> Broken(string words, bool isName = false) =>
        SvgText.Lines(words, width, 2) is [_, ..] lines ? isName ? [.. lines.Select(line => SvgText.Isolated(line, texts))] : lines : [""];

    private void Add(TimelineRow row, double more)
    {
        rows.Add(row with { Y = Height });
        Height += 6 + (row.Lines.Count * LineHeight) + more;
    }

    private ImmutableArray<StretchPlace> InLanes()
    {
        ImmutableArray<StretchPlace>.Builder placed = ImmutableArray.CreateBuilder<StretchPlace>();
        foreach (TimelineRow.Told row in rows.OfType<TimelineRow.Told>().Where(row => shown.Bands.Stretches.Any(one => one.Id == row.Document.Id)))
        {
            bool before = row.Document.First < shown.Window.First, after = row.Document.Last > shown.Window.Last;
            double mark = row.Y + 12, top = before ? Math.Max(0, row.Y - 2) : mark, bottom = after ? Height : Math.Max(mark + 12, End(row.Document.Last!.Value));
            int lane = 0;
            while (placed.Any(one => one.Lane == lane && one.Bottom > top - 10)) lane++;
            placed.Add(new StretchPlace(row.Document, lane, top, bottom, mark, before, after));
        }

        return placed.DrainToImmutable();
    }

    /// <summary>Before what begins after that day.</summary>
    private double End(long day) => rows.FirstOrDefault(row => From(row) > day) is { } next ? next.Y - 2 : Height;

    /// <summary>When that begins which stands in a row; null: what began earlier stands in none.</summary>
    private static long? From(TimelineRow row) => row switch
    {
        TimelineRow.Header header => header.Unit?.First,
        TimelineRow.Told told => told.Document.First,
        TimelineRow.Gathered { Unit: { } unit } => unit.First,
        _ => null,
    };
}

internal abstract record TimelineRow
{
    private TimelineRow()
    {
    }

    public double Y { get; init; }

    public required IReadOnlyList<string> Lines { get; init; }

    /// <param name="Unit">Null: of what began earlier.</param>
    /// <param name="Note">How many began or happened in it.</param>
    public sealed record Header(TimeUnit? Unit, string Note) : TimelineRow;

    /// <param name="When">Lines; none: the unit says it.</param>
    /// <param name="Lane">Of a stretch; null: its mark stands on the axis.</param>
    public sealed record Told(ToldDocument Document, string Title, IReadOnlyList<string> When, int? Lane) : TimelineRow;

    /// <param name="Unit">On which it opens; null: it opens as a list.</param>
    public sealed record Gathered(TimeUnit? Unit, int Records) : TimelineRow;
}

/// <param name="Lane">From the edge, from 0.</param>
internal sealed record StretchPlace(ToldDocument Told, int Lane, double Top, double Bottom, double MarkY, bool BeginsBefore, bool EndsAfter);
