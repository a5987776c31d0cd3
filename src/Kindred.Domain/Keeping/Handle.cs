using System.Globalization;
using System.Text;

namespace Kindred.Domain.Keeping;

/// <summary>The name a member goes by: letters of any script, digits, hyphens; composed and in lower case, so that two never differ by their bytes only.</summary>
public static class Handle
{
    public const int Shortest = 2;
    public const int Longest = 32;

    /// <summary>The handle as it is kept, or null where it can't be one.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > Longest * 4) return null;
        string handle = NormalText.Of(typed.Trim(), NormalizationForm.FormKC).ToLowerInvariant();
        if (handle.Length is < Shortest or > Longest || !char.IsLetter(handle[0])) return null;
        return handle.All(IsAllowed) ? handle : null;
    }

    private static bool IsAllowed(char letter) =>
        letter == '-' || char.IsLetterOrDigit(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
