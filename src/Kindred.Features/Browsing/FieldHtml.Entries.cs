using System.Collections.Immutable;
using System.Text;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Browsing;

/// <summary>Fields of entries: credits, sources, creators, guidance.</summary>
public sealed partial class FieldHtml
{
    private void AppendEntries(StringBuilder html, Field field, FieldValue.Entries entries)
    {
        if (field.Type == FieldType.Guidance)
        {
            AppendGuidance(html, entries.Items, sheet.Content.Language);
            return;
        }

        html.Append(field.Type == FieldType.Sources ? "<ol class=\"sources\">" : "<ul class=\"plain\">");
        foreach (Entry entry in entries.Items)
        {
            Mark(html.Append("<li"), field.Type == FieldType.Sources ? texts.Language : sheet.Content.Language).Append('>');
            if (field.Type == FieldType.Sources) AppendSource(html, entry);
            else if (field.Type == FieldType.Creators) AppendText(html, "bdi", entry["literal"] ?? $"{entry["given"]} {entry["family"]}".Trim(), sheet.Content.Language);
            else AppendCredit(html, entry);
            html.Append("</li>");
        }

        html.Append(field.Type == FieldType.Sources ? "</ol>" : "</ul>");
    }

    private void AppendCredit(StringBuilder html, Entry entry)
    {
        if (entry["name"] is { } name) AppendText(html, "bdi", Bidi.Visible(name), sheet.Content.Language);
        if (entry["did"] is { } did) AppendText(html.Append(entry["name"] is null ? "" : " · "), "span", did, sheet.Content.Language);
    }

    private void AppendSource(StringBuilder html, Entry entry)
    {
        string language = sheet.Content.Language;
        if (RecordId.TryParse(entry["resource"], out RecordId id) && sheet.Cited.TryGetValue(id, out RecordLine? line)) AppendRecord(html, line);
        else if (entry["url"] is { } address) HtmlText.AppendAddress(html, address, entry["title"] ?? address);
        else if (entry["title"] is { } title) AppendText(html, "cite", title, language);
        if (entry["locator"] is { } locator) AppendText(html.Append(", "), "span", locator, language);
        if (entry["quotation"] is { } quotation) AppendText(html, "blockquote", quotation, language);
        if (entry["note"] is { } note) AppendText(html.Append("<br>"), "span", note, language);
        html.Append(" <span class=\"meta\">").Append(HtmlText.Escape(texts["record.source.cited"])).Append("</span>");
    }

    private void AppendGuidance(StringBuilder html, ImmutableArray<Entry> entries, string language)
    {
        foreach (Entry entry in entries)
        {
            html.Append("<dl class=\"facts\">");
            foreach (string part in Community.Kind["guidance"]!.Parts)
            {
                if (entry[part] is not { } words) continue;
                html.Append("<dt>").Append(HtmlText.Escape(texts[$"field.part.{part}.label"])).Append("</dt>");
                AppendText(html, "dd", words, language);
            }

            html.Append("</dl>");
        }
    }
}
