using System.Text;
using Kindred.Features.Shared.Text;
using Microsoft.AspNetCore.Html;

namespace Kindred.Features.Shared.Records;

/// <summary>What folds words away behind what is said before them: the reader opens it, with a key or a touch and without a script. Never opened by itself but on paper.</summary>
public static class NoticeHtml
{
    public const string End = "</details>";

    /// <param name="label">Of what is folded, where no heading stands above it.</param>
    public static HtmlString Start(IEnumerable<ReadableNotice> notices, Texts texts, string? label = null)
    {
        StringBuilder html = new("<details class=\"noticed\"><summary>");
        if (label is not null) html.Append("<strong>").Append(HtmlText.Escape(label)).Append("</strong>. ");
        html.Append(HtmlText.Escape(texts["notices.before"]));
        foreach ((int at, ReadableNotice notice) in notices.Index()) Append(html.Append(at == 0 ? " " : " · "), notice);
        html.Append(" <span class=\"show\">").Append(HtmlText.Escape(texts["notices.show"])).Append("</span><span class=\"hide\">").Append(HtmlText.Escape(texts["notices.hide"]))
            .Append("</span></summary>");
        return new HtmlString(html.ToString());
    }

    /// <summary>The notice alone, in the place of the words that it stands before: a line of the page, with the notice in its own language.</summary>
    public static HtmlString Instead(ReadableNotice notice, Texts texts)
    {
        StringBuilder html = new StringBuilder("<span class=\"instead\">").Append(HtmlText.Escape(texts["notices.before"])).Append(' ');
        Append(html, notice);
        return new HtmlString(html.Append("</span>").ToString());
    }

    private static void Append(StringBuilder html, ReadableNotice notice)
    {
        html.Append("<bdi lang=\"").Append(HtmlText.Escape(notice.Language)).Append("\" dir=\"").Append(Languages.Direction(notice.Language)).Append("\">");
        HtmlText.Append(html, Bidi.WithoutOverrides(notice.Text));
        html.Append("</bdi>");
    }
}
