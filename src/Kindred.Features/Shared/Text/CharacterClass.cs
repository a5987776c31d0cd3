using System.Globalization;
using System.Text;

namespace Kindred.Features.Shared.Text;

internal enum CharacterClass : byte
{
    Separator,
    Letter,

    /// <summary>A character of a script that writes no spaces between words.</summary>
    Unspaced,

    /// <summary>A mark or sign that belongs to the character before it.</summary>
    Extending,
    Apostrophe,

    /// <summary>Has no shape of its own: joiners, soft hyphen, marks of direction.</summary>
    Invisible,
}

internal static class CharacterClasses
{
    private static readonly CharacterClass[] Table = MakeTable();

    /// <summary>The class of the character at this place and how many code units it takes.</summary>
    public static CharacterClass At(ReadOnlySpan<char> text, int place, out int width)
    {
        char character = text[place];
        width = 1;
        if (!char.IsSurrogate(character)) return Table[character];
        if (Rune.DecodeFromUtf16(text[place..], out Rune rune, out width) != System.Buffers.OperationStatus.Done)
        {
            width = 1;
            return CharacterClass.Separator;
        }
        // Planes 2 and 3 hold ideographs.
        if (rune.Value is >= 0x20000 and <= 0x3FFFF) return CharacterClass.Unspaced;
        return Classify(Rune.GetUnicodeCategory(rune));
    }

    private static CharacterClass[] MakeTable()
    {
        var table = new CharacterClass[char.MaxValue + 1];
        for (int code = 0; code < table.Length; code++) table[code] = Classify((char)code);
        return table;
    }

    private static CharacterClass Classify(char character)
    {
        if (FoldingRules.IsApostrophe(character)) return CharacterClass.Apostrophe;
        // Vowel and final jamo, and loose voicing marks, finish the character before them.
        if (character is (>= '\u1160' and <= '\u11FF') or '\u3099' or '\u309A' or '\uFF9E' or '\uFF9F') return CharacterClass.Extending;
        CharacterClass found = Classify(CharUnicodeInfo.GetUnicodeCategory(character));
        return found == CharacterClass.Letter && IsUnspaced(character) ? CharacterClass.Unspaced : found;
    }

    private static CharacterClass Classify(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.LetterNumber => CharacterClass.Letter,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharacterClass.Extending,
        UnicodeCategory.Format => CharacterClass.Invisible,
        _ => CharacterClass.Separator,
    };

    private static bool IsUnspaced(char character) => !char.IsDigit(character) && character is
        (>= '\u0E00' and <= '\u0EFF')  // Thai, Lao
        or (>= '\u1000' and <= '\u109F') or (>= '\uA9E0' and <= '\uA9FF') or (>= '\uAA60' and <= '\uAA7F')  // Myanmar
        or (>= '\u1780' and <= '\u17FF')  // Khmer
        or (>= '\u1100' and <= '\u115F') or (>= '\u3131' and <= '\u318E') or (>= '\uAC00' and <= '\uD7A3')  // Hangul
        or (>= '\u3005' and <= '\u30FF') or (>= '\u31F0' and <= '\u31FF') or (>= '\uFF66' and <= '\uFFDC')  // kana
        or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');  // Han
}
