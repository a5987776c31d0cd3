using System.Text;
using System.Text.RegularExpressions;

namespace Kindred.Features.Importing.Reading;

/// <summary>References as RIS writes them: a line a value with a tag of two characters before it (<c>AU  - Weston, Deborah</c>), from <c>TY</c> to <c>ER</c>. A line without a tag belongs to the value before it.</summary>
internal sealed partial class RisSource(SourceBytes bytes, TextForm text, SourceOptions options) : TextSource(SourceForm.Ris, bytes, text, options)
{
    private static readonly string[] Days = ["DA", "PY", "Y1", "Y2"];

    private const string FirstTag = "TY";
    private const string LastTag = "ER";

    /// <summary>One of its first lines begins a reference.</summary>
    public static bool Begins(ReadOnlySpan<byte> content)
    {
        int lines = 0;
        foreach (Range line in MemoryExtensions.Split(content, (byte)'\n'))
        {
            if (lines++ == 50) break;
            if (Tagged(content[line]) is FirstTag) return true;
        }

        return false;
    }

    public override IEnumerable<SourceRow> Rows()
    {
        using Stream raw = Bytes.Open();
        using ByteWindow window = new(Text.Read(raw));
        ReferenceDraft? draft = null;
        long number = 0, line = 0;
        while (Next(window, out string written, out bool isTooLong, out TextTrouble trouble))
        {
            line++;
            Portion = Math.Min(1, (double)raw.Position / Bytes.Length);
            string tag = Tag(written);
            if (tag == FirstTag || (draft is null && (tag.Length > 0 || isTooLong || written.Length > 0)))
            {
                if (draft?.Row(isWhole: false) is { } before) yield return before;
                draft = new ReferenceDraft(++number, line);
                // What stands before the first is of none, and is kept all the same.
                if (tag.Length == 0 && !isTooLong) tag = "#";
            }

            if (draft is null) continue;
            draft.Trouble |= trouble;
            if (isTooLong) draft.IsTooLong = true;
            else if (tag == "#") draft.Add(tag, written);
            else if (tag.Length == 0) draft.Continue(written);
            else if (tag != LastTag) draft.Add(tag, Days.Contains(tag) ? Day(Value(written)) : Value(written));
            if (tag != LastTag) continue;
            if (draft.Row(isWhole: true) is { } row) yield return row;
            draft = null;
        }

        if (draft?.Row(isWhole: false) is { } last) yield return last;
        Portion = 1;
    }

    private bool Next(ByteWindow window, out string line, out bool isTooLong, out TextTrouble trouble)
    {
        trouble = TextTrouble.None;
        line = "";
        int length = WindowLines.Length(window, out isTooLong);
        if (length < 0) return false;
        if (!isTooLong)
        {
            ReadOnlySpan<byte> read = window.Bytes[..length];
            // As Macintosh computers wrote until 2001.
            if (read.IndexOf((byte)'\r') is >= 0 and var carriage && carriage < length - 1 && read[carriage + 1] != '\n') read = window.Bytes[..(length = carriage + 1)];
            line = CellText.Of(read.TrimEnd("\r\n"u8), Text, Options.RepairsMojibake, ref trouble);
        }

        window.Skip(length);
        return true;
    }

    private static string? Tagged(ReadOnlySpan<byte> line)
    {
        if (line.Length > 8) line = line[..8];
        return Tag(Encoding.Latin1.GetString(line.TrimEnd("\r"u8))) is { Length: > 0 } tag ? tag : null;
    }

    /// <summary>Empty: it has none. Programs leave out one of the spaces, or the last.</summary>
    private static string Tag(string line)
    {
        if (line.Length < 3 || !char.IsAsciiLetterUpper(line[0]) || !(char.IsAsciiLetterUpper(line[1]) || char.IsAsciiDigit(line[1]))) return "";
        int dash = line.IndexOf('-', StringComparison.Ordinal);
        bool isTag = dash is 3 or 4 && line.AsSpan(2, dash - 2).Trim(' ').IsEmpty && (dash == line.Length - 1 || line[dash + 1] == ' ');
        return isTag ? line[..2] : "";
    }

    private static string Value(string line) => line[(line.IndexOf('-', StringComparison.Ordinal) + 1)..].Trim();

    /// <summary>RIS writes days as 2017/01/27/ with words of any kind behind the third stroke.</summary>
    private static string Day(string value)
    {
        if (Strokes().Match(value) is not { Success: true } match) return value;
        string day = string.Join('-', match.Groups.Cast<Group>().Skip(1).Take(3).Select(part => part.Value).TakeWhile(part => part.Length > 0));
        return match.Groups[4].Value.Trim() is { Length: > 0 } more ? $"{day} {more}" : day;
    }

    [GeneratedRegex(@"^(\d{4})/(\d{2})?(?:/(\d{2})?(?:/(.*))?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Strokes();
}
