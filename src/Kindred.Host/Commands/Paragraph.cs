using System.Text;

namespace Kindred.Host.Commands;

/// <summary>Running text as a terminal shows it.</summary>
internal static class Paragraph
{
    private const int Columns = 80;

    /// <summary>A line as it is, or, where it is longer than a terminal or breaks off, in several as far in as it is.</summary>
    public static IEnumerable<string> Broken(string line) => line.Length <= Columns && !line.AsSpan().ContainsAny('\r', '\n') ? [line] : Lines(line, line.Length - line.TrimStart().Length);

    /// <summary>In lines of eighty columns, each so far in; a word that is longer stands by itself.</summary>
    /// <param name="first">What the first line begins with; the others stand below its words.</param>
    public static IEnumerable<string> Lines(string text, int indent = 0, string first = "")
    {
        StringBuilder line = new(new string(' ', indent) + first);
        bool isEmpty = true;
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Columns)
            {
                yield return line.ToString();
                line.Clear().Append(' ', indent + first.Length);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        if (!isEmpty) yield return line.ToString();
    }
}
