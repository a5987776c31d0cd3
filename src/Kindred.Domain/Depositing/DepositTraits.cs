using System.Collections.Immutable;
using System.Text;
using Kindred.Domain.Records;

namespace Kindred.Domain.Depositing;

/// <summary>What a desk narrows and compares deposits by, drawn from their words. It is kept beside them and destroyed with them.</summary>
/// <param name="Kind">Of the first record, or of the one that would change; <c>connection</c> where there is none.</param>
/// <param name="Language">Of the same; empty where there is none.</param>
/// <param name="Words">Of titles and summaries, as <see cref="FoldedWords.Line"/> writes them.</param>
/// <param name="Sketch">Of all that is told; null: it says too little.</param>
/// <param name="Title">A mark of the first title; null: it has none.</param>
/// <param name="Links">Marks of the addresses in it, in their order, each once.</param>
/// <param name="LinkCount">How many addresses there are.</param>
/// <param name="RepeatsWords">It says few words over and over.</param>
public sealed record DepositTraits(
    string Kind, string Language, string Words, WordSketch? Sketch, ulong? Title, ImmutableArray<ulong> Links, int LinkCount, bool RepeatsWords)
{
    private const int MostLinks = 8;
    private const int LongestWords = 8_000;

    /// <summary>Of a text with at least so many words, where fewer than a fifth of them are different ones, it is said that it repeats itself.</summary>
    private const int FewestToRepeat = 60;

    /// <summary>At a desk are those that somebody may still act on or look back at; what is published is a record, and a draft is its depositor's.</summary>
    public static bool IsAtDesk(DepositState state) =>
        state is DepositState.Deposited or DepositState.Quarantined or DepositState.InReview or DepositState.Asked or DepositState.Declined;

    public static DepositTraits Of(Deposit deposit)
    {
        (string Kind, RecordContent Content)[] told = deposit.Proposal is { } proposal ? [(proposal.Kind, proposal.Content)] : [.. deposit.Records.Select(one => (one.Kind, one.Content))];
        string[] texts = [.. told.SelectMany(one => TextsOf(one.Content)), .. deposit.Connections.Select(one => one.Words.Text ?? "")];
        string[] words = [.. texts.SelectMany(FoldedWords.Of)];
        string title = string.Join(' ', FoldedWords.Of(told is [var first, ..] ? first.Content.Title : ""));
        string[] links = [.. told.SelectMany(one => one.Content.Fields.Values).SelectMany(value => value.AllTexts()).SelectMany(LinksIn)];
        return new DepositTraits(
            told is [var one, ..] ? one.Kind : "connection",
            told is [var written, ..] ? written.Content.Language : "",
            Found(told.SelectMany(it => new[] { it.Content.Title, it.Content.Text("summary") ?? "" })),
            WordSketch.Of(words),
            title.Length > 0 ? WordSketch.Mark("title " + title) : null,
            [.. links.Select(link => WordSketch.Mark("link " + link)).Distinct().Take(MostLinks)],
            links.Length,
            words.Length >= FewestToRepeat && words.Distinct(StringComparer.Ordinal).Count() * 5 < words.Length);
    }

    /// <summary>A sketch of what a record says, to be compared with what is handed in.</summary>
    public static WordSketch? SketchOf(RecordContent content) => WordSketch.Of(TextsOf(content).SelectMany(FoldedWords.Of));

    /// <summary>Addresses on the web, as they are compared: how they are reached and what ends them is left out.</summary>
    public static IEnumerable<string> LinksIn(string text)
    {
        for (int at = 0; (at = text.IndexOf("://", at, StringComparison.Ordinal)) >= 0;)
        {
            int start = at + 3, end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('<' or '>' or '"' or ')' or ']')) end++;
            string link = text[start..end].TrimEnd('/', '.', ',', ';', ':', '!', '?').ToLowerInvariant();
            if (link.StartsWith("www.", StringComparison.Ordinal)) link = link[4..];
            if (link.Length > 3 && at >= 4 && text.AsSpan(0, at).EndsWith("http", StringComparison.OrdinalIgnoreCase) | text.AsSpan(0, at).EndsWith("https", StringComparison.OrdinalIgnoreCase)) yield return link;
            at = Math.Max(end, start);
        }
    }

    private static IEnumerable<string> TextsOf(RecordContent content) =>
        [content.Title, .. content.Fields.Where(field => field.Key is not "title" && field.Value is FieldValue.One).OrderBy(field => field.Key, StringComparer.Ordinal).SelectMany(field => field.Value.AllTexts())];

    private static string Found(IEnumerable<string> texts)
    {
        StringBuilder line = new();
        foreach (string text in texts.Where(text => text.Length > 0 && line.Length < LongestWords)) line.Append(FoldedWords.Line(text.Length > LongestWords ? text[..LongestWords] : text));
        return line.ToString();
    }
}
