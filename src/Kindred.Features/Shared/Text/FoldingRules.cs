using System.Globalization;
using System.Text;

namespace Kindred.Features.Shared.Text;

/// <summary>The rules from which the folding table is made, once, at the first word.</summary>
internal static class FoldingRules
{
    /// <summary>Apostrophes and characters without a shape: inside a word they are passed over.</summary>
    public static bool IsSkippedInside(char character) =>
        IsApostrophe(character) || character is '\u0640' or '\u066C' or '\uFEFF'
        || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format;

    public static bool IsApostrophe(char character) =>
        character is '\'' or '\u2018' or '\u2019' or '\uFF07' or '\u05F3' or '\u05F4' or (>= '\u02B9' and <= '\u02BF');

    /// <summary>These depend on their neighbours, so that the whole word is normalised first.</summary>
    public static bool NeedsComposition(char character) => character is
        (>= '\u0300' and <= '\u036F') or (>= '\u1DC0' and <= '\u1DFF')  // combining marks: и + breve is the letter й
        or (>= '\u0900' and <= '\u0DFF') or (>= '\u0F00' and <= '\u0FFF') or '\u102E'  // Indic and Tibetan composites
        or (>= '\u1100' and <= '\u11FF') or (>= '\u3131' and <= '\u318E') or (>= '\uA960' and <= '\uA97F')
        or (>= '\uD7B0' and <= '\uD7FF')  // Hangul jamo
        or '\u3099' or '\u309A' or (>= '\uFF66' and <= '\uFFDC')  // kana with loose voicing, half-width forms
        or (>= '\uF900' and <= '\uFAFF')  // compatibility ideographs
        or (>= '\uD800' and <= '\uDFFF');

    /// <summary>Blocks whose letters lose their marks; others keep every sign.</summary>
    public static bool IsDecomposed(char character) => character is
        (>= '\u00A0' and <= '\u058F') or (>= '\u0590' and <= '\u06FF') or (>= '\u0750' and <= '\u077F') or (>= '\u08A0' and <= '\u08FF')
        or (>= '\u1D00' and <= '\u1DBF') or (>= '\u1E00' and <= '\u1FFF') or (>= '\u2C60' and <= '\u2C7F') or (>= '\uA640' and <= '\uA69F')
        or (>= '\uFB00' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC') or (>= '\uFF01' and <= '\uFF5E')
        or (>= '\u2070' and <= '\u218F') or (>= '\u2460' and <= '\u24FF');

    public static string Decompose(char character)
    {
        // Breve and diaeresis make letters of their own here, found on every keyboard that writes them; ё is the exception of practice.
        if (character is 'й' or 'Й' or 'ў' or 'Ў' or 'ї' or 'Ї') return char.ToLowerInvariant(character).ToString();

        var folded = new StringBuilder();
        foreach (char part in character.ToString().Normalize(NormalizationForm.FormKD))
        {
            if (char.IsDigit(part)) folded.Append((char)('0' + (int)char.GetNumericValue(part)));
            else if (char.IsLetter(part) && !IsSkippedInside(part)) folded.Append(Plain(char.ToLowerInvariant(part)));
        }
        return folded.ToString();
    }

    /// <summary>Letters that Unicode does not take apart but people type apart. One target for Arabic and Persian spellings.</summary>
    private static string Plain(char letter) => letter switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ĳ' => "ij",
        'ø' or 'ɔ' => "o",
        'đ' or 'ð' or 'ɖ' or 'ɗ' => "d",
        'ł' => "l",
        'ı' => "i",
        'ħ' or 'ɦ' => "h",
        'ŧ' or 'ƭ' => "t",
        'ŋ' or 'ɲ' => "n",
        'ɓ' => "b",
        'ƙ' => "k",
        'ɛ' or 'ə' or 'ǝ' => "e",
        'ƒ' => "f",
        'ɣ' => "g",
        'ƴ' => "y",
        'ɨ' => "i",
        'ʉ' => "u",
        'ĸ' => "k",
        'ſ' => "s",
        'ƈ' => "c",
        'ƥ' => "p",
        'ς' => "σ",
        'ґ' => "г",
        'և' => "եւ",
        'ٱ' or 'ٲ' or 'ٳ' => "ا",
        'ى' or 'ی' or 'ې' or 'ے' or 'ۍ' => "ي",
        'ک' or 'ڪ' or 'ګ' => "ك",
        'ة' or 'ە' or 'ہ' or 'ھ' or 'ۃ' => "ه",
        _ => letter.ToString(),
    };
}
