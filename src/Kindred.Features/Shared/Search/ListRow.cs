using System.Text;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;
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

    /// <summary>Of a community: what it is called in the reader's language, beside what it calls itself.</summary>
    public string? Beside { get; init; }

    /// <summary>What there is to know of a title that was translated; null: nothing.</summary>
    public string? Mark { get; init; }

    public static ListRow Of(RecordLine line, Texts texts)
    {
        (string title, string language) = RecordName.Of(line, texts);
        string? other = Other(line.Language, texts);
        return new ListRow(
            line.Id, line.Kind, new HtmlString(HtmlText.Escape(Bidi.Visible(title))), language == texts.Language ? null : Other(language, texts),
            line.SummaryNotice is { } notice ? NoticeHtml.Instead(new ReadableNotice(notice, line.Language), texts)
                : line.Summary is { Length: > 0 } summary ? new HtmlString(HtmlText.Escape(Short(Bidi.WithoutOverrides(summary)))) : null, line.SummaryNotice is null ? other : null, line.When)
        {
            Beside = RecordName.Beside(line, texts), Mark = RecordName.Mark(line.Machine.Contains(texts.Language), line.Stale.Contains(texts.Language), texts),
        };
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
        Translation? there = content.Language == texts.Language ? null : content.Translations.GetValueOrDefault(texts.Language)?.GetValueOrDefault("title");
        bool isCommunity = record.Kind == Community.Kind.Name;
        string? translated = isCommunity ? null : there?.Text;
        string title = translated ?? content.Title;
        string? other = ListRow.Other(content.Language, texts);
        (HtmlString? text, bool isNotice) = Best(record, texts);
        return new ListRow(
            record.Id, record.Kind, Marked(title, highlight.Matches(title, translated is null ? content.Language : texts.Language)),
            translated is null ? other : null, text, isNotice ? null : other, content.Text("when"))
        {
            Beside = isCommunity && there?.Text != content.Title ? there?.Text : null, Mark = there is null ? null : RecordName.Mark(there.IsMachine, there.IsStale, texts),
        };
    }

    /// <summary>The stretch of the record with the most of what was asked for; the summary where nothing but the title has it. What a reader is to be told something
    /// before is found too, and what is told stands in its place.</summary>
    private (HtmlString? Text, bool IsNotice) Best(Record record, Texts texts)
    {
        RecordContent content = record.Content;
        Snippet? best = null;
        ReadableNotice? notice = null;
        IEnumerable<string> fields = ["summary", "story", .. kinds.Find(record.Kind)?.Fields
            .Where(field => field.IsSearchable && field.Name is not ("title" or "summary" or "story")).Select(field => field.Name) ?? []];
        foreach ((string field, string text) in fields.SelectMany(field => content[field]?.AllWords() ?? [], (field, text) => (field, text)).Where(one => !IsAddress(one.text)).Take(MostFieldsRead))
        {
            Snippet snippet = highlight.Snippet(PlainText.Of(text), content.Language);
            if (best is null || snippet.Matches.Count > best.Matches.Count) (best, notice) = (snippet, ReadableNotice.Before(field, content, null).FirstOrDefault());
            if (best.Matches.Count >= terms.Terms.Count) break;
        }

        if (best is null) return (null, false);
        if (notice is not null) return (NoticeHtml.Instead(notice, texts), true);
        HtmlString marked = Marked(best.Text, best.Matches);
        return (new HtmlString($"{(best.IsCutBefore ? "… " : "")}{marked.Value}{(best.IsCutAfter ? " …" : "")}"), false);
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
