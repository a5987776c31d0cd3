using Kindred.Domain.Dates;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
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
        .. found.Silences.IsEmpty ? (string[])[] : [texts.Count("showing.silences", found.Silences.Length)]]);

    /// <summary>From when to when, and how long.</summary>
    public static string Said(Silence silence, Texts texts)
    {
        string from = Day(silence.From, texts), to = Day(silence.To, texts), lasted = Lasted(silence.Days, texts);
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

    private static string Day(long day, Texts texts) => day is >= 0 and <= 3_652_058 ? texts.DatesInWords.Day(DateOnly.FromDayNumber((int)day)) : texts.Number(GregorianDay.YearOf(day));
}
