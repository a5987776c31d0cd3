using System.Collections.Frozen;
using System.Text;

namespace Kindred.Features.Importing.Reading;

/// <summary>The text that LaTeX would print: accents and letters that are written with commands, braces that keep capitals. Commands that are not known stay as they are written.</summary>
internal static class LatexText
{
    /// <summary>Behind its letter, as Unicode composes them.</summary>
    private static readonly FrozenDictionary<char, char> Accents = new Dictionary<char, char>
    {
        ['\''] = '\u0301', ['`'] = '\u0300', ['^'] = '\u0302', ['"'] = '\u0308', ['~'] = '\u0303', ['='] = '\u0304', ['.'] = '\u0307', ['c'] = '\u0327', ['v'] = '\u030C', ['u'] = '\u0306', ['H'] = '\u030B', ['k'] = '\u0328',
        ['r'] = '\u030A', ['d'] = '\u0323', ['b'] = '\u0331',
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Letters = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ss"] = "ß", ["ae"] = "æ", ["AE"] = "Æ", ["oe"] = "œ", ["OE"] = "Œ", ["o"] = "ø", ["O"] = "Ø", ["l"] = "ł", ["L"] = "Ł", ["aa"] = "å", ["AA"] = "Å", ["i"] = "ı", ["j"] = "ȷ", ["dh"] = "ð", ["DH"] = "Ð", ["th"] = "þ", ["TH"] = "Þ",
        ["dj"] = "đ", ["DJ"] = "Đ", ["ng"] = "ŋ", ["NG"] = "Ŋ", ["textendash"] = "–", ["textemdash"] = "—", ["ldots"] = "…", ["dots"] = "…", ["textquoteleft"] = "‘", ["textquoteright"] = "’", ["textquotedblleft"] = "“",
        ["textquotedblright"] = "”", ["textbackslash"] = "\\", ["textasciitilde"] = "~", ["textbar"] = "|", ["textless"] = "<", ["textgreater"] = ">", ["textasciicircum"] = "^", ["textbraceleft"] = "{", ["textbraceright"] = "}", ["S"] = "§",
        ["P"] = "¶", ["copyright"] = "©", ["pounds"] = "£", ["euro"] = "€", ["texteuro"] = "€", ["slash"] = "/", ["newline"] = "\n", ["guillemotleft"] = "«", ["guillemotright"] = "»",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Of these what is in their braces is said.</summary>
    private static readonly FrozenSet<string> Marks = FrozenSet.Create(
        StringComparer.Ordinal, "emph", "textit", "textbf", "textsc", "texttt", "textrm", "textsf", "textsuperscript", "textsubscript", "url", "mkbibquote", "enquote", "mbox", "underline", "em", "it", "bf", "sc", "tt", "rm", "itshape", "bfseries", "upshape", "textup", "ensuremath", "noopsort");

    public static string Of(string latex)
    {
        StringBuilder text = new(latex.Length);
        for (int at = 0; at < latex.Length;)
        {
            switch (latex[at])
            {
                case '\\':
                    at += Command(latex.AsSpan(at), text);
                    break;
                case '{' or '}':
                    at++;
                    break;
                case '~':
                    text.Append('\u00A0');
                    at++;
                    break;
                case '-' when latex.AsSpan(at).StartsWith("---", StringComparison.Ordinal):
                    text.Append('—');
                    at += 3;
                    break;
                case '-' when latex.AsSpan(at).StartsWith("--", StringComparison.Ordinal):
                    text.Append('–');
                    at += 2;
                    break;
                case '`' when latex.AsSpan(at).StartsWith("``", StringComparison.Ordinal):
                    text.Append('“');
                    at += 2;
                    break;
                case '\'' when latex.AsSpan(at).StartsWith("''", StringComparison.Ordinal):
                    text.Append('”');
                    at += 2;
                    break;
                default:
                    text.Append(latex[at++]);
                    break;
            }
        }

        return Spaced(Composed(text.ToString()));
    }

    /// <summary>An address: only what LaTeX cannot write otherwise.</summary>
    public static string Verbatim(string latex)
    {
        StringBuilder text = new(latex.Length);
        for (int at = 0; at < latex.Length; at++)
        {
            if (latex[at] == '\\' && at + 1 < latex.Length && latex[at + 1] is '_' or '%' or '&' or '#' or '$' or '{' or '}' or '~') text.Append(latex[++at]);
            else if (latex[at] is not ('{' or '}')) text.Append(latex[at]);
        }

        string bare = text.ToString().Trim();
        return bare.StartsWith("\\url", StringComparison.Ordinal) ? bare[4..].Trim() : bare;
    }

    /// <returns>How much of it was read.</returns>
    private static int Command(ReadOnlySpan<char> latex, StringBuilder text)
    {
        if (latex.Length == 1)
        {
            text.Append('\\');
            return 1;
        }

        char first = latex[1];
        int end = 1;
        while (end < latex.Length && char.IsAsciiLetter(latex[end])) end++;
        string name = latex[1..end].ToString();
        bool isAccent = end == 1 ? Accents.ContainsKey(first) : name.Length == 1 && Accents.ContainsKey(first);
        if (isAccent && Accent(latex, end == 1 ? 2 : end, Accents[first], text) is > 0 and var read) return read;
        if (end == 1)
        {
            // \& \% \_ and the like stand for themselves; \\ ends a line.
            text.Append(first switch { '\\' => "\n", '-' or '/' or '@' => "", ',' or ' ' or ';' or ':' => " ", _ => first.ToString() });
            return 2;
        }

        int behind = end;
        if (Letters.TryGetValue(name, out string? letter))
        {
            text.Append(letter);
            // The space ends the command.
            if (behind < latex.Length && latex[behind] == ' ') behind++;
            else if (latex[behind..].StartsWith("{}", StringComparison.Ordinal)) behind += 2;
            return behind;
        }

        if (Marks.Contains(name)) return behind < latex.Length && latex[behind] == ' ' ? behind + 1 : behind;
        text.Append(latex[..end]);
        return end;
    }

    private static int Accent(ReadOnlySpan<char> latex, int at, char accent, StringBuilder text)
    {
        while (at < latex.Length && latex[at] == ' ') at++;
        bool isBraced = at < latex.Length && latex[at] == '{';
        if (isBraced) at++;
        if (at >= latex.Length) return 0;
        if (latex[at] == '\\' && at + 1 < latex.Length && latex[at + 1] is 'i' or 'j')
        {
            text.Append(latex[at + 1]).Append(accent);
            at += 2;
        }
        else if (char.IsLetter(latex[at]))
        {
            text.Append(latex[at]).Append(accent);
            at++;
        }
        else
        {
            return 0;
        }

        return isBraced && at < latex.Length && latex[at] == '}' ? at + 1 : at;
    }

    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a character.
            return text;
        }
    }

    /// <summary>Line ends are spaces; an empty line parts paragraphs.</summary>
    private static string Spaced(string text)
    {
        string[] paragraphs = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        return string.Join("\n\n", paragraphs.Select(one => string.Join(' ', one.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries))).Where(one => one.Length > 0));
    }
}
