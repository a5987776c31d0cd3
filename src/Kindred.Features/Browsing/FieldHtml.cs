using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Text;
using Microsoft.AspNetCore.Html;

namespace Kindred.Features.Browsing;

/// <summary>A record's fields as HTML, each by its type. What people wrote is escaped here, or goes through the Markdown allow list, and nowhere else on
/// the page is it written raw. Builds strings rather than partial views: a record's page is the one most asked for.</summary>
/// <param name="wordsIn">The language in which the record's own words are wanted; null: the page's.</param>
public sealed partial class FieldHtml(Texts texts, PageFrame frame, RecordSheet sheet, string? wordsIn = null)
{
    private readonly DateInWords dates = texts.DatesInWords;

    public string Label(Field field) => texts.Label(sheet.Kind.Name, field.Name);

    public bool Has(Field field) => field.IsLink ? sheet.Links.ContainsKey(field.Name) : sheet.Content[field.Name] is not null;

    public HtmlString Of(Field field) => Folded(field, html =>
    {
        if (field.IsLink) AppendLinks(html, sheet.Links.GetValueOrDefault(field.Name, LinkLines.None), field);
        else if (sheet.Content[field.Name] is { } value) AppendValue(html, field, value);
    });

    /// <summary>One connection: the record at its other end, what the connection says, and its own address.</summary>
    public HtmlString Connection(LinkLine line) => Built(html => AppendConnection(html, line));

    /// <summary>A link to all connections of a type.</summary>
    public HtmlString More(ConnectionType type, bool isOutgoing, string? kind, int count) => Built(html => AppendMore(html, type, isOutgoing, kind, count));

    public HtmlString Source(Entry entry) => Built(html => AppendSource(html, entry));

    public HtmlString Guidance(ImmutableArray<Entry> entries, string language) => Built(html => AppendGuidance(html, entries, language));

    /// <summary>The text of a field in the language that is wanted where there is a translation, and in the record's otherwise.</summary>
    public (string Text, string Language, Translation? Translation) Shown(Field field, string original) =>
        field.IsTranslatable && !IsOwnName(field) && Staleness.Best(sheet.Content, field.Name, wordsIn ?? texts.Language) is var (language, translation)
            ? (translation.Text, language, translation)
            : (original, sheet.Content.Language, null);

    /// <summary>A community is called as it calls itself, whatever the page's language.</summary>
    private bool IsOwnName(Field field) => field.Name == "title" && sheet.Kind.Name == Community.Kind.Name;

    public HtmlString Inline(Field field, string tag, string? className = null)
    {
        if (sheet.Content.Text(field.Name) is not { } original) return HtmlString.Empty;
        (string text, string language, Translation? translation) = Shown(field, original);
        return Folded(field, html =>
        {
            html.Append('<').Append(tag);
            if (className is not null) html.Append(" class=\"").Append(className).Append('"');
            Mark(html, language).Append('>');
            HtmlText.Append(html, Bidi.WithoutOverrides(text));
            AppendMarks(html.Append("</").Append(tag).Append('>'), translation);
        });
    }

    /// <summary>What there is to know of a translation, in words beside it, with the way to what was written.</summary>
    private void AppendMarks(StringBuilder html, Translation? translation)
    {
        if (TranslationMarks.Of(translation, texts).ToArray() is not [_, ..] marks) return;
        html.Append("<p class=\"meta\">");
        foreach (string mark in marks) html.Append(HtmlText.Escape(mark)).Append(' ');
        html.Append("<a href=\"").Append(HtmlText.Escape(AsWritten)).Append("\">").Append(HtmlText.Escape(texts["translating.as-written"])).Append("</a></p>");
    }

    /// <summary>This page with the record's own words in the language in which they were written.</summary>
    public string AsWritten => InWords(sheet.Content.Language);

    /// <summary>This page with the record's own words in this language.</summary>
    public string InWords(string language) => frame.To($"/r/{sheet.Record.Id}?words={Uri.EscapeDataString(language)}");

    /// <summary>A link to a record under its title in the reader's language.</summary>
    public StringBuilder AppendRecord(StringBuilder html, RecordLine line)
    {
        (string title, string language) = RecordName.Of(line, texts);
        html.Append("<a href=\"").Append(HtmlText.Escape(frame.To(line.Address))).Append('"');
        Mark(html, language).Append("><bdi>");
        HtmlText.Append(html, Bidi.Visible(title));
        html.Append("</bdi></a>");
        if (RecordName.Beside(line, texts) is { } beside) html.Append(" (").Append(Bidi.Name(beside).Value).Append(')');
        return html;
    }

