using System.Globalization;
using System.Text;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Records;
using Action = Kindred.Domain.Kinds.Action;

namespace Kindred.Features.Exporting.Formats;

/// <summary>iCalendar (RFC 5545): doors on the days on which they are open, or on the day on which they close, and actions of which the days are known. Whole days, without hours.</summary>
internal sealed class CalendarExport : IExportFormat
{
    /// <summary>A line has so many octets at most, without its end (3.1).</summary>
    private const int LongestLine = 75;

    public string Name => "ics";

    public string MediaType => "text/calendar; charset=utf-8";

    public string Suffix => ".ics";

    public string LeavesOut => "all but doors and actions; an action whose days are not known, or not for certain; all fields but title, summary, what is asked, where and when; how to reach those behind a door; translations";

    public async Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel)
    {
        long written = 0;
        WaitingBytes bytes = new(output);
        Line(bytes, "BEGIN:VCALENDAR");
        Line(bytes, "VERSION:2.0");
        Line(bytes, "PRODID:-//Kindred//Kindred//EN");
        Line(bytes, "NAME:" + Escaped(records.Archive.Name));
        Line(bytes, "X-WR-CALNAME:" + Escaped(records.Archive.Name));
        foreach (Kind kind in (Kind[])[records.Kinds[Door.Kind.Name], records.Kinds[Action.Kind.Name]])
        {
            await foreach (RecordSheet sheet in records.SheetsOf(kind, cancel))
            {
                if (DaysOf(sheet) is not var (first, last)) continue;
                Event(bytes, sheet, first, last, records);
                written++;
                await bytes.Send(cancel);
            }
        }

        Line(bytes, "END:VCALENDAR");
        await bytes.SendRest(cancel);
        return written;
    }

    private static void Event(WaitingBytes bytes, RecordSheet sheet, DateOnly first, DateOnly last, ExportedRecords records)
    {
        RecordContent content = sheet.Content;
        string language = ";LANGUAGE=" + content.Language;
        Line(bytes, "BEGIN:VEVENT");
        Line(bytes, $"UID:{sheet.Record.Id}");
        // The hour at which somebody took it away is nobody's business.
        Line(bytes, $"DTSTAMP:{Day(records.Viewer.Today)}T000000Z");
        Line(bytes, $"DTSTART;VALUE=DATE:{Day(first)}");
        // The day after the last (3.6.1); the calendar has none after its own last.
        if (last < DateOnly.MaxValue) Line(bytes, $"DTEND;VALUE=DATE:{Day(last.AddDays(1))}");
        Line(bytes, $"SUMMARY{language}:{Escaped(content.Title)}");
        string[] told = [.. content.Texts("contentNotices"), .. ((string[])["summary", "whatIsAsked", "time"]).Select(field => Told(content, field)).OfType<string>()];
        if (told is not []) Line(bytes, $"DESCRIPTION{language}:{Escaped(string.Join("\n\n", told))}");
        if (sheet.Links.GetValueOrDefault(CommonFields.Where) is { First: { IsEmpty: false } where }) Line(bytes, "LOCATION:" + Escaped(string.Join(", ", where.Select(place => place.Other.Title))));
        if (records.Origin.Length > 0) Line(bytes, $"URL:{records.Origin}/r/{sheet.Record.Id}");
        Line(bytes, "CATEGORIES:" + Escaped(sheet.Record.Kind));
        // Nobody is busy on a day on which something was long ago.
        Line(bytes, "TRANSP:TRANSPARENT");
        Line(bytes, "END:VEVENT");
    }

    /// <summary>What is said before it in its stead: a calendar shows it unasked.</summary>
    private static string? Told(RecordContent content, string field) => content.Text(field) is { } text ? FieldNotices.Before(content, field) ?? text : null;

    private static (DateOnly First, DateOnly Last)? DaysOf(RecordSheet sheet)
    {
        if (sheet.Kind.Name == Door.Kind.Name) return WrittenDay.Read(sheet.Content.Text("closes")) is { } closes ? (Earlier(WrittenDay.Read(sheet.Content.Text("opens")) ?? closes, closes), closes) : null;
        return EdtfDate.TryParse(sheet.Content.Text("when"), out EdtfDate? when) ? when.Shape switch
        {
            EdtfShape.Single { Point: var point } => Known(point) is { } day ? (day, day) : null,
            EdtfShape.Interval { Start: EdtfEnd.At { Point: var from }, End: EdtfEnd.At { Point: var to } } => Known(from) is { } first && Known(to) is { } last && first <= last ? (first, last) : null,
            _ => null,
        } : null;
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly? Known(EdtfPoint point) =>
        point is { Qualification: Qualification.None, Year.Value: >= 1 and <= 9999 } && point.Month?.Value is { } month && point.Day?.Value is { } day ? new DateOnly((int)point.Year.Value.Value, month, day) : null;

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>TEXT of 3.3.11.</summary>
    private static string Escaped(string text)
    {
        StringBuilder escaped = new(text.Length + 8);
        foreach (char c in text.ReplaceLineEndings("\n"))
        {
            if (c == '\n') escaped.Append("\\n");
            else if (c is '\\' or ';' or ',') escaped.Append('\\').Append(c);
            else if (!char.IsControl(c) || c == '\t') escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Folded (3.1): what is longer goes on after a space, and no character is parted.</summary>
    private static void Line(WaitingBytes bytes, string line)
    {
        int length = 0;
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in line.EnumerateRunes())
        {
            int size = rune.EncodeToUtf8(utf8);
            if (length + size > LongestLine)
            {
                bytes.Write("\r\n "u8);
                length = 1;
            }

            bytes.Write(utf8[..size]);
            length += size;
        }

        bytes.Write("\r\n"u8);
    }
}
