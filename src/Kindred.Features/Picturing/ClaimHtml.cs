using System.Text;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Html;

namespace Kindred.Features.Picturing;

/// <summary>Records and what connections say of themselves, as HTML beside a picture.</summary>
/// <param name="cited">Lines of the records that sources cite: of one that is not among them nothing is said.</param>
public sealed class ClaimHtml(Texts texts, PageFrame frame, IReadOnlyDictionary<RecordId, RecordLine> cited)
{
    public HtmlString Record(RecordLine line) => Record(line, line.Address);

    /// <param name="address">Where it leads instead.</param>
    public HtmlString Record(RecordLine line, string address)
    {
        string link = ViewHtml.Link(line, texts, frame, address).Value!;
        return new HtmlString(RecordName.Beside(line, texts) is { } beside ? $"{link} ({Bidi.Name(beside).Value})" : link);
    }

    public string Date(string edtf) => EdtfDate.TryParse(edtf, out EdtfDate? date) ? texts.DatesInWords.Write(date) : edtf;

    /// <summary>Its words, of a kinship what is shared and what is distinct, when, its sources, whether it is disputed, and its own address; and that nobody has written words, where nobody has.</summary>
    /// <param name="other">What the link to it is told apart by.</param>
    public HtmlString Words(ConnectionLine line, RecordLine other)
    {
        Connection connection = line.Connection.Value;
        ConnectionWords words = connection.Words;
        StringBuilder html = new();
        if (words.When is { } when) html.Append("<span class=\"meta\">").Append(HtmlText.Escape(Date(when))).Append("</span> ");
        string language = words.Language ?? texts.Language;
        foreach ((string? label, string text) in ClaimWords.Said(words, texts))
        {
            if (label is not null) html.Append("<span class=\"meta\">").Append(HtmlText.Escape(label)).Append(":</span> ");
            Text(html, "q", text, language).Append(' ');
        }

        html.Append("<span class=\"meta\">");
        if (words.IsSilent) html.Append(HtmlText.Escape(texts["connection.silent.short"])).Append(' ');
        html.Append("<a href=\"").Append(HtmlText.Escape(frame.To($"/c/{connection.Id}"))).Append("\" aria-label=\"");
        HtmlText.Append(html, texts.Format("record.connection.to", Bidi.Visible(RecordName.Of(other, texts).Title)));
        html.Append("\">").Append(HtmlText.Escape(texts["record.connection"])).Append("</a></span>");
        if (!line.Disputes.IsEmpty)
        {
            html.Append(" <a class=\"disputed\" href=\"").Append(HtmlText.Escape(frame.To($"/c/{connection.Id}#disputes"))).Append("\" aria-label=\"");
            HtmlText.Append(html, texts.Format("dispute.mark.to", Bidi.Visible(RecordName.Of(other, texts).Title)));
            html.Append("\">").Append(HtmlText.Escape(texts["dispute.mark"])).Append("</a>");
        }

        if (words.Sources.IsEmpty) return new HtmlString(html.ToString());
        html.Append("<ul class=\"sources plain\">");
        foreach (Entry source in words.Sources) Source(html.Append("<li>"), source, language).Append("</li>");
        return new HtmlString(html.Append("</ul>").ToString());
    }

    private StringBuilder Source(StringBuilder html, Entry source, string language)
    {
        if (RecordId.TryParse(source["resource"], out RecordId id) && cited.TryGetValue(id, out RecordLine? line)) html.Append(Record(line).Value);
        else if (source["url"] is { } address) HtmlText.AppendAddress(html, address, source["title"] ?? address);
        else if (source["title"] is { } title) Text(html, "cite", title, language);
        if (source["locator"] is { } locator) Text(html.Append(", "), "span", locator, language);
        if (source["quotation"] is { } quotation) Text(html.Append(' '), "q", quotation, language);
        return source["note"] is { } note ? Text(html.Append(' '), "span", note, language) : html;
    }

    private StringBuilder Text(StringBuilder html, string tag, string text, string language)
    {
        html.Append('<').Append(tag).Append(ViewHtml.Mark(language, texts)).Append('>');
        HtmlText.Append(html, Bidi.WithoutOverrides(text));
        return html.Append("</").Append(tag).Append('>');
    }
}
