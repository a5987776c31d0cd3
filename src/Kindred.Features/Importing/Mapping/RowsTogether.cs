using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Features.Importing.Reading;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Rows of one key that follow each other, made one: a performance and who took part, a line each. The key is said once; of the other cells every one is kept, with a
/// gap where a row says nothing, so that what stands beside each other in a row stays together.</summary>
public static class RowsTogether
{
    /// <summary>Of more rows with one key the others are told of and not read.</summary>
    public const int MostRows = 1_000;

    public static IEnumerable<SourceRow> Of(IEnumerable<SourceRow> rows, ImmutableArray<string> key)
    {
        List<SourceRow> together = [];
        foreach (SourceRow row in rows)
        {
            if (together.Count > 0 && !IsSame(together[0], row, key))
            {
                yield return Made(together, key);
                together.Clear();
            }

            if (together.Count < MostRows) together.Add(row);
            else yield return RefusedRow.Of(row.Number, row.Line, new Finding("rows-together-too-many", "", MostRows.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        if (together.Count > 0) yield return Made(together, key);
    }

    private static bool IsSame(SourceRow one, SourceRow other, ImmutableArray<string> key) =>
        !key.IsEmpty && !one.IsRefused && !other.IsRefused && key.All(heading => Values(one, heading) is { IsEmpty: false } values && values.SequenceEqual(Values(other, heading)));

    private static ImmutableArray<string> Values(SourceRow row, string heading)
    {
        foreach (SourceCell cell in row.Cells)
        {
            if (cell.Heading == heading) return cell.Values;
        }

        return [];
    }

    private static SourceRow Made(List<SourceRow> rows, ImmutableArray<string> key)
    {
        if (rows.Count == 1) return rows[0];
        string[] headings = [.. rows.SelectMany(row => row.Cells).Select(cell => cell.Heading).Distinct()];
        return new SourceRow(rows[0].Number, [.. headings.Select(Cell)])
        {
            Findings = [.. rows.SelectMany(row => row.Findings).Distinct()],
            Line = rows[0].Line,
        };

        SourceCell Cell(string heading)
        {
            if (key.Contains(heading)) return new SourceCell(heading, Values(rows[0], heading));
            return new SourceCell(heading, [.. rows.Select(row => Values(row, heading)).SelectMany(values => values.IsEmpty ? [""] : values)]);
        }
    }
}
