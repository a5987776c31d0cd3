using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Where a record's title comes from.</summary>
public enum TitleOrigin
{
    Source,

    /// <summary>The first sentence of its story.</summary>
    Sentence,

    /// <summary>Put together from what else is known.</summary>
    Template,
}

/// <summary>Gives a record a title where its source has none: the first sentence of its story, or a template such as <c>{type}, {organisedBy}, {when}</c>.</summary>
internal sealed class TitleRule
{
    public const string Sentence = "sentence";

    public const int Longest = 120;

    /// <summary>Names of one field in a title.</summary>
    private const int MostNames = 3;

    /// <summary>Shorter ends of a sentence are of Dr., U.S. and the like.</summary>
    private const int ShortestSentence = 20;

    private const string Ends = ".!?。！？؟।";

    // Where nobody said otherwise: what it is, who did it, when and where.
    private static readonly Template Known = Template.Of("{type}, {organisedBy}, {creators}, {centres}, {where}, {when}{issued}");

    private readonly bool isSentenceFirst;
    private readonly Template template;

    public TitleRule(string? rule)
    {
        isSentenceFirst = rule is null or Sentence;
        template = isSentenceFirst ? Known : Template.Of(rule!);
    }

    /// <summary>Columns that it names.</summary>
    public IEnumerable<string> Places => isSentenceFirst ? [] : template.Places;

    /// <param name="column">The value of a column.</param>
    /// <returns>Null: nothing is known.</returns>
    public (string Title, TitleOrigin Origin)? Of(Kind kind, RecordContent content, IReadOnlyList<LinkMention> links, Func<string, string?> column)
    {
        if (isSentenceFirst && First(content.Text("story") ?? content.Text("summary")) is { } sentence) return (sentence, TitleOrigin.Sentence);
        Texts texts = Texts.For(content.Language);
        string? filled = template.Fill(place => kind[place] is { } field ? InWords(kind, field, content, links, texts) : column(place));
        if (filled is { Length: > 0 } title) return (Shortened(title, KindCheck.LongestTitle), TitleOrigin.Template);
        return !isSentenceFirst && First(content.Text("story") ?? content.Text("summary")) is { } told ? (told, TitleOrigin.Sentence) : null;
    }

    private static string? InWords(Kind kind, Field field, RecordContent content, IReadOnlyList<LinkMention> links, Texts texts)
    {
        if (!field.IsLink) return content[field.Name] is null ? null : string.Join(", ", ReadableRecord.Lines(kind, field, content, texts).Take(MostNames).Select(line => line.Text));
        string names = string.Join(", ", links.Where(link => link.Field == field.Name).Take(MostNames).Select(link => link.Target));
        return names.Length == 0 ? null : names;
    }

    /// <summary>Null: there is no text.</summary>
    public static string? First(string? markdown)
    {
        if (string.IsNullOrWhiteSpace(markdown)) return null;
        string first = markdown.Trim();
        if (first.IndexOf("\n\n", StringComparison.Ordinal) is >= ShortestSentence and var paragraph) first = first[..paragraph];
        string text = PlainText.Of(first.Length > 2_000 ? first[..2_000] : first);
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length == 0) return null;
        for (int at = 0; at < text.Length && at <= Longest; at++)
        {
            if (!Ends.Contains(text[at])) continue;
            bool isWide = text[at] > '\u2E80';
            bool isEnd = at + 1 == text.Length || isWide || (text[at + 1] == ' ' && (at >= ShortestSentence) && IsWordBefore(text, at));
            if (isEnd && (at >= ShortestSentence || isWide || at + 1 == text.Length)) return text[..(at + 1)].TrimEnd('.', '。', ' ');
        }

        return Shortened(text, Longest);
    }

    /// <summary>A word of two letters in small writing: what stands before the dot of a sentence, and not before that of an initial.</summary>
    private static bool IsWordBefore(string text, int dot) => dot >= 2 && (char.IsDigit(text[dot - 1]) || text[dot - 1] is ')' or '”' or '"' || (!char.IsUpper(text[dot - 1]) && char.IsLetter(text[dot - 2])));

    /// <summary>Cut after a word, with an ellipsis.</summary>
    public static string Shortened(string text, int longest)
    {
        if (text.Length <= longest) return text;
        int cut = text.LastIndexOf(' ', longest - 1);
        // Scripts without spaces are cut between characters.
        if (cut < longest / 2) cut = char.IsLowSurrogate(text[longest - 1]) ? longest - 2 : longest - 1;
        return text[..cut].TrimEnd(' ', ',', ';', ':', '-', '–') + "…";
    }
}
