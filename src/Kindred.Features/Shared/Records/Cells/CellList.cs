using System.Collections.Immutable;
using System.Text;

namespace Kindred.Features.Shared.Records.Cells;

/// <summary>Several values in one cell: <c>first; second; "a third; with a semicolon"</c>. A value of named parts is written <c>name: Amina | did: cooking</c>, and what has no name
/// is its first part. What would be read otherwise than it is written stands between quotes, with quotes in it doubled.</summary>
internal static class CellList
{
    /// <summary>A list of nothing, which is another thing than no list.</summary>
    public const string None = "[]";

    /// <summary>What a list in a cell holds at most: more is no list that somebody typed.</summary>
    public const int MostItems = 10_000;

    public static string Write(IReadOnlyCollection<string> values)
    {
        if (values.Count == 0) return None;
        StringBuilder cell = new();
        foreach (string value in values)
        {
            if (cell.Length > 0) cell.Append("; ");
            Append(cell, value, isParted: false);
        }

        return values.Count == 1 && cell.Length == None.Length && cell.ToString() == None ? $"\"{None}\"" : cell.ToString();
    }

    /// <summary>Adds one value of named parts; the name of a bare one is empty.</summary>
    public static void Append(StringBuilder cell, IEnumerable<(string Name, string Value)> parts)
    {
        if (cell.Length > 0) cell.Append("; ");
        bool isFirst = true;
        foreach ((string name, string value) in parts)
        {
            if (!isFirst) cell.Append(" | ");
            isFirst = false;
            if (name.Length > 0) cell.Append(name).Append(": ");
            Append(cell, value, isParted: true);
        }
    }

    /// <param name="names">Of parts; none: every value is a text.</param>
    /// <returns>Of each value its parts in their order; the name of a bare one is empty. Null: too many.</returns>
    public static List<List<(string Name, string Value)>>? Read(string cell, ImmutableArray<string> names)
    {
        List<List<(string, string)>> values = [];
        if (cell.AsSpan().Trim() is None) return values;
        List<(string, string)> parts = [];
        for (int at = 0; at <= cell.Length; at++)
        {
            string name = names.IsEmpty ? "" : NameAt(cell, ref at, names);
            (string value, bool isQuoted) = ValueAt(cell, ref at, isParted: !names.IsEmpty);
            if (value.Length > 0 || isQuoted) parts.Add((name, value));
            if (at < cell.Length && cell[at] == '|') continue;
            if (parts.Count > 0) values.Add(parts);
            if (values.Count > MostItems) return null;
            parts = [];
        }

        return values;
    }

    private static void Append(StringBuilder cell, string value, bool isParted)
    {
        bool isPlain = value.Length > 0 && value[0] != '"' && !char.IsWhiteSpace(value[0]) && !char.IsWhiteSpace(value[^1]) && !value.Contains(';', StringComparison.Ordinal)
            && !(isParted && value.Contains('|', StringComparison.Ordinal));
        if (isPlain) cell.Append(value);
        else cell.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    private static string NameAt(string cell, ref int at, ImmutableArray<string> names)
    {
        int start = at;
        while (start < cell.Length && char.IsWhiteSpace(cell[start])) start++;
        int end = start;
        while (end < cell.Length && char.IsAsciiLetter(cell[end])) end++;
        int colon = end;
        while (colon < cell.Length && cell[colon] == ' ') colon++;
        if (colon >= cell.Length || cell[colon] != ':') return "";
        string typed = cell[start..end];
        if (names.FirstOrDefault(one => one.Equals(typed, StringComparison.OrdinalIgnoreCase)) is not { } name) return "";
        at = colon + 1;
        return name;
    }

    /// <summary>Ends at what ends the value, or at the end of the cell.</summary>
    private static (string Value, bool IsQuoted) ValueAt(string cell, ref int at, bool isParted)
    {
        int start = at;
        while (start < cell.Length && char.IsWhiteSpace(cell[start])) start++;
        if (start < cell.Length && cell[start] == '"' && QuotedAt(cell, start, isParted) is var (quoted, end))
        {
            at = end;
            return (quoted, true);
        }

        while (at < cell.Length && !Ends(cell[at], isParted)) at++;
        return (start >= at ? "" : cell[start..at].Trim(), false);
    }

    /// <summary>Null where no quote ends it, or something follows: then the quote was meant as a quote.</summary>
    private static (string Value, int End)? QuotedAt(string cell, int start, bool isParted)
    {
        StringBuilder value = new();
        for (int at = start + 1; at < cell.Length; at++)
        {
            if (cell[at] != '"') value.Append(cell[at]);
            else if (at + 1 < cell.Length && cell[at + 1] == '"') value.Append(cell[at++]);
            else
            {
                int end = at + 1;
                while (end < cell.Length && char.IsWhiteSpace(cell[end])) end++;
                return end == cell.Length || Ends(cell[end], isParted) ? (value.ToString(), end) : null;
            }
        }

        return null;
    }

    private static bool Ends(char c, bool isParted) => c == ';' || (isParted && c == '|');
}
