using System.Buffers;
using Kindred.Domain.Importing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records.Cells;

namespace Kindred.Features.Importing.Running;

/// <summary>A dry run as a spreadsheet (RFC 4180): each row of the source with what would become of it and the findings beside it. What a spreadsheet would run as a formula
/// is shown as text.</summary>
public sealed class RowReport(TextWriter writer, Texts texts, IReadOnlyList<string> headings)
{
    /// <summary>What a spreadsheet takes for the beginning of a formula, or leaves out and then takes the next for one.</summary>
    private const string Runs = "=+-@\t\r\n＝＋－＠";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n;\t");

    public void Begin() => Write([texts["import.report.row"], texts["import.report.outcome"], texts["import.report.title"], texts["import.report.findings"], .. headings]);

    public void Add(ForetoldRow row)
    {
        // Of a source without cells: what was read of it.
        ILookup<string, string>? values = row.Row.Source?.Cells.ToLookup(cell => cell.Heading, cell => string.Join("; ", cell.Values), StringComparer.Ordinal);
        Write(
        [
            row.Row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Outcome(row.Outcome),
            row.Row.Content.Title,
            string.Join("\n", row.Findings.Select(finding => texts.Words(finding))),
            .. headings.Select(heading => values is null ? Told(row.Row, heading) : string.Join("; ", values[heading])),
        ]);
    }

    private string Outcome(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Made => texts["import.outcome.made"],
        RowOutcome.Changed => texts["import.outcome.changed"],
        RowOutcome.Same => texts["import.outcome.same"],
        RowOutcome.Waiting => texts["import.outcome.waiting"],
        _ => texts["import.outcome.nottaken"],
    };

    /// <summary>Fields of the kinds, where there are no cells of a source: the archive's own form.</summary>
    public static IReadOnlyList<string> FieldsOf(IEnumerable<Domain.Kinds.Kind> kinds) => [.. kinds.SelectMany(kind => kind.Fields).Select(field => field.Name).Distinct()];

    private static string Told(ImportRow row, string field) => row.Kind[field] is { IsLink: true }
        ? string.Join("; ", row.Links.Where(link => link.Field == field).Select(link => link.Target))
        : row.Content[field] is { } value ? string.Join("; ", value.AllTexts()) : "";

    private void Write(IReadOnlyList<string> cells) => WriteRow(writer, cells);

    /// <summary>A row of any table that a spreadsheet is to open.</summary>
    internal static void WriteRow(TextWriter writer, IReadOnlyList<string> cells)
    {
        for (int at = 0; at < cells.Count; at++)
        {
            if (at > 0) writer.Write(',');
            Write(writer, cells[at]);
        }

        writer.Write("\r\n");
    }

    private static void Write(TextWriter writer, string cell)
    {
        string text = Neutral(cell);
        bool isQuoted = text.AsSpan().ContainsAny(Quoted) || text.StartsWith(' ') || text.EndsWith(' ');
        if (!isQuoted)
        {
            writer.Write(text);
            return;
        }

        writer.Write('"');
        writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }

    /// <summary>A sign before it says that it is text; a number stays one.</summary>
    internal static string Neutral(string cell) => IsNumber(cell) ? cell : SpreadsheetText.Neutral(cell);

    private static bool IsNumber(string cell) =>
        double.TryParse(cell, System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out _);
}
