namespace Kindred.Features.Shared.Text.Stemmers;

/// <summary>
/// Light stemming of Persian: plural, comparative, possessive and indefinite endings, from the outside in. Reads folded words, where
/// the joiner before ها is gone and Persian ye and kaf are the Arabic letters.
/// </summary>
public sealed class Persian : Stemmer
{
    // Outermost first; one ending of each line, the longest first. Possessives go only after a plural: alone they look like roots (دوستان).
    private static readonly string[][] Layers =
    [
        ["هايمان", "هايتان", "هايشان", "هايم", "هايت", "هايش", "هايي", "هاي", "ها"],
        ["يي", "ي"],
        ["ترين", "تر", "ان", "ات"],
        ["ي"],
    ];

    public override string Language => "fa";

    public override Script Script => Script.Arabic;

    public override int Stem(Span<char> buffer, int length)
    {
        foreach (string[] layer in Layers)
        {
            foreach (string ending in layer)
            {
                if (length < ending.Length + 3 || !buffer[..length].EndsWith(ending)) continue;
                length -= ending.Length;
                break;
            }
        }
        return length;
    }
}
