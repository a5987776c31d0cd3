using System.Buffers;
using System.Text;

namespace Kindred.Features.Shared.Records.Cells;

/// <summary>Text that no spreadsheet runs: where a formula could begin stands an apostrophe before it, which reading takes away again. A formula begins at the start of a cell, and, where a
/// spreadsheet of another country parts cells at semicolons, tabs or line ends, after each of these. Reading gives back what was written, byte for byte.</summary>
public static class SpreadsheetText
{
    private const char Guard = '\'';

    // With the wide forms, which some spreadsheets read as the others.
    private static readonly SearchValues<char> Beginnings = SearchValues.Create("=+-@\t\r＝＋－＠");
    private static readonly SearchValues<char> Separators = SearchValues.Create(";\t\n");

    /// <summary>A formula that does harm calls something or asks another program: a list item in a text need not be guarded for its dash.</summary>
    private static readonly SearchValues<char> Harmful = SearchValues.Create("(|!");

    public static string Neutral(string text)
    {
        if (!text.AsSpan().ContainsAny(Beginnings)) return text;
        StringBuilder? guarded = null;
        int copied = 0;
        for (int start = 0; start >= 0; start = Next(text, start))
        {
            int at = Past(text, start);
            int quotes = Guards(text, at);
            if (!Begins(text, at + quotes, start)) continue;
            (guarded ??= new StringBuilder(text.Length + 8)).Append(text, copied, at - copied).Append(Guard);
            copied = at;
        }

        return guarded is null ? text : guarded.Append(text, copied, text.Length - copied).ToString();
    }

    public static string Plain(string cell)
    {
        if (!cell.Contains(Guard, StringComparison.Ordinal)) return cell;
        StringBuilder? plain = null;
        int copied = 0;
        for (int start = 0; start >= 0; start = Next(cell, start))
        {
            int at = Past(cell, start);
            int quotes = Guards(cell, at);
            if (quotes == 0 || !Begins(cell, at + quotes, start)) continue;
            (plain ??= new StringBuilder(cell.Length)).Append(cell, copied, at - copied);
            copied = at + 1;
        }

        return plain is null ? cell : plain.Append(cell, copied, cell.Length - copied).ToString();
    }

    /// <summary>Where the next cell could begin; -1: nowhere.</summary>
    private static int Next(string text, int from)
    {
        int found = text.AsSpan(from).IndexOfAny(Separators);
        return found < 0 ? -1 : from + found + 1;
    }

    /// <summary>Past what a spreadsheet does not look at.</summary>
    private static int Past(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '"') at++;
        return at;
    }

    private static int Guards(string text, int at)
    {
        int count = 0;
        while (at + count < text.Length && text[at + count] == Guard) count++;
        return count;
    }

    private static bool Begins(string text, int at, int start)
    {
        if (at >= text.Length || !Beginnings.Contains(text[at])) return false;
        if (start == 0 || text[at] is not ('-' or '+') || at + 1 >= text.Length || text[at + 1] != ' ') return true;
        ReadOnlySpan<char> rest = text.AsSpan(at);
        int end = rest.IndexOf('\n');
        return (end < 0 ? rest : rest[..end]).ContainsAny(Harmful);
    }
}
