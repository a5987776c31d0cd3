using System.Globalization;
using System.Text;

namespace Kindred.Domain.Depositing;

/// <summary>The words of a text as they are compared: without case and marks, so that the same words typed in another way are the same. In scripts without spaces each
/// sign is a word.</summary>
public static class FoldedWords
{
    public static IEnumerable<string> Of(string text)
    {
        StringBuilder word = new();
        foreach (Rune rune in NormalText.Of(text, NormalizationForm.FormKD).EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format) continue;
            bool isPart = Rune.IsLetterOrDigit(rune) || category == UnicodeCategory.SpacingCombiningMark;
            bool isAlone = IsUnspaced(rune.Value);
            if ((!isPart || isAlone) && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }

            if (isAlone) yield return rune.ToString();
            else if (isPart) word.Append(Rune.ToLowerInvariant(rune).ToString());
        }

        if (word.Length > 0) yield return word.ToString();
    }

    /// <summary>One space between the words, before the first and after the last, so that whole words are found in it.</summary>
    public static string Line(string text) => $" {string.Join(' ', Of(text))} ";

    private static bool IsUnspaced(int code) => code is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0x0E00 and <= 0x0E7F) or (>= 0x20000 and <= 0x2FFFF);
}
