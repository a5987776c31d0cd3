using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kindred.Features.Importing.Reading;

/// <summary>Writes words so that Markdown reads them as the words they are, and marks only where it would take them for marks.</summary>
internal static partial class MarkdownText
{
    // Not characters of Unicode: no text has them, so they can stand for marks until the whole paragraph is known.
    public const char OpenStrong = '\uFDD0';
    public const char CloseStrong = '\uFDD1';
    public const char OpenEmphasis = '\uFDD2';
    public const char CloseEmphasis = '\uFDD3';
    public const char Break = '\uFDD4';
    public const char OpenLiteral = '\uFDD5';
    public const char CloseLiteral = '\uFDD6';

    private const int LongestAddress = 2_048;

    /// <summary>Words as they are, with white space as one space.</summary>
    public static string Escaped(string words)
    {
        StringBuilder escaped = new(words.Length + 8);
        for (int at = 0; at < words.Length; at++)
        {
            char letter = words[at];
            if (char.IsWhiteSpace(letter))
            {
                if (escaped.Length == 0 || escaped[^1] != ' ') escaped.Append(' ');
                continue;
            }

            if (IsMark(letter) || (char.IsControl(letter) && letter != '\t')) continue;
            if (NeedsEscape(words, at)) escaped.Append('\\');
            escaped.Append(letter);
        }

        return escaped.ToString();
    }

    public static string WithoutMarks(string text) => text.Any(IsMark) ? string.Concat(text.Where(letter => !IsMark(letter))) : text;

    public static bool IsBlank(string text) => text.All(letter => letter == ' ' || IsMark(letter));

