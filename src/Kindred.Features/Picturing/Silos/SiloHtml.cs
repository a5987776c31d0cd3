using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Html;

namespace Kindred.Features.Picturing.Silos;

/// <summary>What a silo and those in it are called in a page.</summary>
public static class SiloHtml
{
    private const int MostNamed = 5;

    public static string Heading(SiloShown silo, Texts texts) => silo.Words is [_, ..] ? string.Join(" · ", silo.Words.Select(Bidi.Visible)) : texts["silos.unnamed"];

    public static HtmlString Link(RecordLine line, Texts texts, PageFrame frame)
    {
        (string title, string language) = RecordName.Of(line, texts);
        string? other = ListRow.Other(language, texts);
        return new HtmlString($"""<a href="{HtmlText.Escape(frame.To("/r/" + line.Id))}"{(other is null ? "" : $" lang=\"{HtmlText.Escape(other)}\"")}><bdi>{HtmlText.Escape(Bidi.Visible(title))}</bdi></a>""");
    }

    /// <summary>The first of its organisations, and how many more there are.</summary>
    public static HtmlString Some(SiloShown silo, Texts texts, PageFrame frame)
    {
        string named = string.Join(", ", silo.Members.Take(MostNamed).Select(member => Link(member, texts, frame)));
        return new HtmlString(silo.Members.Length <= MostNamed ? named : $"{named} {HtmlText.Escape(texts.Count("silos.picture.more", silo.Members.Length - MostNamed))}");
    }
}
