using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Kindred.Features.Shared.Text;
using Kindred.Features.Shared.Text.Stemmers;

namespace Kindred.Features.Picturing.ShowingUp;

/// <summary>The words that a message has in common with what a campaign says: by their folded form, or by their stem in the same language. Small words that stand in every sentence are none. It
/// counts nothing and gives no figure.</summary>
public sealed partial class SameWords
{
    private static readonly FrozenSet<string> Small = string.Join(' ',
        "the and for with our are was were has have had not but that this these those from who whom what when where will shall can may all any into onto over than then them they their there you your his her its she him out been being does did would could should more most such only about let back",
        "los las una unos unas del con por para que como más pero sus este esta estos estas ese esa eso son ser fue han hay muy nos les sin sobre entre desde hasta todo toda todos todas nuestro nuestra nuestros nuestras",
        "من في على إلى عن مع هذا هذه ذلك التي الذي الذين لا لم لن قد كل أن إن أو ثم بين هو هي هم نحن ما كان كانت",
        "les des une dans pour avec que qui sur pas est sont aux par ces cette nous vous leur leurs notre votre",
        "der die das und den dem des ein eine einen mit für von ist sind auf nicht wir sie ihr uns dass").Split(' ').Select(Folded).ToFrozenSet(StringComparer.Ordinal);

    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    private SameWords()
    {
    }

    /// <param name="said">Each with the tag of its language.</param>
    public static SameWords Of(IEnumerable<(string Text, string Language)> said)
    {
        SameWords same = new();
        foreach ((string text, string language) in said)
        {
            foreach (string part in (string[])[text, InWord().Replace(text, " ")])
            {
                foreach ((Word _, string[] forms) in Read(part, language)) same.known.UnionWith(forms);
            }
        }

        return same;
    }

    /// <summary>Where they stand in a text.</summary>
    public IReadOnlyList<HighlightRange> In(string text, string language)
    {
        List<HighlightRange> ranges = [];
        if (known.Count == 0) return ranges;
        foreach ((Word word, string[] forms) in Read(text, language))
        {
            if (!forms.Any(known.Contains)) continue;
            // Pairs of a script without spaces overlap.
            if (ranges is [.., var last] && word.Start <= last.Start + last.Length) ranges[^1] = last with { Length = word.End - last.Start };
            else ranges.Add(new HighlightRange(word.Start, word.Length));
        }

        return ranges;
    }

    private static List<(Word Word, string[] Forms)> Read(string text, string language)
    {
        List<(Word, string[])> read = [];
        string tag = Languages.Primary(language).ToString().ToLowerInvariant();
        WordReader words = new(text);
        while (words.Read())
        {
            string written = words.Current.In(text).ToString(), folded = Folded(written);
            if (words.Current.Kind == WordKind.Elided || (words.Current.Kind == WordKind.Whole && (folded.Length < WordStems.ShortestWord || Small.Contains(folded)))) continue;
            // A stem is one of its language; the same letters in another are another.
            read.Add((words.Current, [folded, .. Stems(written, folded, language).Select(stem => $"{tag} {stem}")]));
        }

        return read;
    }

    private static string[] Stems(string written, string folded, string language)
    {
        if (StemmerSet.Of(language) is not { } ofText || StemmerSet.For(StemmerSet.ScriptOf(folded), ofText) is not { } stemmer) return [];
        Span<char> first = stackalloc char[Stemmer.BufferLength], second = stackalloc char[Folding.LongestToken];
        (int one, int other) = WordStems.Write(stemmer, written, folded, first, second);
        return [.. ((string[])[first[..one].ToString(), second[..other].ToString()]).Where(stem => stem.Length > 0)];
    }

    private static string Folded(string word)
    {
        Span<char> folded = stackalloc char[Folding.LongestToken];
        return folded[..Folding.Fold(word, folded)].ToString();
    }

    /// <summary>Between the words of a name that is written as one, such as #NoMuslimBanEver.</summary>
    [GeneratedRegex(@"(?<=[\p{Ll}\p{Nd}])(?=\p{Lu})")]
    private static partial Regex InWord();
}
