namespace Kindred.Features.Shared.Text.Stemmers;

/// <summary>
/// Light stemming of Arabic after Larkey, Ballesteros and Connell (light10): one article or conjunction from the front, then each
/// of the frequent endings once; the alef of the accusative is taken off before them. Reads folded words: alefs, yas and ta marbuta are already one letter each.
/// </summary>
public sealed class Arabic : Stemmer
{
    private static readonly string[] Beginnings = ["وال", "بال", "كال", "فال", "ولل", "ال", "لل", "و"];
    private static readonly string[] EndingsInOrder = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];

    public override string Language => "ar";

    public override Script Script => Script.Arabic;

    public override int Stem(Span<char> buffer, int length)
    {
        foreach (string beginning in Beginnings)
        {
            // A lone و is often a letter of the root: it goes only from words of four letters or more.
            int leaves = beginning.Length == 1 ? 3 : 2;
            if (length < beginning.Length + leaves || !buffer[..length].StartsWith(beginning)) continue;
            buffer[beginning.Length..length].CopyTo(buffer);
            length -= beginning.Length;
            break;
        }
        // Folded, تضامنًا is written with a bare alef at its end: the accusative of four letters or more.
        if (length >= 5 && buffer[length - 1] == 'ا') length--;
        foreach (string ending in EndingsInOrder)
        {
            if (length >= ending.Length + 2 && buffer[..length].EndsWith(ending)) length -= ending.Length;
        }
        return length;
    }
}
