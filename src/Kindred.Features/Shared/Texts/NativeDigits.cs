using System.Globalization;

namespace Kindred.Features.Shared;

/// <summary>Digits as a language writes them.</summary>
public static class NativeDigits
{
    /// <param name="ascii">Anything; only its digits change.</param>
    public static string In(string ascii, CultureInfo culture)
    {
        // "Context" is what .NET says of languages with digits of their own, and in a text of that language the context is its own.
        if (culture.NumberFormat.DigitSubstitution == DigitShapes.None) return ascii;
        string[] digits = culture.NumberFormat.NativeDigits;
        return string.Concat(ascii.Select(c => char.IsAsciiDigit(c) ? digits[c - '0'] : c.ToString()));
    }
}
