namespace Kindred.Features.Shared.Text;

/// <summary>French, Italian and Catalan write a short word without its vowel before the next: l'égalité is two words, O'Brien is one.</summary>
internal static class Elision
{
    private static readonly string[] Longer = ["qu", "jusqu", "lorsqu", "puisqu", "presqu", "quelqu", "quoiqu",
        "un", "gl", "all", "dall", "dell", "nell", "sull", "quell"];

    public static bool Is(ReadOnlySpan<char> left)
    {
        if (left.Length == 1) return (left[0] | ' ') is 'c' or 'd' or 'j' or 'l' or 'm' or 'n' or 's' or 't';
        if (left.Length > 6) return false;
        foreach (string word in Longer)
        {
            if (left.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
