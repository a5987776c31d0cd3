using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;

namespace Kindred.Features.Importing.Sending;

/// <summary>What a page shows of a sent file before anything is made of it: its headings and the first rows.</summary>
public sealed class SourceLook
{
    private const int MostScanned = 5_000;

    private SourceLook(Source source, ImmutableArray<SourceRow> rows) =>
        (Recognised, Headings, Findings, Rows) = (source.Recognised, [.. source.Headings.Distinct(StringComparer.Ordinal)], source.Findings, rows);

    public SourceRecognition Recognised { get; }

    public ImmutableArray<string> Headings { get; }

    /// <summary>About the whole of it.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>The first ones.</summary>
    public ImmutableArray<SourceRow> Rows { get; }

    public static SourceLook Of(Stream bytes, SourceOptions options)
    {
        Source source = SourceFile.Open(bytes, "", options);
        return new SourceLook(source, [.. source.Rows().Take(HeadingGuess.MostRows)]);
    }

    /// <summary>There is nothing in it to look at, and the last of what was found says why.</summary>
    public bool IsUnread => Recognised.Form == SourceForm.Unknown || (Headings.IsEmpty && Rows.IsEmpty);

    /// <summary>The first values of a column.</summary>
    public IEnumerable<string> Sample(string heading, int most) =>
        Rows.SelectMany(row => row.Cells).Where(cell => cell.Heading == heading).SelectMany(cell => cell.Values).Where(value => !string.IsNullOrWhiteSpace(value)).Take(most);

    public Profile Guess(Kind kind) => HeadingGuess.Of(Headings, Rows, kind);

    /// <summary>The values of a column as a place takes them apart, the commonest first, in the first thousands of rows.</summary>
    internal static IReadOnlyList<(string Value, int Rows)> Values(Stream bytes, SourceOptions options, string heading, Placement place, FieldPlace? at, int most)
    {
        string split = place.Split ?? (at?.Field is { IsMany: true } ? Separation.Guess : Separation.None);
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (SourceRow row in SourceFile.Open(bytes, "", options).Rows().Take(MostScanned))
        {
            foreach (string part in row.Cells.Where(cell => cell.Heading == heading).SelectMany(cell => cell.Values).SelectMany(value => Separation.Of(value, split, false)))
            {
                if (part.Trim() is { Length: > 0 and <= 200 } said && (counts.Count < MostScanned || counts.ContainsKey(said))) counts[said] = counts.GetValueOrDefault(said) + 1;
            }
        }

        return [.. counts.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Take(most).Select(one => (one.Key, one.Value))];
    }
}
