namespace Kindred.Features.Shared.Text;

/// <summary>One piece of a typed query, as it stands there.</summary>
internal sealed record QueryPiece(string? Field, string Text, bool IsQuoted, bool IsNegated, bool IsPrefix, bool IsOperator);

/// <summary>Cuts a typed query into pieces; knows signs, not meanings.</summary>
internal sealed class QueryScanner(string text)
{
    private int position;

    public QueryPiece? Read()
    {
        while (position < text.Length && (IsSpace(text[position]) || text[position] is '+' or '＋')) position++;
        if (position == text.Length) return null;
        if (text[position] is '|' or '｜')
        {
            position++;
            return Operator("|");
        }
        bool isNegated = IsMinus(text[position]);
        if (isNegated)
        {
            while (position < text.Length && IsMinus(text[position])) position++;
            // A dash between spaces is a dash.
            if (position == text.Length || IsSpace(text[position])) return Read();
        }
        return IsQuote(text[position]) ? new QueryPiece(null, ReadQuoted(), true, isNegated, false, false) : ReadBare(isNegated);
    }

    private QueryPiece ReadBare(bool isNegated)
    {
        string word = ReadUntilSign(stopsAtColon: true);
        if (position < text.Length && text[position] is ':' or '：')
        {
            position++;
            if (position == text.Length || IsSpace(text[position])) return new QueryPiece(null, word, false, isNegated, false, false);
            bool isQuoted = IsQuote(text[position]);
            string value = isQuoted ? ReadQuoted() : ReadUntilSign(stopsAtColon: false);
            bool isBeginning = !isQuoted && IsStar(value);
            return new QueryPiece(word, isBeginning ? value[..^1] : value, isQuoted, isNegated, isBeginning, false);
        }
        if (!isNegated && word is "OR" or "AND" or "NOT") return Operator(word);
        bool isPrefix = IsStar(word);
        return new QueryPiece(null, isPrefix ? word[..^1] : word, false, isNegated, isPrefix, false);
    }

    private string ReadUntilSign(bool stopsAtColon)
    {
        int start = position;
        while (position < text.Length && !IsSpace(text[position]) && !IsQuote(text[position]) && text[position] is not ('|' or '｜'))
        {
            if (stopsAtColon && position > start && text[position] is ':' or '：') break;
            position++;
        }
        return text[start..position];
    }

    /// <summary>A quotation that is never closed runs to the end.</summary>
    private string ReadQuoted()
    {
        int start = ++position;
        while (position < text.Length && !IsQuote(text[position])) position++;
        string quoted = text[start..position];
        if (position < text.Length) position++;
        return quoted;
    }

    private static QueryPiece Operator(string sign) => new(null, sign, false, false, false, true);

    private static bool IsStar(string word) => word.Length > 1 && word[^1] is '*' or '＊';

    private static bool IsMinus(char sign) => sign is '-' or '−' or '－' or '–';

    // Single quotes are apostrophes far more often than quotation marks.
    private static bool IsQuote(char sign) => sign is '"' or '“' or '”' or '„' or '‟' or '«' or '»' or '＂' or '「' or '」' or '『' or '』';

    private static bool IsSpace(char sign) => char.IsWhiteSpace(sign) || sign is '(' or ')' or '（' or '）' or '[' or ']' or '{' or '}' or '\0';
}
