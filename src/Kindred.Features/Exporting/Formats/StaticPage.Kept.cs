using System.Text;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Exporting.Formats;

/// <summary>In a copy that is not for everyone, what tells a page that anyone may read from one that nobody else may.</summary>
internal sealed partial class StaticPage
{
    private readonly bool isPublic = records.Viewer is Viewer.Public;

    /// <summary>What it is, in a list of what was found.</summary>
    public string Called(RecordSheet sheet)
    {
        string kind = Texts[$"kind.{sheet.Kind.Name}.one"];
        return kept.Contains(sheet.Record.Id) ? $"{kind} · {Texts["static.kept"]}" : kind;
    }

    private string StateOf(RecordState state) => Texts["record.state." + ValueName.Of(state)];

    private void AppendStanding(StringBuilder html, RecordSheet sheet)
    {
        if (isPublic) return;
        Record record = sheet.Record;
        bool isKept = kept.Contains(record.Id);
        html.Append(isKept ? "<p class=\"notice grave\">" : "<p class=\"meta\">");
        if (isKept) html.Append("<strong>").Append(HtmlText.Escape(Texts["static.kept.page"])).Append("</strong> ");
        html.Append(HtmlText.Escape(Texts.Format("static.standing", StateOf(record.State), Texts["static.for." + ValueName.Of(record.Visibility)]))).Append("</p>\n");
        if (record.WithheldFields.IsEmpty) return;
        html.Append("<div class=\"notice grave\"><strong>").Append(HtmlText.Escape(Texts["static.kept.parts"])).Append("</strong><ul>");
        foreach (WithheldField withheld in record.WithheldFields)
        {
            string label = KeepWhat.LabelOf(sheet.Kind, withheld.Part, target => sheet.Links.GetValueOrDefault(withheld.Part.Field, LinkLines.None).First.FirstOrDefault(line => line.Other.Id == target)?.Other.Title, Texts);
            html.Append("<li><bdi>").Append(HtmlText.Escape(Bidi.Visible(label))).Append("</bdi>: ").Append(HtmlText.Escape(Texts.Format("embargo.part.until", Texts.DatesInWords.Day(withheld.Until)))).Append("</li>");
        }

        html.Append("</ul></div>\n");
    }

    private void AppendKept(StringBuilder html) => html.Append(" <span class=\"meta\">").Append(HtmlText.Escape(Texts["static.kept"])).Append("</span>");
}
