using System.Buffers;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Telephone numbers in a text: those that say so (a plus, a word before them) and those in forms that hardly anything else has.</summary>
internal static class PhoneNumber
{
    private const int FewestDigits = 7, MostDigits = 15;

    /// <summary>How far before it a word may stand.</summary>
    private const int WordReach = 24;

    private static readonly SearchValues<char> Starts = SearchValues.Create("+(0123456789٠١٢٣٤٥٦٧٨٩");

    private static readonly SearchValues<string> Words = SearchValues.Create(
        [
            "tel.", "tel:", "tel ", "phone", "call ", "call:", "fax", "cell:", "cell ", "mobile", "whatsapp", "signal:", "text ", "sms", "hotline", "teléfono", "telefono", "móvil", "celular", "llama al", "llame al", "tél.", "tél :", "téléphone",
            "portable", "telefon", "handy", "mobil", "telefone", "telemóvel", "cellulare", "هاتف", "جوال", "موبايل", "واتساب", "điện thoại", "đt:", "sđt", "电话", "手机", "☎", "📞",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Free lines of the North American plan belong to no one person.</summary>
    private static readonly string[] FreeLines = ["800", "888", "877", "866", "855", "844", "833", "822", "900"];

    public static IEnumerable<(int Start, int Length)> Find(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            int next = text.AsSpan(at).IndexOfAny(Starts);
            if (next < 0) yield break;
            at += next;
            int end = EndOf(text, at);
            if (end - at >= FewestDigits && Is(text, at, end)) yield return (at, end - at);
            at = Math.Max(end, at + 1);
        }
    }

    private static int EndOf(string text, int start)
    {
        int at = start, end = start;
        while (at < text.Length && at - start < 32)
        {
            char here = text[at];
            if (char.IsDigit(here)) end = at + 1;
            // Two signs in a row end it, but ") ".
            else if (!(here is ' ' or '-' or '.' or '(' or ')' or '/' or '\u00A0' or '\u2011' || (here == '+' && at == start)) || (at > start && here == text[at - 1])) break;
            at++;
        }

        return end;
    }

    private static bool Is(string text, int start, int end)
    {
        ReadOnlySpan<char> written = text.AsSpan(start, end - start);
        int digits = 0;
        foreach (char letter in written) if (char.IsDigit(letter)) digits++;
        if (digits is < FewestDigits or > MostDigits) return false;
        // Part of a word, an amount, an address of the web, a number with decimals.
        if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '$' or '€' or '£' or '#' or '=' or '_' or '/' or '.' or ',' or ':' && !IsAfterWord(text, start))) return false;
        if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '%' or '_' || (text[end] is '.' or ',' && end + 1 < text.Length && char.IsDigit(text[end + 1])))) return false;
        if (IsInAddress(text, start)) return false;
        if (written[0] == '+') return digits >= 8;
        return IsNorthAmerican(written) || IsFrench(written) || IsBritish(written) || (IsAfterWord(text, start) && !IsDate(written));
    }

    private static bool IsAfterWord(string text, int start)
    {
        int from = Math.Max(0, start - WordReach);
        return text.AsSpan(from, start - from).ContainsAny(Words);
    }

    private static bool IsInAddress(string text, int start)
    {
        int space = text.LastIndexOfAny([' ', '\n', '\t', '('], Math.Max(0, start - 1));
        return text.AsSpan(space + 1, start - space - 1 < 0 ? 0 : start - space - 1) is var before && (before.Contains("://", StringComparison.Ordinal) || before.StartsWith("www.", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>(212) 555-0123, 212-555-0123, 212.555.0123, 1-212-555-0123; spaces alone stand in other numbers, too.</summary>
    private static bool IsNorthAmerican(ReadOnlySpan<char> written)
    {
        Span<char> shape = stackalloc char[32];
        Span<char> digits = stackalloc char[MostDigits];
        int length = 0, count = 0;
        foreach (char letter in written)
        {
            if (!char.IsDigit(letter)) shape[length++] = letter;
            else
            {
                if (count == digits.Length) return false;
                digits[count++] = letter;
                if (length == 0 || shape[length - 1] != '9') shape[length++] = '9';
            }
        }

        ReadOnlySpan<char> signs = shape[..length];
        ReadOnlySpan<char> number = count == 11 && digits[0] == '1' ? digits[1..11] : count == 10 ? digits[..10] : [];
        if (number.IsEmpty || number[0] < '2' || number[3] < '2') return false;
        bool isForm = signs is "(9) 9-9" or "(9)9-9" or "(9) 9.9" or "(9) 9 9" or "9-9-9" or "9.9.9" or "9-9-9-9" or "9 9-9" or "9/9-9" or "9.9.9.9" or "9 (9) 9-9" or "9-(9)-9-9";
        if (!isForm || !HasGroups(written, count == 11)) return false;
        foreach (string free in FreeLines) if (number.StartsWith(free)) return false;
        return true;
    }

    /// <summary>In groups of three, three and four.</summary>
    private static bool HasGroups(ReadOnlySpan<char> written, bool hasOne)
    {
        Span<int> groups = stackalloc int[5];
        int count = 0;
        bool isWithin = false;
        foreach (char letter in written)
        {
            bool isDigit = char.IsDigit(letter);
            if (isDigit && !isWithin && count++ == groups.Length) return false;
            if (isDigit) groups[count - 1]++;
            isWithin = isDigit;
        }

        ReadOnlySpan<int> whole = groups[..count];
        return hasOne ? whole is [1, 3, 3, 4] : whole is [3, 3, 4];
    }

    /// <summary>06 12 34 56 78</summary>
    private static bool IsFrench(ReadOnlySpan<char> written)
    {
        if (written.Length != 14 || written[0] != '0' || written[1] is < '1' or > '9' || written[2] is not (' ' or '.' or '-')) return false;
        for (int at = 0; at < written.Length; at++)
        {
            if (at % 3 == 2 ? written[at] != written[2] : !char.IsDigit(written[at])) return false;
        }

        return true;
    }

    /// <summary>020 7946 0958, 07700 900123</summary>
    private static bool IsBritish(ReadOnlySpan<char> written) =>
        (written.Length == 13 && written.StartsWith("02") && written[3] == ' ' && written[8] == ' ') || (written.Length == 12 && written.StartsWith("07") && written[5] == ' ' && !written[6..].Contains(' '));

    /// <summary>2017-01-28, 28.01.2017, 1942-1945.</summary>
    private static bool IsDate(ReadOnlySpan<char> written)
    {
        int signs = 0;
        foreach (char letter in written) if (letter is '-' or '.' or '/') signs++;
        return written.Length is 8 or 9 or 10 && signs is 1 or 2 && !written.Contains(' ');
    }
}
