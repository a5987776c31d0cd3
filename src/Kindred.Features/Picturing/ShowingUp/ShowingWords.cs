using Kindred.Domain.Dates;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.ShowingUp;

/// <summary>What the timeline says in words.</summary>
public static class ShowingWords
{
    public static string Heading(ShowingUpFound found, Texts texts) => texts.Format("showing.title", SvgText.Visible(RecordName.Of(found.Subject, texts).Title));

    public static string Counts(ShowingUpFound found, Texts texts) => string.Join(' ', (string[])[
        texts.Count("showing.count", found.Showings.Length),
        .. found.Left > 0 ? (string[])[texts.Count("showing.left", found.Left)] : [],
        .. found.Silences.IsEmpty ? (string[])[] : [texts.Count("showing.silences", found.Silences.Length), texts["showing.rule"]]]);

    /// <summary>From when to when, and how long.</summary>
    public static string Said(Silence silence, Texts texts)
    {
        // Before the first time it begins with the first day of what is told, otherwise after the last.
        string from = Day(silence.From, silence.IsBefore ? silence.From : silence.From + 1, texts), to = Day(silence.To, silence.To, texts), lasted = Lasted(silence.Days, texts);
        return texts.Format(silence.IsAfter ? "showing.silence.after" : silence.IsBefore ? "showing.silence.before" : "showing.silence", from, to, lasted);
    }

    /// <summary>In whole years, or in months up to two of them.</summary>
    private static string Lasted(long days, Texts texts)
    {
        long months = days * 12 / 365;
        return months < 24 ? texts.Count("showing.months", months) : texts.Count("showing.years.long", months / 12);
    }

    public static string? Tempo(ShowingTempo tempo, Texts texts) => tempo switch
    {
        ShowingTempo.Urgent => texts["term.tempo.urgent"],
        ShowingTempo.Sustained => texts["term.tempo.sustained"],
        ShowingTempo.OneDay => texts["showing.tempo.day"],
        ShowingTempo.LongSpan => texts["showing.tempo.span"],
        _ => null,
    };

    public static string When(Showing showing, Texts texts) => EdtfDate.TryParse(showing.Line.When, out EdtfDate? when) ? texts.DatesInWords.Write(when) : texts["showing.undated"];

    /// <summary>No closer than it may have been told: an edge that is one of a year or of a month is that year or month.</summary>
    /// <param name="edge">The day on which a year or month would begin.</param>
    private static string Day(long day, long edge, Texts texts)
    {
        if (day is < 0 or > 3_652_057) return texts.Number(GregorianDay.YearOf(day));
        (DateOnly date, DateOnly first) = (DateOnly.FromDayNumber((int)day), DateOnly.FromDayNumber((int)edge));
        string edtf = first is { Month: 1, Day: 1 } ? EdtfDate.WrittenYear(date.Year) : first.Day == 1 ? date.Written()[..^3] : date.Written();
        return texts.DatesInWords.End(EdtfDate.Parse(edtf));
    }
}
