using System.Collections.Frozen;
using System.Globalization;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Importing.Mapping;

/// <summary>How many, as a source states it.</summary>
/// <param name="Range">Null: it says no number.</param>
/// <param name="IsAbout">It says "about", for which a range has no place.</param>
/// <param name="IsInWords">It says dozens, hundreds: a number that nobody counted.</param>
public readonly record struct WrittenCount(FieldValue.Range? Range, bool IsAbout = false, bool IsInWords = false);

/// <summary>Reads numbers of people as they are written: <c>6,000</c>, <c>200-300</c>, <c>about 1.5 million</c>, <c>more than 200</c>, <c>27.0</c>.</summary>
public static class CountReader
{
    private const int Longest = 100;
    private const long Most = 1_000_000_000_000;

    private enum Role
    {
        About,
        AtLeast,
        AtMost,
        To,
        Times,
        Crowd,
        Filler,
    }

    private static readonly FrozenDictionary<string, (Role Role, long Times)> Words = Read();

    public static WrittenCount Read(string text)
    {
        text = text.Trim();
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long plain)) return plain <= Most ? new WrittenCount(new FieldValue.Range(plain, plain)) : default;
        if (text.Length is 0 or > Longest) return default;
        return new Reading(text).Read();
    }

    private static FrozenDictionary<string, (Role, long)> Read()
    {
        Dictionary<string, (Role, long)> all = new(StringComparer.Ordinal);
        Add(Role.About, 0, "about around circa ca c approx approximately roughly some nearly almost hacia unos unas aproximadamente cerca casi environ presque quelque ungefähr etwa rund fast zirka aproximadamente quase circa quasi حوالي نحو تقريبا khoảng 约 大约");
        Add(Role.AtLeast, 0, "over more least plus más mas mínimo menos_de plus_de moins über mehr mindestens mais oltre più أكثر hơn 超过 至少");
        Add(Role.AtMost, 0, "under up fewer less most máximo hasta jusqu bis höchstens até fino حتى đến 最多");
        Add(Role.To, 0, "to a à bis al إلى 至 到 and y et und e");
        Add(Role.Times, 1_000, "k thousand mil mille mila tausend tsd ألف آلاف nghìn ngàn 千");
        Add(Role.Times, 10_000, "万 萬");
        Add(Role.Times, 1_000_000, "m million millions millón millones million millionen mio milhão milhões milione milioni مليون ملايين triệu 百万");
        Add(Role.Crowd, 0, "dozens dozen hundreds thousands tens scores many several few decenas cientos centenares miles docenas dizaines centaines milliers dutzende hunderte tausende dezenas centenas milhares decine centinaia migliaia عشرات مئات đám_đông");
        Add(Role.Filler, 0, "than que de of people persons personas participants participantes workers trabajadores personnes leute menschen personen pessoas persone شخص من người 人 the at an i di");
        return all.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(Role role, long times, string words)
        {
            foreach (string word in words.Split(' ')) all.TryAdd(Folding.Fold(word), (role, times));
        }
    }

    private ref struct Reading(string text)
    {
        private readonly ReadOnlySpan<char> text = text;
        private int at;
        private bool isAbout, isAtLeast, isAtMost, isRange, isCrowd;
        private long? first, second;

        public WrittenCount Read()
        {
            while (at < text.Length)
            {
                char here = text[at];
                if (char.IsDigit(here))
                {
                    if (ReadNumber() is not { } number || !Take(number)) return Nothing;
                }
                else if (char.IsLetter(here))
                {
                    if (!ReadWord()) return Nothing;
                }
                else if (here is '-' or '–' or '—' or '~' or '～' or '〜' && first is not null)
                {
                    isRange = true;
                    at++;
                }
                else
                {
                    if (here is '~' or '≈') isAbout = true;
                    else if (here is '+' && first is not null || here is '>' or '≥') isAtLeast = true;
                    else if (here is '<' or '≤') isAtMost = true;
                    else if (!char.IsWhiteSpace(here) && here is not ('.' or ',' or '(' or ')')) return Nothing;
                    at++;
                }
            }

            if (isCrowd) return new WrittenCount(null, IsInWords: true);
            if (first is not { } low || isRange != second is not null) return default;
            if (second is { } high) return high >= low ? new WrittenCount(new FieldValue.Range(low, high), isAbout) : default;
            return isAtLeast && isAtMost ? default : new WrittenCount(new FieldValue.Range(isAtMost ? null : low, isAtLeast ? null : low), isAbout);
        }

        private readonly WrittenCount Nothing => new(null, IsInWords: isCrowd);

        private bool Take(decimal number)
        {
            // 2 million: the word multiplies what stands before it.
            int start = at;
            while (start < text.Length && text[start] == ' ') start++;
            int end = start;
            while (end < text.Length && char.IsLetter(text[end])) end++;
            if (end > start && Words.TryGetValue(Folding.Fold(text[start..end]), out (Role Role, long Times) word) && word.Role == Role.Times)
            {
                number *= word.Times;
                at = end;
            }

            // There is no half of a person; 27.0 is what programs write for 27.
            if (number > Most || number != decimal.Truncate(number)) return false;
            if (first is null) first = (long)number;
            else if (isRange && second is null) second = (long)number;
            else return false;
            return true;
        }

        private bool ReadWord()
        {
            int end = at;
            while (end < text.Length && char.IsLetter(text[end])) end++;
            if (!Words.TryGetValue(Folding.Fold(text[at..end]), out (Role Role, long Times) word)) return false;
            at = end;
            switch (word.Role)
            {
                case Role.About:
                    isAbout = true;
                    break;
                case Role.AtLeast:
                    isAtLeast = true;
                    break;
                case Role.AtMost when first is null:
                    isAtMost = true;
                    break;
                case Role.AtMost or Role.To:
                    isRange = first is not null;
                    break;
                case Role.Crowd:
                    isCrowd = true;
                    break;
                case Role.Times:
                    return false;
            }

            return true;
        }

        /// <summary>Signs between groups of exactly three digits only group them; otherwise the last is of a decimal.</summary>
        private decimal? ReadNumber()
        {
            Span<char> digits = stackalloc char[24];
            int length = 0, groups = 0;
            while (at < text.Length && length < digits.Length)
            {
                if (char.IsDigit(text[at])) digits[length++] = (char)('0' + (int)char.GetNumericValue(text[at++]));
                else if (IsGroup(at))
                {
                    groups++;
                    at++;
                }
                else if (text[at] is '.' or ',' && groups == 0 && at + 1 < text.Length && char.IsDigit(text[at + 1]) && !digits[..length].Contains('.'))
                {
                    digits[length++] = '.';
                    at++;
                }
                else break;
            }

            return length < digits.Length && decimal.TryParse(digits[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? number : null;
        }

        private readonly bool IsGroup(int place) => text[place] is ',' or '.' or '\'' or '’' or ' ' or '\u00A0' or '\u202F' or '\u066C' && place + 3 < text.Length && char.IsDigit(text[place + 1]) && char.IsDigit(text[place + 2])
            && char.IsDigit(text[place + 3]) && (place + 4 >= text.Length || !char.IsDigit(text[place + 4]));
    }
}
