using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain.Dates;
using Kindred.Features.Shared;

namespace Kindred.Features.Picturing.ShowingUp;

/// <summary>A row of the timeline, from the earliest on.</summary>
public abstract record ShowingRow
{
    private ShowingRow()
    {
    }

    /// <param name="Key">A year, a decade as EDTF writes it, or <see cref="Undated"/>.</param>
    public sealed record Year(string Key) : ShowingRow;

    public sealed record One(Showing Showing) : ShowingRow;

    /// <summary>What is left of a year that is shut.</summary>
    public sealed record Gathered(string Key, int Count) : ShowingRow;

    public sealed record Silent(Silence Silence) : ShowingRow;

    /// <summary>What nobody said a time of.</summary>
    public const string Undated = "none";

    /// <summary>Years, what is of them, and the silences between. Of more years than it may have marks, decades. Pure.</summary>
    /// <param name="most">Marks at most.</param>
    /// <param name="open">Key of the year that somebody opened.</param>
    public static ImmutableArray<ShowingRow> Of(ShowingUpFound found, int most, string? open)
    {
        bool isDecade = found.Showings.Select(showing => showing.Year).Distinct().Count() > most - found.Silences.Length;
        (string Key, Showing[] Showings)[] years = [.. found.Showings.GroupBy(showing => KeyOf(showing, isDecade)).Select(year => (year.Key, year.ToArray()))];
        int opened = Array.FindIndex(years, year => year.Key == open);
        int[] shown = Gathering.Shown([.. years.Select(year => year.Showings.Length)], most - found.Silences.Length, opened < 0 ? null : opened);
        Queue<Silence> silences = new(found.Silences);
        List<ShowingRow> rows = [];
        foreach ((int at, (string key, Showing[] showings)) in years.Index())
        {
            long first = showings[0].Span?.First ?? long.MaxValue;
            while (silences.TryPeek(out Silence before) && before.To <= first) rows.Add(new Silent(silences.Dequeue()));
            rows.Add(new Year(key));
            foreach (Showing showing in showings.Take(shown[at]))
            {
                while (silences.TryPeek(out Silence before) && showing.Span is { } span && before.To <= span.First) rows.Add(new Silent(silences.Dequeue()));
                rows.Add(new One(showing));
            }

            if (shown[at] < showings.Length) rows.Add(new Gathered(key, showings.Length - shown[at]));
        }

        // What has no date stands after the last silence.
        int end = rows.FindIndex(row => row is Year { Key: Undated });
        rows.InsertRange(end < 0 ? rows.Count : end, silences.Select(silence => new Silent(silence)));
        return [.. rows];
    }

    private static string KeyOf(Showing showing, bool isDecade) => showing.Year is not { } year ? Undated
        : isDecade ? EdtfDate.WrittenDecade(year) : year.ToString(CultureInfo.InvariantCulture);

    /// <summary>A year or decade in words.</summary>
    public static string Said(string key, Texts texts)
    {
        if (key == Undated) return texts["showing.undated"];
        string edtf = long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? EdtfDate.WrittenYear(number) : key;
        return EdtfDate.TryParse(edtf, out EdtfDate? time) ? texts.DatesInWords.Write(time) : key;
    }
}
