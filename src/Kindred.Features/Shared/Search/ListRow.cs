using System.Text;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Text;
using Microsoft.AspNetCore.Html;

namespace Kindred.Features.Shared.Search;

/// <summary>A record in a list.</summary>
/// <param name="TitleLanguage">Where it is not the page's own; null: it is.</param>
/// <param name="TextLanguage">Of the words below the title, where it is not the page's own.</param>
/// <param name="When">EDTF.</param>
public sealed record ListRow(RecordId Id, string Kind, HtmlString Title, string? TitleLanguage, HtmlString? Text, string? TextLanguage, string? When)
{
    private const int LongestText = 320;

    public static ListRow Of(RecordLine line, Texts texts)
    {
        string? translated = line.Titles.GetValueOrDefault(texts.Language);
        string? other = Other(line.Language, texts);
        return new ListRow(
            line.Id, line.Kind, new HtmlString(HtmlText.Escape(Bidi.Visible(translated ?? line.Title))), translated is null ? other : null,
            line.Summary is { Length: > 0 } summary ? new HtmlString(HtmlText.Escape(Short(Bidi.WithoutOverrides(summary)))) : null, other, line.When);
    }

    internal static string? Other(string language, Texts texts) =>
        Languages.Primary(language).Equals(texts.Language, StringComparison.OrdinalIgnoreCase) ? null : language;

    private static string Short(string text)
    {
        if (text.Length <= LongestText) return text;
        int space = text.LastIndexOf(' ', LongestText);
        return string.Concat(text.AsSpan(0, space > LongestText / 2 ? space : LongestText), "…");
    }
}

/// <summary>Marks what a query matched, in the words as they were written.</summary>
public sealed class MarkedText(QueryTerms terms, KindList kinds)
{
    private const int MostFieldsRead = 12;

    private readonly Highlight highlight = new(terms);

    public ListRow Row(Record record, Texts texts)
    {
        RecordContent content = record.Content;
        string? translated = content.Translations.GetValueOrDefault(texts.Language)?.GetValueOrDefault("title")?.Text;
        string title = translated ?? content.Title;
        string? other = ListRow.Other(content.Language, texts);
        return new ListRow(
            record.Id, record.Kind, Marked(title, highlight.Matches(title, translated is null ? content.Language : texts.Language)),
            translated is null ? other : null, Best(record), other, content.Text("when"));
    }

    /// <summary>The stretch of the record with the most of what was asked for; the summary where nothing but the title has it.</summary>
    private HtmlString? Best(Record record)
    {
        RecordContent content = record.Content;
        Snippet? best = null;
        IEnumerable<string> fields = ["summary", "story", .. kinds.Find(record.Kind)?.Fields
            .Where(field => field.IsSearchable && field.Name is not ("title" or "summary" or "story")).Select(field => field.Name) ?? []];
        foreach (string text in fields.Select(field => content[field]).OfType<FieldValue>().SelectMany(value => value.AllWords()).Where(text => !IsAddress(text)).Take(MostFieldsRead))
        {
            Snippet snippet = highlight.Snippet(PlainText.Of(text), content.Language);
            if (best is null || snippet.Matches.Count > best.Matches.Count) best = snippet;
            if (best.Matches.Count >= terms.Terms.Count) break;
        }

        if (best is null) return null;
        HtmlString marked = Marked(best.Text, best.Matches);
        return new HtmlString($"{(best.IsCutBefore ? "… " : "")}{marked.Value}{(best.IsCutAfter ? " …" : "")}");
    }

    private static bool IsAddress(string text) => text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !text.Contains(' ');

    private static HtmlString Marked(string text, IReadOnlyList<HighlightRange> matches)
    {
        StringBuilder html = new(text.Length + (matches.Count * 13));
        int end = 0;
        foreach (HighlightRange match in matches)
        {
            HtmlText.Append(html, text.AsSpan(end, match.Start - end));
            html.Append("<mark>");
            HtmlText.Append(html, text.AsSpan(match.Start, match.Length));
            html.Append("</mark>");
            end = match.Start + match.Length;
        }

        HtmlText.Append(html, text.AsSpan(end));
        return new HtmlString(Bidi.WithoutOverrides(html.ToString()));
    }
}
