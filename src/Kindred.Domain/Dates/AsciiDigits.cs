using System.Globalization;

namespace Kindred.Domain.Dates;

/// <summary>Digits of any script, such as Arabic and Persian ones, as ASCII has them.</summary>
public static class AsciiDigits
{
    public static string Of(string text) => string.Concat(text.Select(Of));

    public static char Of(char character) => CharUnicodeInfo.GetDecimalDigitValue(character) is >= 0 and var digit ? (char)('0' + digit) : character;
}
