using System.Globalization;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Importing.Mapping.Dates;

/// <param name="Value">Of a number; of a month or season its number; of a sign the sign.</param>
/// <param name="Digits">Of a number: how many it was written with; none where it was written in letters (XIX, 十二).</param>
internal readonly record struct DateToken(DateRole Role, long Value = 0, int Digits = 0)
{
    public bool IsSign(char sign) => Role == DateRole.Sign && Value == sign;

    public bool IsDash => Role == DateRole.Sign && Value is '-' or '–';

    public bool IsYear => Role == DateRole.Number && Digits == 4;

    public bool IsShort => Role == DateRole.Number && Digits is 1 or 2;
}

/// <summary>Takes a written date apart. What says nothing (of, the, weekdays) is left out; a word that is none of a date ends it.</summary>
internal static class DateTokens
{
    private const string RomanLetters = "ivxlc";
    private const string HanDigits = "〇一二三四五六七八九";

    public static bool TryRead(string text, List<DateToken> tokens)
    {
        for (int at = 0; at < text.Length;)
        {
            char here = text[at];
            if (char.IsWhiteSpace(here) || here is '\'' or '’' or '"' or '“' or '”' or '(' or ')' or '.' or '‘' || CharUnicodeInfo.GetUnicodeCategory(here) == UnicodeCategory.Format) at++;
            else if (char.IsDigit(here)) at = ReadNumber(text, at, tokens);
            else if (Sign(here) is { } sign)
            {
                // 1940 - 50 is no month: a hyphen with a space beside it stands between two.
                bool isBetween = sign == '-' && ((at > 0 && text[at - 1] == ' ') || (at + 1 < text.Length && text[at + 1] == ' '));
                tokens.Add(new DateToken(DateRole.Sign, isBetween ? '–' : sign));
                at++;
            }
            else if (IsHan(here)) at = ReadHan(text, at, tokens);
            else if (char.IsLetter(here)) at = ReadWords(text, at, tokens);
            else return false;
            if (at < 0) return false;
        }

        return tokens.Count > 0;
    }

    private static char? Sign(char here) => here switch
    {
        '-' or '\u2010' or '\u2011' or '\u2212' => '-',
        '\u2012' or '–' or '—' or '―' or '〜' or '～' => '–',
        '/' or '／' => '/',
        ',' or '،' or '，' or '、' => ',',
        ':' or '：' => ':',
        '?' or '؟' or '？' => '?',
        '~' => '~',
        '+' => '+',
        '&' => '&',
        '[' or ']' => '[',
        _ => null,
    };

    private static int ReadNumber(string text, int from, List<DateToken> tokens)
    {
        int at = from;
        long value = 0;
        for (; at < text.Length && char.IsDigit(text[at]); at++)
        {
            if (at - from > 8) return -1;
            value = (value * 10) + (int)char.GetNumericValue(text[at]);
        }

        int digits = at - from;
        // 16.03.1920: the dot is a sign between numbers, and nothing elsewhere.
        bool isDotted = at + 1 < text.Length && text[at] == '.' && (char.IsDigit(text[at + 1]) || (text[at + 1] == ' ' && at + 2 < text.Length && char.IsDigit(text[at + 2])));
        tokens.Add(new DateToken(DateRole.Number, value, digits));
        if (isDotted) tokens.Add(new DateToken(DateRole.Sign, '.'));
        return ReadEnding(text, at, digits, value, tokens);
    }

    /// <summary>What hangs on a number: 19th, 1º, 1er, 1960s, 1960er.</summary>
    private static int ReadEnding(string text, int at, int digits, long value, List<DateToken> tokens)
    {
        int start = at < text.Length && text[at] is '\'' or '’' ? at + 1 : at, end = start;
        while (end < text.Length && char.IsLetter(text[end]) && !IsHan(text[end])) end++;
        if (end == start || end - start > 4) return at;
        string ending = text[start..end].ToLowerInvariant();
        if (digits == 4 && value % 10 == 0 && ending is ("s" or "er" or "ern"))
        {
            tokens.Add(new DateToken(DateRole.Decade));
            return end;
        }

        return digits <= 2 && ending is ("st" or "nd" or "rd" or "th" or "er" or "re" or "e" or "è" or "ème" or "eme" or "º" or "ª" or "o" or "a" or "°") ? end : at;
    }

