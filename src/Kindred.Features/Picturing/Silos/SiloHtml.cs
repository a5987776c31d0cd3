using System.Collections.Immutable;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Html;

namespace Kindred.Features.Picturing.Silos;

/// <summary>What a silo and those in it are called in a page.</summary>
public static class SiloHtml
{
    private const int MostNamed = 5;

    public static HtmlString Heading(SiloShown silo, Texts texts)
    {
        ImmutableArray<string> names = SilosWords.Names(silo, texts);
        int more = names.IsEmpty ? 0 : silo.Members.Length - names.Length;
        string named = Said(names) + (more > 0 ? " " + HtmlText.Escape(texts.Count("silos.picture.more", more)) : "");
        return new HtmlString(Said(silo.Words) + (silo.Words.IsEmpty || names.IsEmpty ? named : $" ({named})"));
    }

    /// <summary>The first of its organisations, and how many more there are.</summary>
    public static HtmlString Some(SiloShown silo, Texts texts, PageFrame frame)
    {
        string named = string.Join(texts["date.list-separator"], silo.Members.Take(MostNamed).Select(member => ViewHtml.Link(member, texts, frame)));
        return new HtmlString(silo.Members.Length <= MostNamed ? named : $"{named} {HtmlText.Escape(texts.Count("silos.picture.more", silo.Members.Length - MostNamed))}");
    }

    private static string Said(ImmutableArray<string> parts) => string.Join(" · ", parts.Select(part => $"<bdi>{HtmlText.Escape(Bidi.Visible(part))}</bdi>"));
}
