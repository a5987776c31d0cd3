namespace Kindred.Features.Shared.Text.Stemmers;

/// <summary>A set of word endings in groups; finds the longest one that a word has. Looked up by last letter, longest first.</summary>
internal sealed class Endings
{
    private const int Buckets = 64;

    private readonly (string Ending, int Group)[][] byLastLetter;

    /// <summary>Each text holds the endings of one group, separated by spaces; groups count from 1.</summary>
    public Endings(params string[] groups)
    {
        var found = groups.SelectMany((endings, group) => endings.Split(' ').Select(ending => (Ending: ending, Group: group + 1))).ToArray();
        byLastLetter = [.. Enumerable.Range(0, Buckets)
            .Select(bucket => found.Where(one => one.Ending[^1] % Buckets == bucket).OrderByDescending(one => one.Ending.Length).ToArray())];
    }

    /// <summary>The group of the longest ending that lies wholly at or after <paramref name="from"/>, or 0.</summary>
    public int Find(in SnowballWord word, int from, out int length)
    {
        ReadOnlySpan<char> region = from < word.Length ? word.Letters[from..] : default;
        if (!region.IsEmpty)
        {
            foreach ((string ending, int group) in byLastLetter[region[^1] % Buckets])
            {
                if (!region.EndsWith(ending)) continue;
                length = ending.Length;
                return group;
            }
        }
        length = 0;
        return 0;
    }

    public int Find(in SnowballWord word, out int length) => Find(word, 0, out length);
}
