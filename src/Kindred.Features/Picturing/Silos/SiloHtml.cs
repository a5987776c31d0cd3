using Kindred.Features.Shared;
using Microsoft.AspNetCore.Html;

namespace Kindred.Features.Picturing.Silos;

/// <summary>What a silo and those in it are called in a page.</summary>
public static class SiloHtml
{
    private const int MostNamed = 5;

    public static HtmlString Heading(SiloShown silo, Texts texts) =>
        new(silo.Words is [_, ..] ? string.Join(" · ", silo.Words.Select(word => $"<bdi>{HtmlText.Escape(Bidi.Visible(word))}</bdi>")) : HtmlText.Escape(texts["silos.unnamed"]));

    /// <summary>The first of its organisations, and how many more there are.</summary>
    public static HtmlString Some(SiloShown silo, Texts texts, PageFrame frame)
    {
        string named = string.Join(", ", silo.Members.Take(MostNamed).Select(member => ViewHtml.Link(member, texts, frame)));
        return new HtmlString(silo.Members.Length <= MostNamed ? named : $"{named} {HtmlText.Escape(texts.Count("silos.picture.more", silo.Members.Length - MostNamed))}");
    }
}
