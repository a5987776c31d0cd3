using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Exporting.Formats;

/// <summary>Pages of a copy that is read without a server, in the archive's first language: plain HTML, links between its files, nothing fetched from anywhere.</summary>
/// <param name="there">Records that have a page in it.</param>
/// <param name="kept">Those of them that are not for everyone.</param>
internal sealed partial class StaticPage(ExportedRecords records, IReadOnlySet<RecordId> there, IReadOnlySet<RecordId> kept)
{
    // These stand at the head of the page.
    private static readonly string[] Head = ["contentNotices", "summary", "story"];

    public Texts Texts { get; } = records.Texts;

    public static string FileOf(RecordId id) => $"r/{id}.html";

    public static string ListOf(Kind kind, int part) => part == 1 ? $"lists/{kind.Plural}.html" : string.Create(CultureInfo.InvariantCulture, $"lists/{kind.Plural}-{part}.html");

    /// <summary>The page of a record, with all its connections.</summary>
    public async Task<string> Of(RecordSheet sheet, CancellationToken cancel)
    {
        RecordContent content = sheet.Content;
        StringBuilder html = Begin(content.Title, "../");
        html.Append("<article class=\"record\">\n<p class=\"meta\"><a href=\"../").Append(ListOf(sheet.Kind, 1)).Append("\">").Append(HtmlText.Escape(Texts[$"kind.{sheet.Kind.Name}.many"])).Append("</a></p>\n<h1 lang=\"")
            .Append(HtmlText.Escape(content.Language)).Append("\" dir=\"auto\">").Append(HtmlText.Escape(Bidi.Visible(content.Title))).Append("</h1>\n");
        AppendStanding(html, sheet);
        if (!sheet.Terms.ContentNotices.IsEmpty)
        {
            html.Append("<div class=\"notice\"><strong>").Append(HtmlText.Escape(Texts["record.notices.communities"])).Append("</strong><ul class=\"plain\">");
            foreach (string notice in sheet.Terms.ContentNotices) html.Append("<li dir=\"auto\">").Append(HtmlText.Escape(Bidi.WithoutOverrides(notice))).Append("</li>");
            html.Append("</ul></div>\n");
        }

        ReadableRecord read = ReadableRecord.Of(sheet.Kind, ReadableRecord.WithCited(content, sheet.Cited), Links(sheet), null, null, Texts);
        ReadableField[] head = [.. Head.Where(name => sheet.Kind[name] is not null).Select(name => Texts.Label(sheet.Kind.Name, name)).SelectMany(label => read.Fields.Where(field => field.Label == label))];
        foreach (ReadableField field in head) Append(html, sheet, field);
        html.Append("<dl class=\"facts\">\n");
        foreach (ReadableField field in read.Fields.Where(field => !head.Contains(field) && field.Label != Texts.Label(sheet.Kind.Name, "title")))
        {
            html.Append("<dt>").Append(HtmlText.Escape(field.Label)).Append("</dt>\n<dd>");
            Append(html, sheet, field);
            html.Append("</dd>\n");
        }

        if (!sheet.Communities.IsEmpty)
            html.Append("<dt>").Append(HtmlText.Escape(Texts["record.reuse"])).Append("</dt>\n<dd>").Append(HtmlText.Escape(Texts[sheet.AsksFirst ? "record.reuse.ask-first" : "record.reuse.given"])).Append("</dd>\n");
        html.Append("</dl>\n");
        foreach (ConnectionGroup group in sheet.Others) await Append(html, sheet.Record.Id, group, cancel);
        return End(html.Append("</article>\n"), sheet.Record.Id);
    }

