using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Html;

namespace Kindred.Features.Picturing;

/// <summary>What is said of records beside a picture.</summary>
public static class ViewHtml
{
    /// <summary>Its name, leading to it.</summary>
    public static HtmlString Link(RecordLine line, Texts texts, PageFrame frame)
    {
        (string title, string language) = RecordName.Of(line, texts);
        string? other = ListRow.Other(language, texts);
        return new HtmlString($"""<a href="{HtmlText.Escape(frame.To(line.Address))}"{(other is null ? "" : $" lang=\"{HtmlText.Escape(other)}\"")}><bdi>{HtmlText.Escape(Bidi.Visible(title))}</bdi></a>""");
    }
}