    /// <summary>An address that a link may lead to, in a form that ends no link early; null: words only. What is relative leads from a page that is not here.</summary>
    public static string? Address(string? address)
    {
        address = address?.Trim();
        if (string.IsNullOrEmpty(address) || address.Length > LongestAddress || address.Any(char.IsControl)) return null;
        bool isWeb = address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        if (isWeb ? !Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri is not { Host.Length: > 0, UserInfo: "" } : !address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return null;
        StringBuilder safe = new(address.Length);
        foreach (char letter in address)
        {
            if (IsMark(letter)) continue;
            if (char.IsWhiteSpace(letter)) safe.Append("%20");
            else if ("()<>\"\\`|*_[]^{}".Contains(letter) && letter != '_') safe.Append('%').Append(((int)letter).ToString("X2", CultureInfo.InvariantCulture));
            else safe.Append(letter);
        }

        return safe.ToString();
    }

    /// <summary>The whole of a paragraph, with its marks where Markdown sees them as such: elsewhere the words stand without.</summary>
    public static string Paragraph(string run)
    {
        string tidy = Spaces().Replace(run, " ");
        StringBuilder whole = new(tidy.Length + 16);
        Stack<(char Open, int At)> open = [];
        bool isLiteral = false;
        for (int at = 0; at < tidy.Length; at++)
        {
            char letter = tidy[at];
            switch (letter)
            {
                case OpenLiteral or CloseLiteral:
                    isLiteral = letter == OpenLiteral;
                    break;
                case Break:
                    AppendBreak(whole);
                    break;
                case OpenStrong or OpenEmphasis:
                    open.Push((letter, whole.Length));
                    break;
                case CloseStrong or CloseEmphasis:
                    if (open.TryPop(out (char Open, int At) mark)) Surround(whole, mark.At, letter == CloseStrong, Next(tidy, at + 1));
                    break;
                case ' ' when !isLiteral && (whole.Length == 0 || whole[^1] is ' ' or '\n'):
                    break;
                default:
                    whole.Append(letter);
                    break;
            }
        }

        return LineStarts().Replace(Trimmed(whole), @"$1\$2");
    }

    /// <summary>Number signs behind a heading would close it.</summary>
    public static string OfHeading(string line) => ClosingSigns().Replace(line, @"$1\$2");

    public static string OnOneLine(string paragraph) => paragraph.Replace("\\\n", " ", StringComparison.Ordinal).Replace('\n', ' ');

    public static bool IsMark(char letter) => letter is >= '\uFDD0' and <= '\uFDEF';

    private static bool NeedsEscape(string words, int at)
    {
        switch (words[at])
        {
            case '\\' or '`' or '*' or '[' or ']' or '~':
                return true;
            case '!':
                // A link may follow, which it would make a picture.
                return at + 1 == words.Length;
            case '_':
                // Within a word it is no mark.
                return at == 0 || at + 1 == words.Length || !char.IsLetterOrDigit(words[at - 1]) || !char.IsLetterOrDigit(words[at + 1]);
            case '<':
                return at + 1 == words.Length || char.IsAsciiLetter(words[at + 1]) || words[at + 1] is '/' or '!' or '?';
            case '&':
                return at + 1 == words.Length || char.IsAsciiLetter(words[at + 1]) || words[at + 1] == '#';
            default:
                return false;
        }
    }

    private static void AppendBreak(StringBuilder whole)
    {
        while (whole.Length > 0 && whole[^1] == ' ') whole.Length--;
        if (whole.Length > 0 && !EndsInBreak(whole)) whole.Append("\\\n");
    }

    private static bool EndsInBreak(StringBuilder whole) => whole.Length > 1 && whole[^1] == '\n';

    private static string Trimmed(StringBuilder whole)
    {
        while (whole.Length > 0 && (whole[^1] == ' ' || EndsInBreak(whole))) whole.Length -= EndsInBreak(whole) ? 2 : 1;
        return whole.ToString();
    }

    /// <summary>Sets marks around the words from <paramref name="start"/> on, if they are marks there by CommonMark's rules of flanking.</summary>
    private static void Surround(StringBuilder whole, int start, bool isStrong, char next)
    {
        while (start < whole.Length && (whole[start] is ' ' or '\n' || (whole[start] == '\\' && start + 1 < whole.Length && whole[start + 1] == '\n'))) start++;
        int end = whole.Length;
        while (end > start && whole[end - 1] == ' ') end--;
        if (end == start || EndsInBreak(whole)) return;
        char before = start == 0 ? ' ' : whole[start - 1];
        char after = end < whole.Length ? ' ' : next;
        char first = whole[start], last = whole[end - 1];
        bool opens = !IsPunctuation(first) || IsBorder(before);
        bool closes = !IsPunctuation(last) || IsBorder(after);
        if (!opens || !closes) return;
        bool isWithinWord = !IsBorder(before) || !IsBorder(after);
        // Stars beside stars would be one run of them.
        if ((isStrong || isWithinWord) && (before == '*' || after == '*' || first == '*' || last == '*')) return;
        if (!isStrong && !isWithinWord && (before == '_' || after == '_' || first == '_' || last == '_')) return;
        string mark = isStrong ? "**" : isWithinWord ? "*" : "_";
        whole.Insert(end, mark).Insert(start, mark);
    }

    private static bool IsBorder(char letter) => char.IsWhiteSpace(letter) || IsPunctuation(letter);

    private static bool IsPunctuation(char letter) => char.IsPunctuation(letter) || char.IsSymbol(letter);

    private static char Next(string tidy, int at)
    {
        while (at < tidy.Length && IsMark(tidy[at]) && tidy[at] != Break) at++;
        return at == tidy.Length || tidy[at] == Break ? ' ' : tidy[at];
    }

    [GeneratedRegex(@"[ \t]{2,}")]
    private static partial Regex Spaces();

    [GeneratedRegex("(^| )(#+)$")]
    private static partial Regex ClosingSigns();

    /// <summary>What begins a heading, a list, a quotation or a line across, where words begin with it.</summary>
    [GeneratedRegex(@"(?m)^(\d{0,9})(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|-(?=-)|=(?=[=\s]*$)|(?<=\d)[.)](?=\s|$))")]
    private static partial Regex LineStarts();
}
