using System.Text;
using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>One reference while its lines come in.</summary>
internal sealed class ReferenceDraft(long number, long line)
{
    private readonly List<(string Heading, List<StringBuilder> Values)> cells = [];
    private StringBuilder? last;
    private int size;

    public TextTrouble Trouble { get; set; }

    public bool IsTooLong { get; set; }

    public void Add(string heading, string value)
    {
        if (Grow(value)) return;
        last = new StringBuilder(value);
        int at = cells.FindIndex(one => one.Heading == heading);
        if (at < 0) cells.Add((heading, [last]));
        else cells[at].Values.Add(last);
    }

    /// <summary>A line that goes on with the value before it.</summary>
    public void Continue(string more)
    {
        if (!Grow(more)) last?.Append('\n').Append(more);
    }

    /// <param name="isWhole">It says itself where it ends.</param>
    public SourceRow? Row(bool isWhole)
    {
        if (IsTooLong) return RefusedRow.TooLong(number, line);
        SourceCell[] read = [.. cells.Select(cell => new SourceCell(cell.Heading, [.. cell.Values.Select(value => value.ToString().Trim()).Where(value => value.Length > 0)])).Where(cell => cell.Values.Length > 0)];
        if (read is []) return null;
        IEnumerable<Finding> found = CellText.Findings(Trouble);
        return new SourceRow(number, [.. read]) { Line = line, Findings = isWhole ? [.. found] : [new Finding("row-no-end"), .. found] };
    }

    private bool Grow(string text)
    {
        size += text.Length + 1;
        if (size > Source.LongestRow) IsTooLong = true;
        return IsTooLong;
    }
}