    public HtmlString RecordLink(RecordLine line) => new(AppendRecord(new StringBuilder(), line).ToString());

    public static (string Title, string Language) Title(RecordLine line, Texts texts) => RecordName.Of(line, texts);

    /// <summary>Communities stand in the alphabetical order of the reader's language: no order may rank them.</summary>
    public IEnumerable<LinkLine> InOrder(IEnumerable<LinkLine> lines, bool isInGivenOrder) => isInGivenOrder
        ? lines
        : lines.OrderBy(line => line.Other.Kind == Community.Kind.Name ? 0 : 1)
            .ThenBy(line => line.Other.Kind == Community.Kind.Name ? RecordName.Order(line.Other, texts) : "", texts.Alphabetical);

    private void AppendConnection(StringBuilder html, LinkLine line)
    {
        AppendRecord(html, line.Other);
        if (line.Words.When is { } when) html.Append(" <span class=\"meta\">").Append(HtmlText.Escape(Date(when))).Append("</span>");
        if (line.Connection is { } id)
        {
            html.Append(" <a class=\"meta\" href=\"").Append(HtmlText.Escape(frame.To($"/c/{id}"))).Append("\" aria-label=\"");
            HtmlText.Append(html, texts.Format("record.connection.to", Bidi.Visible(Title(line.Other, texts).Title)));
            html.Append("\">").Append(HtmlText.Escape(texts["record.connection"])).Append("</a>");
            if (line.IsDisputed) AppendDisputed(html, id, line.Other);
        }

        if (line.Words.Text is { } words) AppendText(html.Append("<br>"), "span", words, line.Words.Language ?? sheet.Content.Language);
    }

    private void AppendDisputed(StringBuilder html, RecordId connection, RecordLine other)
    {
        html.Append(" <a class=\"disputed\" href=\"").Append(HtmlText.Escape(frame.To($"/c/{connection}#disputes"))).Append("\" aria-label=\"");
        HtmlText.Append(html, texts.Format("dispute.mark.to", Bidi.Visible(Title(other, texts).Title)));
        html.Append("\">").Append(HtmlText.Escape(texts["dispute.mark"])).Append("</a>");
    }

    public string Date(string edtf) => EdtfDate.TryParse(edtf, out EdtfDate? date) ? dates.Write(date) : edtf;

    public string DateOf(DateOnly day) => dates.Day(day);

    public StringBuilder AppendText(StringBuilder html, string tag, string text, string language)
    {
        html.Append('<').Append(tag);
        Mark(html, language).Append('>');
        HtmlText.Append(html, Bidi.WithoutOverrides(text));
        return html.Append("</").Append(tag).Append('>');
    }

    public HtmlString Prose(string markdown, string language)
    {
        StringBuilder html = new("<div class=\"prose\"");
        Mark(html, language).Append('>').Append(SafeMarkdown.ToHtml(markdown, firstLevel: 4)).Append("</div>");
        return new HtmlString(html.ToString());
    }

    private static HtmlString Built(Action<StringBuilder> append)
    {
        StringBuilder html = new();
        append(html);
        return new HtmlString(html.ToString());
    }

    private StringBuilder Mark(StringBuilder html, string language) => language == texts.Language
        ? html
        : html.Append(" lang=\"").Append(HtmlText.Escape(language)).Append("\" dir=\"").Append(Languages.Direction(language)).Append('"');

    private void AppendLinks(StringBuilder html, LinkLines links, Field field)
    {
        bool isSteps = field.Link == ConnectionType.Step;
        html.Append(isSteps ? "<ol class=\"path\">" : "<ul class=\"plain\">");
        foreach (LinkLine line in InOrder(links.First, isSteps))
        {
            html.Append("<li>");
            AppendConnection(html, line);
            html.Append("</li>");
        }

        html.Append(isSteps ? "</ol>" : "</ul>");
        if (links.Count > links.First.Length) AppendMore(html, field.Link!, !field.IsIncoming, null, links.Count);
    }