    /// <summary>Titles of one kind, in alphabetical order.</summary>
    public string List(Kind kind, IReadOnlyList<StaticLine> lines, int part, int parts)
    {
        string name = Texts[$"kind.{kind.Name}.many"];
        StringBuilder html = Begin(name, "../");
        html.Append("<h1>").Append(HtmlText.Escape(name)).Append("</h1>\n<ul class=\"plain\">\n");
        foreach (StaticLine line in lines)
        {
            html.Append("<li><a href=\"../").Append(FileOf(line.Id)).Append("\" lang=\"").Append(HtmlText.Escape(line.Language)).Append("\"><bdi>").Append(HtmlText.Escape(Bidi.Visible(line.Title))).Append("</bdi></a>");
            if (line.When is { } when) html.Append(" <span class=\"meta\">").Append(HtmlText.Escape(ReadableRecord.Date(when, Texts))).Append("</span>");
            if (kept.Contains(line.Id)) AppendKept(html);
            html.Append("</li>\n");
        }

        html.Append("</ul>\n");
        if (parts > 1)
        {
            html.Append("<nav aria-label=\"").Append(HtmlText.Escape(name)).Append("\"><p>");
            for (int at = 1; at <= parts; at++)
            {
                if (at == part) html.Append("<strong aria-current=\"page\">").Append(Texts.Number(at)).Append("</strong> ");
                else html.Append("<a href=\"../").Append(ListOf(kind, at)).Append("\">").Append(Texts.Number(at)).Append("</a> ");
            }

            html.Append("</p></nav>\n");
        }

        return End(html, null);
    }

    /// <summary>What there is, and where it is searched. Without scripts the lists are the way in.</summary>
    public string First(IReadOnlyList<(Kind Kind, int Count)> kinds, int scripts)
    {
        StringBuilder html = Begin(records.Archive.Name, "");
        html.Append("<h1><bdi>").Append(HtmlText.Escape(records.Archive.Name)).Append("</bdi></h1>\n");
        if (records.Archive.Purpose is { Length: > 0 } purpose) html.Append("<p class=\"lead\" dir=\"auto\">").Append(HtmlText.Escape(Bidi.WithoutOverrides(purpose))).Append("</p>\n");
        if (records.Archive.IsSample) html.Append("<p class=\"notice grave\">").Append(HtmlText.Escape(Texts["shell.sample"])).Append("</p>\n");
        if (!isPublic) html.Append("<p class=\"notice grave\">").Append(HtmlText.Escape(Texts["static.not-public"])).Append("</p>\n");
        if (kinds.Count == 0) html.Append("<p>").Append(HtmlText.Escape(Texts[isPublic ? "static.empty" : "static.empty.all"])).Append("</p>\n");
        html.Append("<form id=\"search\" role=\"search\" hidden data-parts=\"").Append(scripts.ToString(CultureInfo.InvariantCulture)).Append("\" data-none=\"").Append(HtmlText.Escape(Texts["static.none"]))
            .Append("\" data-missing=\"").Append(HtmlText.Escape(Texts["static.missing"])).Append("\" data-more=\"").Append(HtmlText.Escape(Texts["static.more"])).Append("\">\n<p><label for=\"q\">").Append(HtmlText.Escape(Texts["static.search"])).Append("</label>\n<input id=\"q\" name=\"q\" type=\"search\" autocomplete=\"off\">\n<button>")
            .Append(HtmlText.Escape(Texts["static.find"])).Append("</button></p>\n</form>\n<div id=\"found\" aria-live=\"polite\"></div>\n<h2>").Append(HtmlText.Escape(Texts["static.all"])).Append("</h2>\n<ul class=\"plain\">\n");
        foreach ((Kind kind, int count) in kinds)
            html.Append("<li><a href=\"").Append(ListOf(kind, 1)).Append("\">").Append(HtmlText.Escape(Texts[$"kind.{kind.Name}.many"])).Append("</a> <span class=\"count\">").Append(Texts.Number(count)).Append("</span></li>\n");
        return End(html.Append("</ul>\n<script src=\"search.js\"></script>\n"), null);
    }

    /// <summary>A copy that somebody puts on the web asks not to be listed: what is withdrawn here would be found there.</summary>
    private StringBuilder Begin(string title, string up)
    {
        StringBuilder html = new($"<!DOCTYPE html>\n<html lang=\"{Texts.Language}\" dir=\"{Texts.Direction}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>").Append(HtmlText.Escape(Bidi.Visible(title)));
        if (up.Length > 0) html.Append(" · ").Append(HtmlText.Escape(Bidi.Visible(records.Archive.Name)));
        html.Append("</title>\n<link rel=\"stylesheet\" href=\"").Append(up).Append("archive.css\">\n</head>\n<body>\n");
        if (up.Length > 0) html.Append("<nav aria-label=\"").Append(HtmlText.Escape(Texts["static.nav"])).Append("\"><p><a href=\"").Append(up).Append("index.html\"><bdi>").Append(HtmlText.Escape(Bidi.Visible(records.Archive.Name))).Append("</bdi></a></p></nav>\n");
        return html.Append("<main>\n");
    }

