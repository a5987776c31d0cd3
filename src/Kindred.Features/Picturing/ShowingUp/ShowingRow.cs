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

    /// <param name="Key">A year, or <see cref="Undated"/>.</param>
    public sealed record Year(string Key) : ShowingRow;

    public sealed record One(Showing Showing) : ShowingRow;

    /// <summary>What is left of a year that is shut.</summary>
    public sealed record Gathered(string Key, int Count) : ShowingRow;

    public sealed record Silent(Silence Silence) : ShowingRow;

    /// <summary>What nobody said a time of.</summary>
    public const string Undated = "none";

    /// <summary>Years, what is of them, and the silences between. Pure.</summary>
    /// <param name="most">Marks at most.</param>
    /// <param name="open">Key of the year that somebody opened.</param>
    public static ImmutableArray<ShowingRow> Of(ShowingUpFound found, int most, string? open)
    {
        (string Key, Showing[] Showings)[] years = [.. found.Showings.GroupBy(KeyOf).Select(year => (year.Key, year.ToArray()))];
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

    public static string KeyOf(Showing showing) => showing.Year?.ToString(CultureInfo.InvariantCulture) ?? Undated;

    /// <summary>A year in words.</summary>
    public static string Said(string key, Texts texts) => key == Undated ? texts["showing.undated"]
        : long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && EdtfDate.TryParse(EdtfDate.WrittenYear(number), out EdtfDate? year) ? texts.DatesInWords.Write(year) : key;
}