    private void AppendMore(StringBuilder html, ConnectionType type, bool isOutgoing, string? kind, int count)
    {
        string address = $"/r/{sheet.Record.Id}/connections?type={type.Name}&direction={(isOutgoing ? "out" : "in")}{(kind is null ? "" : "&kind=" + kind)}";
        html.Append("<p><a href=\"").Append(HtmlText.Escape(frame.To(address))).Append("\">").Append(HtmlText.Escape(texts.Count("record.connections.all", count))).Append("</a></p>");
    }

    private void AppendValue(StringBuilder html, Field field, FieldValue value)
    {
        switch (value)
        {
            case FieldValue.One one:
                AppendOne(html, field, one.Text);
                break;
            case FieldValue.Many many:
                html.Append(field.Facet is not null || field.Type is FieldType.Term or FieldType.Language ? "<ul class=\"tags\">" : "<ul class=\"plain\">");
                foreach (string text in field.Type == FieldType.Term ? many.Texts.Select(field.Current).Distinct() : many.Texts) AppendOne(html.Append("<li>"), field, text).Append("</li>");
                html.Append("</ul>");
                break;
            case FieldValue.Entries entries:
                AppendEntries(html, field, entries);
                break;
            case FieldValue.Range range:
                HtmlText.Append(html, InWords(range));
                break;
            case FieldValue.Coordinates point:
                AppendPoint(html, point);
                break;
        }
    }

    private StringBuilder AppendOne(StringBuilder html, Field field, string original)
    {
        (string text, string language, Translation? translation) = Shown(field, original);
        switch (field.Type)
        {
            case FieldType.Markdown:
                html.Append("<div class=\"prose\"");
                Mark(html, language).Append('>').Append(SafeMarkdown.ToHtml(text, firstLevel: field.Name == "story" ? 2 : 3)).Append("</div>");
                AppendMarks(html, translation);
                return html;
            case FieldType.Date or FieldType.Day:
                HtmlText.Append(html, Date(text));
                return html;
            case FieldType.Term:
                return AppendFacet(html, field, field.Current(text), texts[$"term.{field.Vocabulary}.{text}"], texts.Language);
            case FieldType.Language:
                return AppendText(html, "span", Languages.NativeName(text), text);
            case FieldType.Flag:
                HtmlText.Append(html, texts[text == "true" ? "record.yes" : "record.no"]);
                return html;
            case FieldType.Url:
                return HtmlText.AppendAddress(html, text, text);
            default:
                // As the index has it, whatever the page's language.
                string value = original.Trim().ToLowerInvariant();
                _ = field.Facet is not null && value.Length <= ListAddress.LongestValue ? AppendFacet(html, field, value, text, language) : AppendText(html, "span", text, language);
                AppendMarks(html, translation);
                return html;
        }
    }

    private StringBuilder AppendFacet(StringBuilder html, Field field, string value, string label, string language)
    {
        if (field.Facet is null || !sheet.Kind.IsBrowsed) return AppendText(html, "span", label, language);
        html.Append("<a href=\"").Append(HtmlText.Escape(frame.To($"/{sheet.Kind.Plural}?{field.Facet}={Uri.EscapeDataString(value)}"))).Append('"');
        Mark(html, language).Append('>');
        HtmlText.Append(html, Bidi.WithoutOverrides(label));
        return html.Append("</a>");
    }

    public string InWords(FieldValue.Range range) => (range.Low, range.High) switch
    {
        ({ } low, { } high) when low == high => texts.Number(low),
        ({ } low, { } high) => texts.Format("record.range.between", texts.Number(low), texts.Number(high)),
        ({ } low, null) => texts.Format("record.range.least", texts.Number(low)),
        (null, { } high) => texts.Format("record.range.most", texts.Number(high)),
        _ => "",
    };

    private void AppendPoint(StringBuilder html, FieldValue.Coordinates point)
    {
        // A country or region is shown by its name alone: a point in it would say more than is known.
        if (point.Precision is Precision.Town or Precision.Exact)
        {
            html.Append("<bdi>").Append(point.Latitude.ToString("0.####", CultureInfo.InvariantCulture)).Append(", ")
                .Append(point.Longitude.ToString("0.####", CultureInfo.InvariantCulture)).Append("</bdi> ");
        }

        html.Append("<span class=\"meta\">").Append(HtmlText.Escape(texts["record.precision." + ValueName.Of(point.Precision)])).Append("</span>");
    }
}
