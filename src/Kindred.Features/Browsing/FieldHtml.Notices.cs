using System.Text;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Html;

namespace Kindred.Features.Browsing;

/// <summary>Fields that are folded behind what is said before them.</summary>
public sealed partial class FieldHtml
{
    /// <summary>They stand on a record's page without a heading.</summary>
    private static readonly string[] Bare = ["summary", "story", "who", "epigraph"];

    /// <summary>What may be said of the page elsewhere, in one line: the summary, or what is said before it in its stead.</summary>
    public string? Description => FieldNotices.Before(sheet.Content, "summary") is { } notice ? $"{texts["notices.before"]} {Bidi.WithoutOverrides(notice)}"
        : sheet.Content.Text("summary") is { } summary ? Bidi.WithoutOverrides(summary) : null;

    /// <summary>Prose of another record that stands on this page: folded, where that is to be told something first.</summary>
    public HtmlString ProseOf(RecordContent content, string field)
    {
        if (content.Text(field) is not { } text) return HtmlString.Empty;
        HtmlString prose = Prose(text, content.Language);
        return Folded(ReadableNotice.Before(field, content, null), null, html => html.Append(prose.Value));
    }

    /// <summary>As <see cref="ProseOf"/>, of plain words.</summary>
    public HtmlString PlainOf(RecordContent content, string field)
    {
        if (content.Text(field) is not { } text) return HtmlString.Empty;
        return Folded(ReadableNotice.Before(field, content, null), texts[$"field.{field}.label"], html => AppendText(html, "p", text, content.Language));
    }

    private HtmlString Folded(Field field, Action<StringBuilder> append) =>
        Folded(ReadableNotice.Before(field.Name, sheet.Content, null), Bare.Contains(field.Name) ? Label(field) : null, append);

    private HtmlString Folded(IReadOnlyCollection<ReadableNotice> notices, string? label, Action<StringBuilder> append) => notices.Count == 0 ? Built(append) : Built(html =>
    {
        append(html.Append(NoticeHtml.Start(notices, texts, label).Value));
        html.Append(NoticeHtml.End);
    });
}
