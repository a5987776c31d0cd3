using System.Text;

namespace Kindred.Tests.Life;

/// <summary>Looks for a word in every file that an archive writes, in the forms in which text is written.</summary>
public static class Residue
{
    /// <returns>Files that hold it, each with how.</returns>
    public static IReadOnlyList<string> In(string folder, string word)
    {
        List<string> found = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            // The lock of a running archive lets nobody read it; it is empty.
            if (new FileInfo(file).Length == 0) continue;
            byte[] bytes = File.ReadAllBytes(file);
            foreach ((string how, Encoding encoding) in ((string, Encoding)[])[("UTF-8", Encoding.UTF8), ("UTF-16", Encoding.Unicode), ("UTF-16BE", Encoding.BigEndianUnicode)])
            {
                if (bytes.AsSpan().IndexOf(encoding.GetBytes(word)) >= 0 || bytes.AsSpan().IndexOf(encoding.GetBytes(char.ToUpperInvariant(word[0]) + word[1..])) >= 0)
                    found.Add($"{Path.GetFileName(file)} ({how})");
            }
        }

        return found;
    }
}
