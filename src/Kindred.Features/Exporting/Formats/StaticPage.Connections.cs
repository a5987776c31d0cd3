using System.Collections.Immutable;
using System.Text;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Exporting.Formats;

/// <summary>What a page leads to, with what is said of the way there, and by whom it is disputed.</summary>
internal sealed partial class StaticPage
{
    /// <summary>What the link fields hold, for the order and labels of fields; how each is written is said in <see cref="Append(StringBuilder, RecordSheet, string, LinkLine)"/>.</summary>
    private static ILookup<string, ReadableLine> Links(RecordSheet sheet) => sheet.Links
        .SelectMany(of => of.Value.First.Select(line => (Field: of.Key, Line: new ReadableLine(line.Other.Title)))).ToLookup(one => one.Field, one => one.Line, StringComparer.Ordinal);

    private void Append(StringBuilder html, RecordSheet sheet, string field, LinkLine line)
    {
        AppendOther(html.Append("<p class=\"verse\">"), line.Other);
        string? note = sheet.NoteOf(field, line.Other.Id);
        if ((note ?? line.Words.Text) is { } words) AppendWords(html.Append(" · "), words, (note is null ? line.Words.Language : null) ?? sheet.Content.Language);
        AppendWhen(html, line.Words);
        AppendDisputes(html, line.Connection, line.Disputes, line.Other);
        html.Append("</p>\n");
    }

    private async Task Append(StringBuilder html, RecordId id, ConnectionGroup group, CancellationToken cancel)
    {
        html.Append("<h2>").Append(HtmlText.Escape(Texts[$"connection.{group.Type.Name}.{(group.IsOutgoing ? "out" : "in")}"])).Append(": ").Append(HtmlText.Escape(Texts[$"kind.{group.OtherKind}.many"])).Append("</h2>\n<ul class=\"plain\">\n");
        await foreach (ConnectionLine line in records.All(id, group, cancel))
        {
            ConnectionWords words = line.Connection.Value.Words;
            AppendOther(html.Append("<li>"), line.Other);
            AppendWhen(html, words);
            if (!isPublic && line.Connection.Value.State != RecordState.Published) html.Append(" <span class=\"meta\">").Append(HtmlText.Escape(Texts.Format("static.kept.connection", StateOf(line.Connection.Value.State)))).Append("</span>");
            AppendDisputes(html, line.Connection.Value.Id, line.Disputes, line.Other);
            foreach (string said in ((string?[])[words.Text, words.Shared, words.Distinct]).OfType<string>())
            {
                AppendWords(html.Append("<p>"), said, words.Language ?? "");
                html.Append("</p>");
            }

            html.Append("</li>\n");
        }

        html.Append("</ul>\n");
    }

    private void AppendOther(StringBuilder html, RecordLine other)
    {
        Link(html, other.Title, PageOf(other.Id));
        if (kept.Contains(other.Id) || (!isPublic && other.State != RecordState.Published)) AppendKept(html);
    }

    private static void AppendWords(StringBuilder html, string words, string language) =>
        html.Append("<bdi lang=\"").Append(HtmlText.Escape(language)).Append("\">").Append(HtmlText.Escape(Bidi.WithoutOverrides(words))).Append("</bdi>");

    private void AppendWhen(StringBuilder html, ConnectionWords words)
    {
        if (words.When is { } when) html.Append(" <span class=\"meta\">").Append(HtmlText.Escape(ReadableRecord.Date(when, Texts))).Append("</span>");
    }

    /// <summary>Each note that disputes it is read on its own page where that is here, and at the connection's in the archive otherwise.</summary>
    private void AppendDisputes(StringBuilder html, RecordId? connection, ImmutableArray<RecordId> disputes, RecordLine other)
    {
        if (disputes.IsEmpty) return;
        string[] pages = [.. disputes.Select(PageOf).OfType<string>()];
        if (pages is [] && connection is { } id && records.Origin.Length > 0) pages = [$"{records.Origin}/c/{id}#disputes"];
        if (pages is []) html.Append(" <span class=\"disputed\">").Append(HtmlText.Escape(Texts["dispute.mark"])).Append("</span>");
        foreach ((int at, string page) in pages.Index())
        {
            string number = at == 0 ? "" : $" ({Texts.Number(at + 1)})";
            html.Append(" <a class=\"disputed\" href=\"").Append(HtmlText.Escape(page)).Append("\" rel=\"noreferrer\" aria-label=\"").Append(HtmlText.Escape(Texts.Format("dispute.mark.to", Bidi.Visible(other.Title)) + number))
                .Append("\">").Append(HtmlText.Escape(Texts["dispute.mark"] + number)).Append("</a>");
        }
    }
}
