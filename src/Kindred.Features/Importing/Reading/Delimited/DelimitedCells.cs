using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>Makes the cells of a row out of its bytes.</summary>
internal sealed class DelimitedCells(TableHeadings headings, TextForm text, bool repairsMojibake)
{
    private readonly List<SourceCell> filled = [];
    private readonly List<Finding> findings = [];

    /// <summary>Null: there is nothing in it.</summary>
    public SourceRow? Row(DelimitedReader reader)
    {
        if (reader.IsTooLong) return RefusedRow.TooLong(reader.Number, reader.Line);
        filled.Clear();
        findings.Clear();
        TextTrouble trouble = TextTrouble.None;
        // Most rows are nothing but ASCII: one look at the whole spares one at each cell.
        bool isPlain = Ascii.IsValid(reader.Bytes) && !reader.Bytes.Contains((byte)0);
        for (int column = 0; column < reader.Count; column++)
        {
            ReadOnlySpan<byte> bytes = reader[column];
            if (bytes.IsEmpty) continue;
            string value = isPlain ? Encoding.Latin1.GetString(bytes) : CellText.Of(bytes, text, repairsMojibake, ref trouble);
            if (string.IsNullOrWhiteSpace(value)) continue;
            // No heading stands over it: most often a delimiter too many in a cell before.
            if (column >= headings.Count && findings.Count == 0) findings.Add(new Finding("row-longer", headings[column], Excerpt.Of(value)));
            filled.Add(new SourceCell(headings[column], ImmutableCollectionsMarshal.AsImmutableArray(new[] { value })));
        }

        if (filled.Count == 0) return null;
        if (trouble != TextTrouble.None) findings.AddRange(CellText.Findings(trouble));
        if (reader.Trouble != QuoteTrouble.None) AddQuotes(reader.Trouble);
        return new SourceRow(reader.Number, [.. filled]) { Line = reader.Line, Findings = [.. findings] };
    }

    private void AddQuotes(QuoteTrouble quotes)
    {
        if (quotes.HasFlag(QuoteTrouble.Stray)) findings.Add(new Finding("row-quote-stray"));
        if (quotes.HasFlag(QuoteTrouble.TextAfter)) findings.Add(new Finding("row-text-after-quote"));
        if (quotes.HasFlag(QuoteTrouble.Unclosed)) findings.Add(new Finding("row-quote-unclosed"));
    }
}