    private string End(StringBuilder html, RecordId? id)
    {
        html.Append("</main>\n<footer>\n<p>").Append(HtmlText.Escape(Texts.Format("static.day", Texts.DatesInWords.Day(records.Viewer.Today)))).Append(' ').Append(HtmlText.Escape(Texts[records.Origin.Length > 0 ? "static.withdrawn" : "static.withdrawn.ask"])).Append("</p>\n");
        if (!isPublic) html.Append("<p><strong>").Append(HtmlText.Escape(Texts["static.not-public"])).Append("</strong></p>\n");
        if (records.Origin.Length > 0)
        {
            Address(html.Append("<p>"), id is null ? records.Origin + "/" : $"{records.Origin}/r/{id}");
            Address(html.Append(" · "), records.Origin + "/withdrawals.jsonl");
            html.Append("</p>\n");
        }

        return html.Append("</footer>\n</body>\n</html>\n").ToString();
    }

    private string? PageOf(RecordId id) => there.Contains(id) ? $"{id}.html" : null;

    private void Append(StringBuilder html, RecordSheet sheet, ReadableField field)
    {
        if (!field.Notices.IsEmpty) html.Append(NoticeHtml.Start(field.Notices, Texts).Value);
        if (field is { IsLink: true, Name: { } name }) foreach (LinkLine line in sheet.Links[name].First) Append(html, sheet, name, line);
        else foreach (ReadableLine line in field.Lines)
        {
            if (field.IsMarkdown) html.Append("<div class=\"prose\" lang=\"").Append(HtmlText.Escape(field.Language ?? "")).Append("\" dir=\"auto\">").Append(Here(SafeMarkdown.ToHtml(line.Text, firstLevel: 2))).Append("</div>\n");
            else Line(html, line.Text, field.Language);
        }

        if (string.Join(' ', TranslationMarks.Of(field.Translation, Texts)) is { Length: > 0 } marks) html.Append("<p class=\"meta\">").Append(HtmlText.Escape(marks)).Append("</p>\n");
        if (!field.Notices.IsEmpty) html.Append(NoticeHtml.End);
    }

    private static void Line(StringBuilder html, string text, string? language)
    {
        html.Append("<p class=\"verse\"><span lang=\"").Append(HtmlText.Escape(language ?? "")).Append("\" dir=\"auto\">");
        foreach ((int at, string part) in Bidi.WithoutOverrides(text).Split(" · ").Index())
        {
            if (at > 0) html.Append(" · ");
            if (Web().IsMatch(part)) Address(html, part);
            else HtmlText.Append(html, part);
        }

        html.Append("</span></p>\n");
    }

    private static StringBuilder Link(StringBuilder html, string text, string? page)
    {
        if (page is not null) html.Append("<a href=\"").Append(HtmlText.Escape(page)).Append("\">");
        html.Append("<bdi>").Append(HtmlText.Escape(Bidi.Visible(text))).Append("</bdi>");
        return page is null ? html : html.Append("</a>");
    }

    private static void Address(StringBuilder html, string address) =>
        html.Append("<a href=\"").Append(HtmlText.Escape(address)).Append("\" rel=\"noreferrer\"><span dir=\"ltr\">").Append(HtmlText.Escape(Bidi.Visible(address))).Append("</span></a>");

    /// <summary>What leads to another page of the archive leads to its page here, or to the archive, or nowhere.</summary>
    private string Here(string html) => Local().Replace(html, link =>
        RecordId.TryParse(link.Groups[2].Value, out RecordId id) && PageOf(id) is { } page ? $"href=\"{page}\""
        : records.Origin.Length > 0 ? $"href=\"{HtmlText.Escape(records.Origin)}/{link.Groups[1].Value}\""
        : "");

    [GeneratedRegex("href=\"/((?:r/([0-9A-Za-z]{26}))?[^\"]*)\"")]
    private static partial Regex Local();

    [GeneratedRegex(@"^https?://\S+$")]
    private static partial Regex Web();
}
