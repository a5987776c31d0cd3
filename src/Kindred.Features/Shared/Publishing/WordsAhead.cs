using System.Collections.Concurrent;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Texts that are soon to be indexed, analysed on another core before the one thread that writes needs them. What is not here is analysed then: tokens are a function of text and
/// language alone.</summary>
internal sealed class WordsAhead
{
    /// <summary>Of all texts that are held: some ten megabytes with their tokens.</summary>
    private const int MostCharacters = 2_000_000;
    private const int LongestText = 20_000;

    private readonly ConcurrentDictionary<(string Text, string Language), TokenText> analysed = new();
    private int characters;

    public void Prepare(string text, string language)
    {
        if (text.Length is 0 or > LongestText) return;
        // Nobody asks for those of a record that was there already or waits for somebody: they make room.
        if (Volatile.Read(ref characters) > MostCharacters)
        {
            analysed.Clear();
            Volatile.Write(ref characters, 0);
        }

        if (analysed.TryAdd((text, language), Analysis.Analyse(text, language))) Interlocked.Add(ref characters, text.Length);
    }

    public TokenText Of(string text, string language)
    {
        if (text.Length is 0 or > LongestText || !analysed.TryRemove((text, language), out TokenText known)) return Analysis.Analyse(text, language);
        Interlocked.Add(ref characters, -text.Length);
        return known;
    }
}
