using System.Globalization;
using System.Text;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Records.Cells;

/// <summary>What a table remembers of a row beside its cells, in the column <see cref="RecordColumns.Marks"/>: of which revision it is, for whom it was made, a mark of thirty bits of each cell that had something
/// in it, and which links and cited records that cell showed. By these a row that comes back tells which of its cells somebody changed, whatever the archive says by now: what was taken back since is not said anew,
/// what the table did not show is not emptied, and what a spreadsheet did to other cells is nobody's change.
/// <code>p.3.k2m9xa title=0c4hj2 coalition=7r1vbd:5XN2QA,0GT9WZ</code>
/// Letter of whom it is for (<c>p</c> anyone, <c>k</c> those who see a record's way), revision, mark of the record's id and that revision; then heading, mark, and the last six characters of each id.</summary>
public sealed class CellMarks
{
    private const int MarkLength = 6;
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private readonly Dictionary<string, (string Mark, string[] Seen)> cells;
    private readonly string row;

    private CellMarks(bool isWhole, int revision, string row, Dictionary<string, (string, string[])> cells) => (IsWhole, Revision, this.row, this.cells) = (isWhole, revision, row, cells);

    /// <summary>The table was made for those who see more than the public does.</summary>
    public bool IsWhole { get; }

    public int Revision { get; }

    /// <summary>Null: these are none, or not whole any more.</summary>
    public static CellMarks? Read(string text)
    {
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is not [var first, ..] || first.Split('.') is not [("p" or "k") and var whom, var number, { Length: MarkLength } row]) return null;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int revision)) return null;
        Dictionary<string, (string, string[])> cells = new(StringComparer.Ordinal);
        foreach (string part in parts.AsSpan(1))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal), colon = part.IndexOf(':', StringComparison.Ordinal);
            // Anything may have been written into this cell.
            if (equals <= 0 || (colon >= 0 && colon < equals)) return null;
            string mark = part[(equals + 1)..(colon < 0 ? part.Length : colon)];
            if (mark.Length != MarkLength || !cells.TryAdd(part[..equals], (mark, colon < 0 ? [] : part[(colon + 1)..].Split(',')))) return null;
        }

        return new CellMarks(whom == "k", revision, row, cells);
    }

    /// <summary>False: rows were parted from their marks, as when only some columns are sorted.</summary>
    public bool IsOf(RecordId id) => row == RowMark(id, Revision);

    /// <summary>The cell is as the archive wrote it.</summary>
    /// <param name="text">As it is read; empty: there is nothing in it.</param>
    public bool IsAsWritten(string heading, string text) => cells.TryGetValue(heading, out (string Mark, string[]) written) ? written.Mark == MarkOf(text) : text.AsSpan().Trim().IsEmpty;

    /// <summary>The archive wrote something there.</summary>
    public bool HadText(string heading) => cells.ContainsKey(heading);

    /// <summary>The cell showed that its field leads to this record.</summary>
    public bool HasShown(string heading, RecordId id) => cells.TryGetValue(heading, out (string, string[] Seen) written) && written.Seen.Contains(Short(id), StringComparer.OrdinalIgnoreCase);

    private static string Short(RecordId id) => id.ToString()[^MarkLength..];

    private static string RowMark(RecordId id, int revision) => MarkOf(string.Create(CultureInfo.InvariantCulture, $"{id} {revision}"));

    /// <summary>What a spreadsheet may do to any cell makes no other mark: line ends, spaces around it, characters that a workbook has not.</summary>
    private static string MarkOf(string text)
    {
        // FNV-1a, folded to thirty bits. It has to tell a changed cell, and hides nothing: who has the table has the cells.
        ulong hash = 14695981039346656037;
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        for (int at = 0; at < trimmed.Length; at++)
        {
            char one = trimmed[at];
            if (one == '\r')
            {
                if (at + 1 < trimmed.Length && trimmed[at + 1] == '\n') continue;
                one = '\n';
            }
            else if (one >= '\uFFFE')
            {
                one = '\uFFFD';
            }

            hash = (hash ^ one) * 1099511628211;
        }

        hash ^= hash >> 32;
        hash *= 0x9E3779B97F4A7C15;
        hash >>= 34;
        return string.Create(MarkLength, hash, static (mark, bits) =>
        {
            for (int at = mark.Length - 1; at >= 0; at--, bits >>= 5) mark[at] = Digits[(int)(bits & 31)];
        });
    }

    /// <summary>Makes the marks of one row.</summary>
    internal sealed class Row
    {
        private readonly StringBuilder text = new(256);

        public Row(bool isWhole, RecordId id, int revision) =>
            text.Append(isWhole ? 'k' : 'p').Append('.').Append(CultureInfo.InvariantCulture, $"{revision}").Append('.').Append(RowMark(id, revision));

        public void Add(string heading, string cell, IEnumerable<RecordId> shown)
        {
            text.Append(' ').Append(heading).Append('=').Append(MarkOf(cell));
            char sign = ':';
            foreach (RecordId id in shown)
            {
                text.Append(sign).Append(Short(id));
                sign = ',';
            }
        }

        public override string ToString() => text.ToString();
    }
}
