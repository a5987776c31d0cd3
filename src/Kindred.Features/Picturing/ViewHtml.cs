using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Text;
using Microsoft.AspNetCore.Html;

namespace Kindred.Features.Picturing;

/// <summary>What is said of records beside a picture.</summary>
public static class ViewHtml
{
    /// <summary>Its name, leading to it.</summary>
    /// <param name="address">Where it leads instead.</param>
    public static HtmlString Link(RecordLine line, Texts texts, PageFrame frame, string? address = null)
    {
        (string title, string language) = RecordName.Of(line, texts);
        string mark = Mark(language, texts), name = HtmlText.Escape(Bidi.Visible(title));
        // What says its direction is set apart from the words around it by that.
        return new HtmlString($"""<a href="{HtmlText.Escape(frame.To(address ?? line.Address))}"{mark}>{(mark.Length > 0 ? name : $"<bdi>{name}</bdi>")}</a>""");
    }

    /// <summary>The attributes of an element whose words are in another language than the page; otherwise none.</summary>
    public static string Mark(string language, Texts texts) => ListRow.Other(language, texts) is { } other ? $" lang=\"{HtmlText.Escape(other)}\" dir=\"{Languages.Direction(other)}\"" : "";
}
