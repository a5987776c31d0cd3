namespace Kindred.Features.Shared.Text.Stemmers;

/// <summary>
/// Light stemming of Persian: plural, comparative, possessive and indefinite endings, from the outside in. Reads folded words, where
/// the joiner before ها is gone and Persian ye and kaf are the Arabic letters.
/// </summary>
public sealed class Persian : Stemmer
{
    // Outermost first; one ending of each line. The third, plural and comparative, may come twice (بزرگترها).
    private static readonly string[][] Layers =
    [
        ["مان", "تان", "شان", "ام", "ات", "اش"],
        ["يي", "ي"],
        ["ترين", "تر", "هاي", "ها", "ان", "ات"],
        ["ترين", "تر"],
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
