using System.Text;
using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>References as BibTeX and BibLaTeX read them: <c>@article{key, title = {…}}</c>. The letters that LaTeX writes with commands become letters; what stands between references is kept with the next.</summary>
internal sealed class BibTexSource(SourceBytes bytes, TextForm text, SourceOptions options) : TextSource(SourceForm.Bibtex, bytes, text, options)
{
    private const int LookedAt = 64;

    /// <summary>Characters between two references; more is no remark, and told as a row of its own.</summary>
    private const int MostBetween = 64 * 1024;

    /// <summary>The first line that is no comment begins a reference.</summary>
    public static bool Begins(ReadOnlySpan<byte> content)
    {
        while (content.StartsWith("%"u8) && content.IndexOf((byte)'\n') is var end and >= 0) content = content[(end + 1)..].TrimStart(" \t\r\n"u8);
        return IsEntry(content);
    }

    public override IEnumerable<SourceRow> Rows()
    {
        using Stream raw = Bytes.Open();
        using ByteWindow window = new(Text.Read(raw));
        BibTexReader reader = new();
        long number = 0, line = 1;
        StringBuilder between = new();
        while (Find(window, ref line, between))
        {
            if (between.Length > MostBetween) yield return OfNone(between, ++number, line);
            Portion = Math.Min(1, (double)raw.Position / Bytes.Length);
            int length = Length(window, out bool isClosed, out bool isTooLong);
            long begun = line;
            SourceRow? row = null;
            if (isTooLong)
            {
                row = RefusedRow.TooLong(++number, begun);
            }
            else
            {
                TextTrouble trouble = TextTrouble.None;
                string entry = CellText.Of(window.Bytes[..length], Text, Options.RepairsMojibake, ref trouble);
                if (BibTexReader.IsReference(entry))
                {
                    ReferenceDraft draft = new(++number, begun) { Trouble = trouble };
                    reader.Read(entry, draft);
                    if (between.Length > 0) draft.Add(BibTexReader.BetweenHeading, between.ToString());
                    between.Clear();
                    row = draft.Row(isWhole: isClosed);
                }
                else if (!reader.TakeMacro(entry))
                {
                    Keep(between, entry);
                }
            }

            line += Lines(window.Bytes[..length]);
            window.Skip(length);
            if (row is not null) yield return row;
        }

        // What stands behind the last reference is of none.
        if (between.Length > 0) yield return OfNone(between, ++number, line);
        Portion = 1;
    }

    /// <summary>Goes to the next reference; what is passed over is kept, as far as it says something.</summary>
    private bool Find(ByteWindow window, ref long line, StringBuilder between)
    {
        while (true)
        {
            int at = 0;
            ReadOnlySpan<byte> read = window.Bytes;
            while (at < read.Length && !(read[at] == '@' && (IsEntry(read[at..]) || (read.Length - at < LookedAt && !window.IsLast)))) at++;
            if (at > 0)
            {
                TextTrouble trouble = TextTrouble.None;
                Keep(between, CellText.Of(read[..at], Text, Options.RepairsMojibake, ref trouble));
                if (between.Length > LongestRow) between.Length = LongestRow;
                line += Lines(read[..at]);
                window.Skip(at);
                continue;
            }

            if (window.Length > 0 && IsEntry(window.Bytes)) return true;
            if (window.IsLast) return false;
            window.Grow();
        }
    }

    private static void Keep(StringBuilder between, string more)
    {
        foreach (ReadOnlySpan<char> one in more.AsSpan().EnumerateLines())
        {
            if (one.IsWhiteSpace()) continue;
            if (between.Length > 0) between.Append('\n');
            between.Append(one.Trim());
        }
    }

    private static SourceRow OfNone(StringBuilder between, long number, long line)
    {
        string said = between.ToString(0, Math.Min(between.Length, 240));
        between.Clear();
        return RefusedRow.Of(number, line, new Finding("row-no-reference", "", Excerpt.Of(said)));
    }

    /// <summary>Of the entry that the window begins with. One that nothing closes ends where the next begins a line.</summary>
    private static int Length(ByteWindow window, out bool isClosed, out bool isTooLong)
    {
        while (true)
        {
            isTooLong = window.Length > LongestRow;
            if (End(window.Bytes, window.IsLast || isTooLong, out isClosed) is >= 0 and int length)
            {
                isTooLong = length > LongestRow;
                return length;
            }

            window.Grow();
        }
    }

    /// <returns>-1: it goes on beyond.</returns>
    private static int End(ReadOnlySpan<byte> entry, bool isLast, out bool isClosed)
    {
        int open = entry.IndexOfAny((byte)'{', (byte)'(');
        isClosed = true;
        if (open < 0) return isLast ? entry.Length : -1;
        bool isRound = entry[open] == '(';
        int depth = 0;
        for (int at = open; at < entry.Length; at++)
        {
            switch (entry[at])
            {
                case (byte)'\\':
                    at++;
                    break;
                case (byte)'{':
                    depth++;
                    break;
                case (byte)'}' when depth > 0:
                    if (--depth == 0 && !isRound) return at + 1;
                    break;
                case (byte)')' when isRound && depth == 0:
                    return at + 1;
                case (byte)'@' when entry[at - 1] == '\n' && IsEntry(entry[at..]):
                    isClosed = false;
                    return at;
            }
        }

        if (!isLast) return -1;
        isClosed = false;
        return entry.Length;
    }

    private static bool IsEntry(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty || content[0] != '@') return false;
        int at = 1;
        while (at < content.Length && at < LookedAt / 2 && char.IsAsciiLetter((char)content[at])) at++;
        if (at == 1) return false;
        while (at < content.Length && at < LookedAt && content[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at++;
        return at < content.Length && content[at] is (byte)'{' or (byte)'(';
    }

    private static long Lines(ReadOnlySpan<byte> read) => read.Count((byte)'\n');
}
