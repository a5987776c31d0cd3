using System.Globalization;
using System.Text;

namespace Kindred.Features.Shared.Svg;

/// <summary>Words in a picture, where nothing breaks lines by itself and nobody knows the reader's font: how wide they may be at most, and where they are broken and cut.</summary>
public static class SvgText
{
    private const string Cut = "…";

    /// <summary>At most so wide in a plain font, in parts of its size: the widths of DejaVu Sans, which is wider than what most readers have.</summary>
    public static double Width(string text)
    {
        double width = 0;
        foreach (Rune rune in text.EnumerateRunes()) width += Width(rune);
        return width;
    }

    /// <summary>Lines that are no wider than this; the last of them ends in an ellipsis where there is more. A word wider than a line is broken: between the words that it is made of, such as those of a hashtag, where it shows them.</summary>
    /// <param name="width">In parts of the font's size.</param>
    public static IReadOnlyList<string> Lines(string text, double width, int most)
    {
        List<string> lines = [];
        string rest = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        while (rest.Length > 0 && lines.Count < most)
        {
            bool isLast = lines.Count == most - 1;
            if (Width(rest) <= width)
            {
                lines.Add(rest);
                break;
            }

            int end = Fitting(rest, isLast ? width - Width(Cut) : width);
            int space = rest.LastIndexOf(' ', end);
            // Between words, unless the next word is wider than a line: what is written without spaces is broken anywhere.
            if (space > 0 && (Width(rest[..space]) > width / 3 || Width(rest[(space + 1)..].Split(' ')[0]) <= width)) end = space;
            else if (!isLast) end = Seam(rest, end);
            lines.Add(isLast ? rest[..end].TrimEnd(' ', ',', ';', ':', '،', '-', '–') + Cut : rest[..end].TrimEnd());
            rest = rest[end..].TrimStart();
        }

        return lines;
    }

    /// <summary>A name, its direction controls made visible: in a name they have no honest use.</summary>
    public static string Visible(string name) => TextInXml.Of(Bidi.Visible(name));

    /// <summary>A line of a name between isolates, where it could turn what stands around it.</summary>
    /// <param name="visible">Without controls, as <see cref="Visible"/> gives it.</param>
    public static string Isolated(string visible) => visible.Any(IsRightToLeft) ? Between(visible) : visible;

    /// <summary>The same among words of a reader's language, which could turn the signs that it begins or ends with.</summary>
    public static string Isolated(string visible, Texts around) => around.Direction == "rtl" ? Between(visible) : Isolated(visible);

    private static string Between(string visible) => "\u2068" + visible + "\u2069";

    private static bool IsRightToLeft(char letter) => letter is >= '\u0590' and <= '\u08FF' or >= '\uFB1D' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC' or >= '\uD802' and <= '\uD803' or '\uD83A' or '\uD83B';

    /// <summary>How much of a text is no wider, at whole signs as a reader sees them, and at least one.</summary>
    private static int Fitting(string text, double width)
    {
        double wide = 0;
        int end = 0;
        while (end < text.Length)
        {
            int next = end + StringInfo.GetNextTextElementLength(text, end);
            wide += Width(text[end..next]);
            if (wide > width && end > 0) break;
            end = next;
        }

        return end;
    }

    /// <summary>The last place within a word where another begins by a capital or after a sign; in its first half it is none.</summary>
    private static int Seam(string text, int end)
    {
        for (int at = end; at > end / 2 && text[at - 1] != ' '; at--)
        {
            if (text[at - 1] is '-' or '/' or '_' or '.' || (char.IsLower(text[at - 1]) && char.IsUpper(text[at]))) return at;
        }

        return end;
    }

    private static double Width(Rune rune)
    {
        int value = rune.Value;
        if (value < 0x80)
        {
            return (char)value switch
            {
                'i' or 'j' or 'l' or '\'' or 'I' or '|' => 0.3,
                ' ' or '.' or ',' or ':' or ';' or '!' or '(' or ')' or '[' or ']' or '-' or 'f' or 't' or 'r' or '/' => 0.42,
                'm' or 'M' or 'w' or 'W' or '@' or '%' => 1,
                >= 'A' and <= 'Z' => 0.76,
                _ => 0.64,
            };
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
            UnicodeCategory.UppercaseLetter => 0.8,
            UnicodeCategory.LowercaseLetter => 0.68,
            _ when value is >= 0x0590 and <= 0x08FF => 0.66,
            _ when value is >= 0x0900 and <= 0x10FF => 0.9,
            _ when value < 0x2E80 => 0.8,
            _ => 1.1,
        };
    }
}
