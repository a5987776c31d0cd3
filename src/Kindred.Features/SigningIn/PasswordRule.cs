using System.Text;
using Kindred.Domain;

namespace Kindred.Features.SigningIn;

/// <summary>A password is at least 15 characters, and what is left of it is at least eight when everything has been taken out that a guesser tries first:
/// common words and passwords, runs of the keyboard or alphabet, repetitions, years, the handle, the archive's name.</summary>
public static class PasswordRule
{
    public const int Shortest = 15;
    public const int Longest = 256;
    private const int LeastLeft = 8;
    private static readonly string[] Runs = ["abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "01234567890123456789"];
    private static readonly string[] Common = ReadCommon();

    /// <summary>Null: it will do. Otherwise <c>short</c>, <c>long</c> or <c>common</c>.</summary>
    public static string? Finding(string password, string handle, string archiveName)
    {
        if (password.EnumerateRunes().Count() < Shortest) return "short";
        if (password.Length > Longest) return "long";
        return Left(Fold(password), [Fold(handle), .. Fold(archiveName).Split(' ')]) < LeastLeft ? "common" : null;
    }

    private static int Left(string folded, IEnumerable<string> own)
    {
        string left = folded;
        foreach (string word in own.Where(word => word.Length >= 3).OrderByDescending(word => word.Length).Concat(Common))
            left = left.Replace(word, "\n", StringComparison.Ordinal);
        left = new string([.. left.Where(char.IsLetterOrDigit)]);
        int kept = 0;
        HashSet<string> pairs = [];
        for (int at = 0; at < left.Length; at++)
        {
            // A letter that goes on a run, repeats the one before, or repeats a pair seen already is as good as nothing.
            if (at > 0 && (left[at] == left[at - 1] || IsRun(left.AsSpan(at - 1, 2)) || !pairs.Add(left.Substring(at - 1, 2)))) continue;
            kept++;
        }

        return kept;
    }

    private static bool IsRun(ReadOnlySpan<char> pair)
    {
        foreach (string run in Runs)
            if (run.AsSpan().IndexOf(pair, StringComparison.Ordinal) >= 0 || run.AsSpan().IndexOf([pair[1], pair[0]], StringComparison.Ordinal) >= 0)
                return true;
        return false;
    }

    private static string Fold(string text) => new([.. NormalText.Of(text, NormalizationForm.FormKC).ToLowerInvariant().Select(Plain)]);

    // Letters written as digits and signs fool nobody's word list.
    private static char Plain(char letter) => letter switch
    {
        '@' or '4' => 'a',
        '3' => 'e',
        '1' or '!' => 'i',
        '0' => 'o',
        '$' or '5' => 's',
        '7' => 't',
        _ => letter,
    };

    private static string[] ReadCommon()
    {
        using Stream stream = typeof(PasswordRule).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using StreamReader reader = new(stream);
        // Folded as a password is, the longest first, so that a short word doesn't break up a long one.
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Fold).Distinct().OrderByDescending(word => word.Length)];
    }
}
