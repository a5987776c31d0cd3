using System.Buffers;
using System.Text.RegularExpressions;

namespace Kindred.Features.Importing.Mapping;

/// <summary>A street with the number of a house, as several languages write it. Whether somebody lives there is for who reads it.</summary>
internal static partial class StreetAddress
{
    // Apart from the others, since all of it in ASCII is searched several times as fast; every text with a digit is.
    private static readonly SearchValues<string> Streets = SearchValues.Create(
        [
            " street", " st.", " st,", " st ", " avenue", " ave", " road", " rd", " boulevard", " blvd", " lane", " ln", " drive", " dr.", " dr ", " dr,", " court", " terrace", " way", " place", " parkway", " pkwy", " highway", " hwy", " circle", " square",
            "calle ", "c/ ", "avenida ", "avda", "av. ", "paseo ", "carrera ", "rue ", "chemin ", "impasse ", "quai ", "strasse", "str. ", "weg ", "gasse ", "platz ", "allee ", "straat ", "laan ", "gracht ", "rua ", "travessa ", "via ", "viale ", "piazza ", "corso ",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> OtherStreets = SearchValues.Create(["allée ", "straße", "شارع", "đường ", "phố ", "ngõ ", "路", "街", "巷"], StringComparison.OrdinalIgnoreCase);

    public static bool MayHold(string text) => text.AsSpan().ContainsAny(Streets) || EndsWithStreet(text) || (text.AsSpan().ContainsAnyExceptInRange('\0', '\u007F') && text.AsSpan().ContainsAny(OtherStreets));

    /// <param name="put">Start and length of what is found.</param>
    public static void Find(string text, Action<int, int> put)
    {
        foreach (ValueMatch match in NumberFirst().EnumerateMatches(text)) put(match.Index, match.Length);
        foreach (ValueMatch match in NumberFirstFrench().EnumerateMatches(text)) put(match.Index, match.Length);
        foreach (ValueMatch match in NumberLast().EnumerateMatches(text)) put(match.Index, match.Length);
        foreach (ValueMatch match in NumberLastGerman().EnumerateMatches(text)) put(match.Index, match.Length);
        foreach (ValueMatch match in Others().EnumerateMatches(text)) put(match.Index, match.Length);
    }

    private static bool EndsWithStreet(string text) => text.Length > 6 && (text.EndsWith(" St", StringComparison.Ordinal) || text.EndsWith(" Dr", StringComparison.Ordinal));

    // 1234 West 6th Street. A year is no house: 2017 Main Street would be one of very few.
    [GeneratedRegex(@"(?<![\p{L}\p{N}#$.,/-])(?<!(?<!\p{L})(?:\p{Lu}{2,8}|Local|Locals|Lodge|Council|District|No\.|Nos\.) )(?!(?:19|20)\d\d\s)\d{1,5}(?:-\d{1,4})?[A-Za-z]?,? (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.? )?(?:(?:\p{Lu}[\p{L}'’.-]{1,20}|\d{1,3}(?:st|nd|rd|th)) ){1,3}(?:(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Parkway|Pkwy|Highway|Hwy)\b\.?|(?:Drive|Dr|Court|Ct|Terrace|Way|Place|Pl|Circle|Square|Sq)\b\.?(?! ?\p{Lu}))", RegexOptions.CultureInvariant)]
    private static partial Regex NumberFirst();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|boulevard|bd|place|impasse|allée|chemin|quai|cours) (?:(?:de|du|des|d['’]|la|le|les|l['’]) ?){0,2}\p{Lu}[\p{L}'’-]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NumberFirstFrench();

    [GeneratedRegex(@"(?<!\p{L})(?:Calle|C/|Avenida|Avda\.?|Av\.|Paseo|Carrera|Rua|Travessa|Praça|Via|Viale|Piazza|Corso)\s(?:(?:de|del|della|dei|da|do|dos|das|la|los|las|el)\s){0,2}\p{Lu}[\p{L}.'’-]*(?:\s(?:(?:de|del|y|e|da|do|dos)\s){0,1}\p{Lu}[\p{L}.'’-]*){0,3},?\s(?:n[.ºo°]{1,2}\s?|núm\.\s?|#\s?)?\d{1,5}(?![\d-]|\s?(?:de|del)\s\p{L})", RegexOptions.CultureInvariant)]
    private static partial Regex NumberLast();

    [GeneratedRegex(@"(?<!\p{L})(?:\p{Lu}[\p{L}-]{0,40}?(?:[sS]traße|[sS]trasse|[sS]tr\.|[wW]eg|[gG]asse|[pP]latz|[aA]llee|[uU]fer|[dD]amm|straat|laan|plein|gracht)|\p{Lu}\p{L}{1,40} (?:Straße|Strasse|Str\.|Weg|Platz|Allee))\s\d{1,3}\s?[a-z]?(?![\p{L}\d.])", RegexOptions.CultureInvariant)]
    private static partial Regex NumberLastGerman();

    [GeneratedRegex(@"(?:شارع\s[\p{L}\s]{2,40}?[،,]?\s(?:رقم\s)?\d{1,4}(?!\d)|\d{1,4}\s?[،,]?\sشارع\s\p{L}{2,}|(?:số|Số)\s\d{1,4}[A-Za-z]?(?:/\d+)*,?\s(?:đường|phố|ngõ|Đường|Phố|Ngõ)\s\p{Lu}|\p{IsCJKUnifiedIdeographs}{1,8}[路街巷]\d{1,5}号)", RegexOptions.CultureInvariant)]
    private static partial Regex Others();
}