    private static int ReadWords(string text, int from, List<DateToken> tokens)
    {
        // The longest phrase first: a word of it may say something else alone.
        Span<int> ends = stackalloc int[DateWords.LongestPhrase];
        int count = 0, at = from;
        while (count < ends.Length && at < text.Length && char.IsLetter(text[at]) && !IsHan(text[at]))
        {
            while (at < text.Length && !IsHan(text[at]) && (char.IsLetter(text[at]) || CharUnicodeInfo.GetUnicodeCategory(text[at]) == UnicodeCategory.NonSpacingMark)) at++;
            ends[count++] = at;
            while (at < text.Length && text[at] == ' ') at++;
        }

        for (int words = count; words > 0; words--)
        {
            string phrase = text[from..ends[words - 1]];
            if (!TryFind(phrase, out (DateRole Role, int Value) word)) continue;
            Add(word, tokens);
            return ends[words - 1];
        }

        string one = text[from..ends[0]];
        if (Roman(one) is { } number)
        {
            tokens.Add(new DateToken(DateRole.Number, number));
            return ends[0];
        }

        // و1945: and is written to the word that follows it.
        if (one.Length > 1 && one[0] == 'و' && TryFind(one[1..], out (DateRole, int) joined))
        {
            tokens.Add(new DateToken(DateRole.And));
            Add(joined, tokens);
            return ends[0];
        }

        // A.M. and B.C. come apart at their dots.
        if (one.Length == 1 && ends[0] + 1 < text.Length && text[ends[0]] == '.' && char.IsLetter(text[ends[0] + 1]))
        {
            int second = ends[0] + 2;
            if (TryFind(text[from] + text[(ends[0] + 1)..second], out (DateRole, int) dotted))
            {
                Add(dotted, tokens);
                return second;
            }
        }

        return -1;
    }

    private static void Add((DateRole Role, int Value) word, List<DateToken> tokens)
    {
        if (word.Role is not (DateRole.Filler or DateRole.Weekday)) tokens.Add(new DateToken(word.Role, word.Value));
    }

    private static bool TryFind(string phrase, out (DateRole, int) word)
    {
        if (DateWords.TryFind(phrase.ToLowerInvariant(), out word)) return true;
        Span<char> folded = stackalloc char[Folding.LongestToken * DateWords.LongestPhrase];
        int length = 0;
        foreach (Range part in phrase.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> one = phrase.AsSpan(part);
            if (one.IsEmpty) continue;
            if (one.Length > Folding.LongestToken / 2) return false;
            if (length > 0) folded[length++] = ' ';
            length += Folding.Fold(one, folded.Slice(length, Folding.LongestToken - 1));
        }

        return DateWords.TryFind(folded[..length], out word);
    }

    private static int ReadHan(string text, int from, List<DateToken> tokens)
    {
        for (int length = Math.Min(4, text.Length - from); length > 0; length--)
        {
            if (!DateWords.TryFind(text.AsSpan(from, length), out (DateRole Role, int Value) word)) continue;
            Add(word, tokens);
            return from + length;
        }

        int end = from;
        while (end < text.Length && (text[end] == '十' || HanDigits.Contains(text[end]) || text[end] is '零' or '○')) end++;
        if (end == from || end - from > 4) return -1;
        ReadOnlySpan<char> run = text.AsSpan(from, end - from);
        int ten = run.IndexOf('十');
        if (ten < 0)
        {
            long value = 0;
            foreach (char digit in run) value = (value * 10) + Digit(digit);
            tokens.Add(new DateToken(DateRole.Number, value, run.Length));
        }
        else
        {
            if (ten > 1 || run.Length - ten > 2) return -1;
            int tens = ten == 0 ? 1 : Digit(run[0]), ones = ten + 1 < run.Length ? Digit(run[ten + 1]) : 0;
            tokens.Add(new DateToken(DateRole.Number, (tens * 10) + ones, 2));
        }

        return end;

        static int Digit(char digit) => digit is '零' or '○' ? 0 : HanDigits.IndexOf(digit, StringComparison.Ordinal);
    }

    /// <summary>XIX, and XIXe as French writes it.</summary>
    private static int? Roman(string word)
    {
        string letters = word.ToLowerInvariant();
        if (letters.Length > 1 && letters[^1] == 'e') letters = letters[..^1];
        if (letters.Length > 7 || letters.AsSpan().ContainsAnyExcept(RomanLetters)) return null;
        int total = 0, last = 0;
        for (int at = letters.Length - 1; at >= 0; at--)
        {
            int value = letters[at] switch { 'i' => 1, 'v' => 5, 'x' => 10, 'l' => 50, _ => 100 };
            total += value < last ? -value : value;
            last = Math.Max(last, value);
        }

        return total is > 0 and < 40 ? total : null;
    }

    private static bool IsHan(char here) => here is (>= '\u3400' and <= '\u9FFF') or '〇' or '○' or (>= '\uAC00' and <= '\uD7A3');
}
